// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/live_page.h"

#include "core/base/files.h"
#include "core/experiment/presets.h"
#include "core/io/specification_json.h"
#include "core/study/kinds.h"
#include "ui/pages/live_session.h"
#include "ui/pages/page_context.h"
#include "ui/pages/plot_grid.h"
#include "ui/panels/parameter_panel.h"
#include "ui/panels/run_status.h"
#include "ui/plots/bifurcation_plot.h"
#include "ui/plots/error_plot.h"
#include "ui/plots/landscape_plot.h"
#include "ui/plots/singular_values_plot.h"
#include "ui/run/frame_meter.h"
#include "ui/run/run_controller.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/transport_bar.h"
#include "ui/words/words.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>

#include <cmath>

namespace hysteron::ui {

namespace {
constexpr int kFramesPerReport = 30; // the rate in the status line is to be read, not to flicker
constexpr double kSlowest = 1.0, kFastest = 1e5;

bool isBroken(RunState state)
{
    return state == RunState::Diverged || state == RunState::Stopped;
}
} // namespace

LivePage::LivePage(PageContext& context)
    : Page(context, {QStringLiteral("live"), tr("Live"), tr("one run, steered while it moves")}),
      m_plots(makeLivePlots(this)), m_parameters(new ParameterPanel), m_grid(new PlotGrid(m_plots.all())),
      m_transport(new TransportBar(context.actions(), this)), m_status(new RunStatus(this)),
      m_session(new LiveSession(context, *m_parameters, this))
{
    m_transport->hide(); // until the window places it
    m_status->hide();
    m_transport->setPresets(presets());
    m_transport->setSpeed(context.controller().speed());
    place(m_parameters, m_grid);
    connectRun();
}

void LivePage::connectRun()
{
    RunController* controller = &context().controller();
    connect(controller, &RunController::frameStarted, &context().frameMeter(), &FrameMeter::frameStarted);
    connect(controller, &RunController::snapshotChanged, this, &LivePage::showFrame);
    connect(controller, &RunController::playingChanged, this, &Page::actionsChanged);
    connect(controller, &RunController::playingChanged, this, [this](bool) {
        context().frameMeter().rest();
        m_framesSinceReport = 0;
        m_status->showFrames(0.0, 0.0);
    });
    connect(controller, &RunController::speedChanged, m_transport, &TransportBar::setSpeed);
    connect(controller, &RunController::speedChanged, this, &Page::actionsChanged);
    connect(m_transport, &TransportBar::speedChosen, controller, &RunController::setSpeed);
    connect(m_transport, &TransportBar::presetChosen, this, &LivePage::openPreset);
    connect(m_session, &LiveSession::started, this, &LivePage::showStart);
    connect(m_session, &LiveSession::settingsChanged, this, &Page::actionsChanged);
    connect(m_session, &LiveSession::refused, m_parameters, &ParameterPanel::showErrors);
    connect(m_session, &LiveSession::startRefused, this,
            [this](const Specification& specification, const Errors& errors) {
                // Of the panel's own start it stands beside the fields.
                if (specification == m_inFile && !m_opened.isEmpty())
                    showErrors(errors, tr("%1 cannot be opened.").arg(m_opened));
            });
    connect(messages(), &MessageBar::actionRequested, controller, &RunController::recover);
    connect(m_grid, &PlotGrid::exportRequested, this, &Page::exportRequested);
    connect(m_grid, &PlotGrid::enlargedChanged, this, &Page::actionsChanged);
}

QWidget* LivePage::head()
{
    return m_transport;
}

StatusLine* LivePage::status()
{
    return m_status;
}

ActionState LivePage::runState() const
{
    const auto& snapshot = context().controller().snapshot();
    if (!snapshot)
        return {};
    if (isBroken(snapshot->state))
        return {.text = tr("Run"), .meaning = tr("the run broke: restart it, or go back to the last good state")};
    if (context().controller().isPlaying())
        return {.enabled = true, .text = tr("Pause"), .meaning = tr("pause the run"), .icon = QStringLiteral("pause")};
    return {.enabled = true, .text = tr("Run"), .meaning = tr("run")};
}

ActionState LivePage::stateOf(ActionId id) const
{
    const RunController& controller = context().controller();
    const auto& snapshot = controller.snapshot();
    switch (id) {
    case ActionId::Run:
        return runState();
    case ActionId::Step:
        return {.enabled = snapshot && !isBroken(snapshot->state)};
    case ActionId::Restart:
        return {.enabled = snapshot != nullptr};
    case ActionId::Slower:
        return {.enabled = controller.speed() > kSlowest};
    case ActionId::Faster:
        return {.enabled = std::isfinite(controller.speed())};
    case ActionId::Stop:
        return {.enabled = Page::stateOf(id).enabled || controller.isPlaying()};
    case ActionId::Save:
        return {.enabled = true};
    case ActionId::CopyCommand:
        return {.enabled = snapshot != nullptr};
    case ActionId::Undo:
        return {.enabled = m_session->canUndo()};
    case ActionId::Redo:
        return {.enabled = m_session->canRedo()};
    default:
        return Page::stateOf(id);
    }
}

void LivePage::perform(ActionId id)
{
    RunController& controller = context().controller();
    switch (id) {
    case ActionId::Run:
        return controller.togglePlay();
    case ActionId::Step:
        return controller.step();
    case ActionId::Restart:
        return m_session->restart();
    case ActionId::Slower:
        return changeSpeed(0.5);
    case ActionId::Faster:
        return changeSpeed(2.0);
    case ActionId::Stop:
        if (Page::stateOf(id).enabled)
            Page::perform(id);
        else
            controller.pause();
        return;
    case ActionId::Save:
        return chooseFileToSave();
    case ActionId::CopyCommand:
        return copyCommand();
    case ActionId::Undo:
        return m_session->undo();
    case ActionId::Redo:
        return m_session->redo();
    default:
        Page::perform(id);
    }
}

/// A line holds no live changes: they are left out, and that is said.
void LivePage::copyCommand()
{
    const RunController& controller = context().controller();
    const study::RunRequest request{.experiment = {.specification = controller.specification()}};
    QGuiApplication::clipboard()->setText(QString::fromStdString(study::commandOf(request)));
    context().tell(controller.snapshot()->changes.empty() ? tr("Copied the command")
                                                          : tr("Copied the command; it makes no live changes"));
}

/// Above the fastest paced speed it is as fast as it goes.
void LivePage::changeSpeed(double factor)
{
    RunController& controller = context().controller();
    const double from = std::isfinite(controller.speed()) ? controller.speed() : 2.0 * kFastest;
    const double to = std::max(kSlowest, factor * from);
    controller.setSpeed(to > kFastest ? INFINITY : to);
}

Exportable LivePage::exportable() const
{
    return m_plots.exportable({.specification = context().controller().specification()});
}

bool LivePage::hasExport() const
{
    return context().controller().snapshot() != nullptr;
}

bool LivePage::canOpen(const OpenedFile& file) const
{
    return std::holds_alternative<ExperimentFile>(file.content);
}

Errors LivePage::open(const OpenedFile& file)
{
    const auto& opened = std::get<ExperimentFile>(file.content);
    const study::Experiment& experiment = opened.run.experiment;
    if (const Errors errors = m_session->start(experiment.specification, file.paused, experiment.changes);
        !errors.empty())
        return errors;
    m_file = QFileInfo(file.path).fileName();
    m_inFile = experiment.specification;
    m_opened = m_file;
    if (m_file.isEmpty())
        return {};
    setDocument({});
    const QString name = m_file;
    const std::vector<study::Source>& sources = opened.provenance.sources;
    if (!experiment.changes.empty())
        messages()->showMessage(MessageBar::Kind::Notice,
                                tr("%1 shows epoch %2. Live changes: %3; they are made again at their epochs, "
                                   "until you change something.")
                                    .arg(name, groupedInteger(sources.front().position))
                                    .arg(experiment.changes.size()));
    else if (!sources.empty() && !std::holds_alternative<study::RunRequest>(sources.front().request))
        messages()->showMessage(MessageBar::Kind::Notice,
                                tr("%1 was made by “%2”. This is one experiment behind it.")
                                    .arg(name, QString::fromStdString(commandOf(sources.front().request))));
    return {};
}

void LivePage::openPreset(const QString& name)
{
    const Preset* preset = findPreset(name.toStdString());
    if (!preset)
        return;
    m_preset = name;
    m_file.clear();
    if (const Errors errors = m_session->start(preset->specification); !errors.empty())
        showErrors(errors);
    if (PlotView* plot = currentPlot())
        plot->setFocus(); // the keys act on the run again
}

/// A preset stays the same preset with another seed. Several presets may differ in nothing else: then the chosen one.
void LivePage::showStart(const Specification& specification)
{
    messages()->dismiss();
    m_divergenceShown = false;
    m_notesShown = 0;
    const auto isSame = [&specification](const Preset& preset) {
        Specification sameSeed = preset.specification;
        sameSeed.seed = specification.seed;
        return sameSeed == specification;
    };
    const Preset* chosen = m_preset.isEmpty() ? nullptr : findPreset(m_preset.toStdString());
    if (!chosen || !isSame(*chosen)) {
        chosen = nullptr;
        for (const Preset& preset : presets())
            if (isSame(preset) && (!chosen || preset.specification.seed == specification.seed))
                chosen = &preset;
    }
    if (specification != m_inFile)
        m_file.clear();
    setDocument(chosen && m_file.isEmpty() ? QString::fromStdString(chosen->name) : QString());
}

void LivePage::setDocument(const QString& preset)
{
    m_preset = preset;
    const Preset* known = preset.isEmpty() ? nullptr : findPreset(preset.toStdString());
    m_document = known ? words(known->title) : m_file.isEmpty() ? tr("Own settings") : m_file;
    m_transport->setCurrentPreset(preset, m_file);
    emit documentChanged();
}

void LivePage::chooseFileToSave()
{
    QString path = QFileDialog::getSaveFileName(this, tr("Save the experiment"), QStringLiteral("experiment.json"),
                                                QStringLiteral("*.json"));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".json");
    const QString name = QFileInfo(path).fileName();
    if (const Errors errors = saveTo(path); !errors.empty())
        showErrors(errors, tr("%1 could not be saved.").arg(name));
}

