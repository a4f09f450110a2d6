// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/plot_labels.h"
#include "ui/plots/snapshot_plot.h"

#include "core/theory/bifurcation.h"

#include <vector>

namespace hysteron::ui {

class PathItem;
class RoundMark;

/// Where the state can live: stationary points of every mode over beta (stable thick, saddle dashed, folds dotted), the
/// state as points, and their trail, which draws the hysteresis loop while beta is dragged.
class BifurcationPlot : public SnapshotPlot
{
    Q_OBJECT
public:
    explicit BifurcationPlot(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Bifurcation"); }
    [[nodiscard]] QString phrase() const override;
    [[nodiscard]] QString fileStem() const override { return QStringLiteral("bifurcation"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] const PlotLabels& labels() const { return m_labels; }
    /// The state of a mode as drawn: hollow at rest.
    [[nodiscard]] const RoundMark& state(std::size_t mode) const { return *m_modes[mode].state; }
    /// The fold, the stable branch and the saddle of a mode as drawn.
    [[nodiscard]] QPointF foldAt(std::size_t mode) const;
    [[nodiscard]] const QPolygonF& stableBranch(std::size_t mode) const;
    [[nodiscard]] const QPolygonF& saddleBranch(std::size_t mode) const;
    /// The mean trail, in pieces between jumps of beta.
    [[nodiscard]] const QVector<QPolygonF>& sweep(std::size_t mode) const;

protected:
    void updateFrom(const Snapshot& snapshot) override;
    void restyle(const Palette& palette) override;
    [[nodiscard]] QVector<ReadoutRow> readoutAt(QPointF pixel) const override;

private:
    /// What is drawn of one mode; owned by the plot.
    struct ModeDrawing {
        double eta = 0.0;
        int depth = 0;
        theory::BifurcationBranches branches;
        PathItem* stable = nullptr;
        PathItem* saddle = nullptr;
        PathItem* fold = nullptr;
        PathItem* trail = nullptr; ///< every point of it, faintly
        PathItem* sweep = nullptr; ///< its mean
        RoundMark* foldMark = nullptr;
        RoundMark* state = nullptr;
    };
    ModeDrawing makeMode();
    void showMode(ModeDrawing& drawing, const Snapshot& snapshot, std::size_t mode);
    void placeLabels(const Snapshot& snapshot);
    [[nodiscard]] QVector<LabelRequest> foldLabels(const Snapshot& snapshot) const;

    std::vector<ModeDrawing> m_modes;
    PathItem* m_present = nullptr; ///< vertical line at the beta in force
    PlotLabels m_labels;
};

} // namespace hysteron::ui
