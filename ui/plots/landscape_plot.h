// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/mode_levels.h"
#include "ui/plots/plot_labels.h"
#include "ui/plots/snapshot_plot.h"

#include <vector>

namespace hysteron::ui {

class HistogramStrip;
class PathItem;
class RoundMark;

/// The loss along the mode in question at the beta in force, u(lambda) - u(0), with two neighbouring betas, the
/// barrier, the state as a ball and where it has been; on request the measured free energy -T ln p(sigma).
class LandscapePlot : public SnapshotPlot
{
    Q_OBJECT
public:
    explicit LandscapePlot(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Loss landscape"); }
    [[nodiscard]] QString phrase() const override;
    [[nodiscard]] QString fileStem() const override { return QStringLiteral("landscape"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] QVector<Option> options() override;

    void setFreeEnergy(bool on);
    [[nodiscard]] const PlotLabels& labels() const { return m_labels; }
    [[nodiscard]] const RoundMark* ball() const { return m_ball; }

protected:
    void updateFrom(const Snapshot& snapshot) override;
    void restyle(const Palette& palette) override;
    [[nodiscard]] QVector<ReadoutRow> readoutAt(QPointF pixel) const override;

private:
    struct Window {
        double lambdaMax, low, high;
    };
    [[nodiscard]] Window windowFor(const ModeLevels& mode, double beta, double sigma) const;
    void showAnything(bool anything);
    void showSections(const theory::ModeLandscape& landscape, double beta, double lambdaMax);
    void showBarrier(const ModeLevels& mode);
    void showVisits(const Snapshot& snapshot, int mode, double eta);
    void showFreeEnergy(const Snapshot& snapshot, int mode, const theory::ModeLandscape& landscape);
    void placeLabels(const Snapshot& snapshot, const ModeLevels& mode);

    WideLineGraph* m_section = nullptr;
    WideLineGraph* m_neighbours[2] = {nullptr, nullptr};
    WideLineGraph* m_freeEnergy = nullptr;
    WideLineGraph* m_zero = nullptr;
    PathItem* m_barrier = nullptr;
    PathItem* m_back = nullptr; ///< barrier of forgetting, shown once the mode is learnt
    HistogramStrip* m_visits = nullptr;
    RoundMark* m_saddle = nullptr;
    RoundMark* m_ball = nullptr;
    PlotLabels m_labels;
    double m_neighbourBetas[2] = {0.0, 0.0};
    bool m_showFreeEnergy = false;
    bool m_anyVisits = false;
    bool m_anything = true;
};

} // namespace hysteron::ui