Errors LivePage::saveTo(const QString& path)
{
    Errors errors = writeFile(path.toStdString(), toJson(m_parameters->specification()).dump(2) + "\n");
    if (!errors.empty())
        return errors;
    context().tell(tr("Saved %1").arg(QFileInfo(path).fileName()));
    return {};
}

void LivePage::entered()
{
    context().controller().release();
}

PlotView* LivePage::currentPlot() const
{
    return m_plots.all()[m_grid->currentPlot()];
}

bool LivePage::hasFront() const
{
    return m_grid->enlarged() >= 0;
}

bool LivePage::closeFront()
{
    const bool open = hasFront();
    m_grid->setEnlarged(-1);
    return open;
}

void LivePage::showFrame()
{
    const auto& snapshot = context().controller().snapshot();
    m_parameters->showSnapshot(*snapshot);
    m_plots.showSnapshot(snapshot);
    showMessages(*snapshot);
    m_transport->showEpoch(snapshot->epoch, snapshot->time);
    m_status->showSnapshot(*snapshot);
    if (snapshot->state != m_shownState) {
        m_shownState = snapshot->state;
        emit actionsChanged();
    }
    FrameMeter& frames = context().frameMeter();
    frames.frameDelivered();
    if (++m_framesSinceReport >= kFramesPerReport) {
        m_framesSinceReport = 0;
        const FrameMeter::Report report = frames.report();
        m_status->showFrames(report.framesPerSecond, report.percentile99Ms);
    }
}

