// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/control.h"
#include "core/experiment/snapshot.h"
#include "ui/panels/settings.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;

namespace hysteron::ui {

class IconButton;
class NoiseSection;
class ScheduleEditor;
class SeedSection;
class SegmentedControl;
class StoryBox;
class TaskSection;
class ValueSlider;

/// The left side of the Live page: everything that determines a run, and the story box.
///
/// beta, learning rate, batch and noise change the running experiment and keep its state (controlChanged); start, seed,
/// task and network need a fresh start (restartRequested). Both are emitted only for valid choices by the user; what is
/// wrong is said beside the control, which keeps its last valid value. Setters are silent.
class ParameterPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ParameterPanel(QWidget* parent = nullptr);

    /// Call when an experiment was loaded or started. "Reset parameters" goes back to these values, unless they are the
    /// echo of a restart asked for here.
    void setSpecification(const Specification& specification);
    /// Cheap; call for every snapshot. Updates readings and story, not what the user set, with two exceptions: while
    /// the run follows a schedule the slider of beta does too, and after a divergence the controls show what was gone
    /// back to.
    void showSnapshot(const Snapshot& snapshot);
    [[nodiscard]] Settings settings() const { return {m_specification, m_loaded}; }
    /// The controls show what is in force now: the run went back to its last good state, or follows a log.
    void adopt(const Specification& inForce);
    /// Shows other settings, for undo and for changes that were refused.
    void setSettings(const Settings& settings);
    /// Problems found by the runner, each beside its control.
    void showErrors(const Errors& errors);
    /// As the controls stand.
    [[nodiscard]] const Specification& specification() const { return m_specification; }

    [[nodiscard]] StoryBox* story() const { return m_story; }
    [[nodiscard]] ValueSlider* beta() const { return m_beta; }
    [[nodiscard]] ValueSlider* learningRate() const { return m_rate; }
    [[nodiscard]] ValueSlider* batch() const { return m_batch; }
    [[nodiscard]] NoiseSection* noise() const { return m_noise; }
    [[nodiscard]] SegmentedControl* start() const { return m_start; }
    [[nodiscard]] ScheduleEditor* schedule() const { return m_schedule; }
    [[nodiscard]] SeedSection* seed() const { return m_seed; }
    [[nodiscard]] TaskSection* task() const { return m_task; }

    [[nodiscard]] QSize sizeHint() const override;

signals:
    void controlChanged(const hysteron::ControlChange& change);
    void restartRequested(const hysteron::Specification& specification);
    void adopted(); ///< the controls follow a run that changed without them

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void makeControls();
    void placeControls();
    void connectControls();
    QWidget* makeFooter();
    void chooseStart(int index);
    void tryChange(const ControlChange& change);
    void tryRestart(const Specification& specification, bool ownProtocol);
    void showControls();
    void showTheory(const std::vector<double>& eta, int depth);
    void resetParameters();

    Specification m_specification; ///< as the controls stand, always valid
    Specification m_loaded;        ///< what "reset parameters" goes back to
    std::vector<double> m_eta;     ///< modes that the marks show
    int m_depth = 0;
    bool m_betaByHand = false;  ///< a schedule no longer moves the slider
    bool m_diverged = false;    ///< as of the last snapshot
    bool m_ownProtocol = false; ///< the protocol in force came from the editor

    QScrollArea* m_scroll = nullptr;
    QWidget* m_controls = nullptr;
    SegmentedControl* m_start = nullptr;
    QLabel* m_startProblem = nullptr;
    ScheduleEditor* m_schedule = nullptr;
    ValueSlider* m_beta = nullptr;
    ValueSlider* m_rate = nullptr;
    ValueSlider* m_batch = nullptr;
    NoiseSection* m_noise = nullptr;
    SeedSection* m_seed = nullptr;
    IconButton* m_taskToggle = nullptr;
    QPushButton* m_reset = nullptr;
    TaskSection* m_task = nullptr;
    StoryBox* m_story = nullptr;
};

} // namespace hysteron::ui
