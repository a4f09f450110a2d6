// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/experiment/control.h"
#include "core/experiment/snapshot.h"
#include "ui/run/settings_history.h"

#include <QObject>

#include <optional>
#include <vector>

namespace hysteron::ui {

class PageContext;
class ParameterPanel;

/// What the controls of the Live page mean for its run: starts, live changes, undo and redo. Panel, run and history
/// always tell the same afterwards: what was refused is taken back.
class LiveSession : public QObject
{
    Q_OBJECT
public:
    LiveSession(PageContext& context, ParameterPanel& panel, QObject* parent);

    /// Errors: why the present run goes on instead.
    [[nodiscard]] Errors start(const Specification& specification, bool paused = false,
                               const std::vector<LoggedChange>& log = {});
    /// The same first weights, noise and log from the first epoch, running.
    void restart();
    /// Asked for by the panel.
    void change(const ControlChange& change);
    void startFromPanel(const Specification& specification);

    /// Settings one change back or forth: live where that is possible, else by a fresh start.
    void undo();
    void redo();
    [[nodiscard]] bool canUndo() const { return m_history.canUndo(); }
    [[nodiscard]] bool canRedo() const { return m_history.canRedo(); }

signals:
    void started(const hysteron::Specification& specification);
    void settingsChanged();
    /// By the panel; it is told beside the controls.
    void refused(const hysteron::Errors& errors);
    /// A start that had gone well was refused when its data were looked at; what was in force before goes on.
    void startRefused(const hysteron::Specification& specification, const hysteron::Errors& errors);

private:
    bool apply(const Settings& settings);
    void settingsAreIn();
    void takeBack();
    void takeBackStart(const Specification& refused, const Errors& errors);

    PageContext& m_context;
    ParameterPanel& m_panel;
    SettingsHistory m_history;
    Errors m_problems;                     ///< of the last command
    std::optional<Settings> m_beforeStart; ///< in force when the newest start was asked for
};

} // namespace hysteron::ui
