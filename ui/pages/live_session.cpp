// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/live_session.h"

#include "ui/pages/page_context.h"
#include "ui/panels/parameter_panel.h"
#include "ui/panels/task_section.h"
#include "ui/run/run_controller.h"

namespace hysteron::ui {

LiveSession::LiveSession(PageContext& context, ParameterPanel& panel, QObject* parent)
    : QObject(parent), m_context(context), m_panel(panel)
{
    RunController* controller = &context.controller();
    connect(controller, &RunController::rejected, this, [this](const Errors& errors) { m_problems = errors; });
    connect(controller, &RunController::refused, this, &LiveSession::takeBackStart);
    connect(controller, &RunController::followed, &panel, &ParameterPanel::adopt);
    connect(&panel, &ParameterPanel::adopted, this, &LiveSession::settingsAreIn);
    connect(&panel, &ParameterPanel::controlChanged, this, &LiveSession::change);
    connect(&panel, &ParameterPanel::restartRequested, this, &LiveSession::startFromPanel);
}

/// The panel and the run agree: this is the experiment now.
void LiveSession::settingsAreIn()
{
    m_history.record(m_panel.settings());
    m_context.setExperiment(m_panel.specification());
    emit settingsChanged();
}

void LiveSession::takeBack()
{
    if (const Settings* inForce = m_history.current())
        m_panel.setSettings(*inForce);
    emit refused(m_problems);
}

/// What only the data told, after the start: what was in force is shown again, and the task form holds what to mend.
void LiveSession::takeBackStart(const Specification& specification, const Errors& errors)
{
    m_problems = errors;
    if (m_beforeStart) {
        m_panel.setSettings(*m_beforeStart);
        settingsAreIn();
        emit started(m_beforeStart->current);
        m_panel.task()->propose(specification);
    }
    emit refused(m_problems);
    emit startRefused(specification, m_problems);
}

Errors LiveSession::start(const Specification& specification, bool paused, const std::vector<LoggedChange>& log)
{
    if (!m_context.controller().start(specification, paused, log))
        return m_problems;
    m_beforeStart = m_history.current() ? std::optional(*m_history.current()) : std::nullopt;
    m_panel.setSpecification(specification);
    emit started(specification);
    settingsAreIn();
    return {};
}

void LiveSession::restart()
{
    RunController& controller = m_context.controller();
    if (!start(controller.specification(), false, controller.log()).empty())
        takeBack();
}

void LiveSession::change(const ControlChange& change)
{
    if (m_context.controller().change(change))
        settingsAreIn();
    else
        takeBack();
}

void LiveSession::startFromPanel(const Specification& specification)
{
    if (!start(specification).empty())
        takeBack();
}

/// True when the run now follows these settings.
bool LiveSession::apply(const Settings& settings)
{
    RunController& controller = m_context.controller();
    const Settings before = m_panel.settings();
    const ControlChange change = differenceBetween(before.current, settings.current);
    const bool live = change.appliedTo(before.current) == settings.current;
    m_panel.setSettings(settings);
    const bool done = !live            ? start(settings.current, !controller.isPlaying()).empty()
                      : change.empty() ? true
                                       : controller.change(change);
    if (done) {
        settingsAreIn();
    } else {
        m_panel.setSettings(before);
        emit refused(m_problems);
    }
    return done;
}

void LiveSession::undo()
{
    if (const Settings* settings = m_history.undo(); settings && !apply(Settings(*settings)))
        m_history.redo();
}

void LiveSession::redo()
{
    if (const Settings* settings = m_history.redo(); settings && !apply(Settings(*settings)))
        m_history.undo();
}

} // namespace hysteron::ui
