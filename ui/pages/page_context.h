// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/specification.h"
#include "core/study/run_study.h"

#include <QObject>

namespace hysteron::ui {

class Actions;
class FrameMeter;
class RunController;

/// What the pages share: the run on the screen, the experiment as its controls stand, and what a page asks of the
/// window it stands in.
class PageContext : public QObject
{
    Q_OBJECT
public:
    explicit PageContext(Actions& actions, QObject* parent = nullptr);

    [[nodiscard]] Actions& actions() const { return m_actions; }
    [[nodiscard]] RunController& controller() const { return *m_controller; }
    [[nodiscard]] FrameMeter& frameMeter() const { return *m_frames; }

    /// As the controls stand, with the live changes.
    [[nodiscard]] const Specification& experiment() const { return m_experiment; }
    void setExperiment(const Specification& specification);

    /// Asks the window to open this on the page that can.
    void open(const study::RunRequest& run) { emit runOffered(run); }
    /// A sign of success, for some seconds: "Saved experiment.json".
    void tell(const QString& sentence) { emit told(sentence); }

signals:
    void experimentChanged();
    void runOffered(const hysteron::study::RunRequest& run);
    void told(const QString& sentence);

private:
    Actions& m_actions;
    RunController* m_controller;
    FrameMeter* m_frames;
    Specification m_experiment;
};

} // namespace hysteron::ui
