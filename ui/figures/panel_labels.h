// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure/figure.h"
#include "ui/figures/label_shapes.h"
#include "ui/plots/plot_labels.h"
#include "ui/theme/theme.h"

#include <QSet>

namespace hysteron::ui {

/// The palette's colour for what a curve stands for.
[[nodiscard]] QColor colourOf(figure::Role role, const Palette& palette);

/// Radius of the points of a series on screen; half the width of its line.
[[nodiscard]] double radiusOf(const figure::Series& series);
/// How faint a line that is one of many is drawn.
inline constexpr float kFaintLine = 0.35f;

/// The names beside the curves and levels of a panel, in their colours.
class PanelLabels
{
public:
    PanelLabels(QCustomPlot* plot, const figure::Panel& panel) : m_plot(plot), m_panel(panel), m_labels(plot) {}

    /// Places all but those of `elsewhere`, in the present frame and ranges. What has found no place although it can be
    /// seen: indices of series, then of levels counted on from there.
    [[nodiscard]] QSet<int> place(const QSet<int>& elsewhere, const Palette& palette);
    [[nodiscard]] const PlotLabels& placed() const { return m_labels; }

private:
    [[nodiscard]] QRectF frame() const { return m_plot->axisRect()->rect(); }
    [[nodiscard]] QPolygonF lineOf(const std::vector<double>& x, const std::vector<double>& y, bool steps) const;
    [[nodiscard]] LabelShape shapeOf(const figure::Series& series) const;
    [[nodiscard]] LabelShape shapeOf(const figure::Level& level) const;
    [[nodiscard]] LabelShape barsOf(const figure::Series& series) const;
    [[nodiscard]] QVector<LabelPlace> placesOf(int which, const LabelShape& shape, QSizeF size) const;
    [[nodiscard]] QVector<int> foreignTo(int which) const;
    [[nodiscard]] int seriesCount() const { return static_cast<int>(m_panel.series.size()); }
    [[nodiscard]] const Text& textOf(int which) const;
    [[nodiscard]] figure::Role roleOf(int which) const;
    [[nodiscard]] bool isCloudAt(int which) const;

    QCustomPlot* m_plot;
    const figure::Panel& m_panel;
    PlotLabels m_labels;
};

} // namespace hysteron::ui