void LivePage::showMessages(const Snapshot& snapshot)
{
    if (snapshot.divergence) {
        if (!m_divergenceShown)
            messages()->showMessage(MessageBar::Kind::Error,
                                    sentences(tr("Diverged at step %1.").arg(groupedInteger(snapshot.divergence->step)),
                                              words(snapshot.divergence->cause)),
                                    (snapshot.divergence->suggestsHalf()
                                         ? tr("Go back to epoch %1 with half the learning rate, %2")
                                         : tr("Go back to epoch %1 with the learning rate %2, below the limit"))
                                        .arg(groupedInteger(snapshot.divergence->lastGoodEpoch),
                                             readableNumber(snapshot.divergence->suggestedLearningRate)));
        m_divergenceShown = true;
        return;
    }
    if (m_divergenceShown) {
        m_divergenceShown = false;
        messages()->dismiss();
    }
    if (snapshot.notes.size() != m_notesShown) {
        m_notesShown = snapshot.notes.size();
        QStringList notes;
        for (const auto& note : snapshot.notes)
            notes += words(note);
        if (!notes.isEmpty())
            messages()->showMessage(snapshot.state == RunState::Stopped ? MessageBar::Kind::Error
                                                                        : MessageBar::Kind::Notice,
                                    notes.join(QLatin1Char(' ')));
    }
}

} // namespace hysteron::ui
