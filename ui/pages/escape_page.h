// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/specification.h"
#include "ui/escape/escape_progress.h"
#include "ui/pages/page.h"

#include <Eigen/Core>

#include <memory>
#include <optional>
#include <vector>

class QLabel;
class QPushButton;

namespace hysteron::ui {

struct ArrheniusPoint;
class ArrheniusPlot;
class JobRunner;
class NumberEdit;
class PlotGrid;
class RunHead;
class ReplicaLinesPlot;
class SegmentedControl;
class SidePanel;
class StoryBox;
class SurvivalPlot;

/// The Escape page: many replicas of the experiment on the Live page wait in its trap, or where it stands now; their
/// lines, who still waits, the running tau with its interval against theory and against forward flux sampling.
class EscapePage : public Page
{
    Q_OBJECT
public:
    explicit EscapePage(PageContext& context);

    [[nodiscard]] QWidget* head() override;
    [[nodiscard]] ActionState stateOf(ActionId id) const override;
    void perform(ActionId id) override;
    [[nodiscard]] QList<QAction*> ownActions() const override { return {m_sampleAction}; }
    [[nodiscard]] Exportable exportable() const override;
    [[nodiscard]] bool hasExport() const override { return true; }
    void entered() override;
    [[nodiscard]] PlotView* currentPlot() const override;

    /// From the trap, or all from these weights.
    void start(const Specification& specification, const std::optional<Eigen::VectorXd>& weights = std::nullopt);
    void stop();
    /// The same escape by forward flux sampling, at the temperature in force and lower ones.
    void startSampling(const Specification& specification, double temperature);
    [[nodiscard]] bool fromPresentState() const;

    [[nodiscard]] QList<PlotView*> plots() const;
    [[nodiscard]] JobRunner* runner() const { return m_runner; }
    [[nodiscard]] const EscapeProgress* progress() const { return m_progress.get(); }
    [[nodiscard]] NumberEdit* replicas() const { return m_replicas; }
    [[nodiscard]] NumberEdit* maxEpochs() const { return m_maxEpochs; }
    [[nodiscard]] QPushButton* button() const { return m_button; }
    [[nodiscard]] QPushButton* samplingButton() const { return m_sampleButton; }
    [[nodiscard]] JobRunner* sampler() const { return m_sampler; }
    [[nodiscard]] SegmentedControl* origin() const { return m_origin; }
    [[nodiscard]] QString storyText() const;

protected:
    bool closeFront() override;
    [[nodiscard]] bool hasFront() const override;

private:
    SidePanel* makePanel();
    void showExperiment(const Specification& specification);
    void startOrStop();
    void sampleOrStop();
    void showProgress(const std::shared_ptr<const EscapeProgress>& progress);
    void showSampling(const FluxProgress& progress);
    void addPoint(const EscapeProgress& progress);
    void addPoints(std::vector<ArrheniusPoint> fresh);
    void keepSource(const study::Record& record);

    RunHead* m_head = nullptr;
    PlotGrid* m_grid = nullptr;
    QAction* m_sampleAction = nullptr;
    JobRunner* m_runner = nullptr;
    std::shared_ptr<const EscapeProgress> m_progress;
    NumberEdit* m_replicas = nullptr;
    NumberEdit* m_maxEpochs = nullptr;
    QLabel* m_experiment = nullptr;
    QPushButton* m_button = nullptr;
    SegmentedControl* m_origin = nullptr;
    JobRunner* m_sampler = nullptr;
    QPushButton* m_sampleButton = nullptr;
    QLabel* m_sampling = nullptr;
    QLabel* m_paper = nullptr;
    StoryBox* m_story = nullptr;
    ReplicaLinesPlot* m_lines = nullptr;
    SurvivalPlot* m_survival = nullptr;
    ArrheniusPlot* m_arrhenius = nullptr;
    double m_barrier = 0.0; ///< of the points in the Arrhenius plot
    /// Where what the plots show comes from: what waits first, then the other points of the Arrhenius plot.
    std::vector<study::Provenance> m_sources;
};

} // namespace hysteron::ui
