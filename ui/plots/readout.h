// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/plot_view.h"

#include <qcustomplot.h>

namespace hysteron::ui {

/// Exact values beside the mouse: at most five rows, the nearest first, with a thin vertical line. Lives on its own
/// buffered layer, so that moving the mouse redraws nothing else.
class Readout : public QCPAbstractItem
{
    Q_OBJECT
public:
    explicit Readout(QCustomPlot* plot);

    void showRows(QPointF mouse, QVector<PlotView::ReadoutRow> rows, const Palette& palette);
    [[nodiscard]] const QVector<PlotView::ReadoutRow>& rows() const { return m_rows; }
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

    static constexpr int kMostRows = 5;

protected:
    void draw(QCPPainter* painter) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QVector<PlotView::ReadoutRow> m_rows;
    QPointF m_mouse;
    Palette m_palette;
};

} // namespace hysteron::ui
