// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace hysteron::ui {

/// The area between two curves over the same x, clipped to the frame by hand (the SVG writer does not clip).
class BandItem : public QCPAbstractItem
{
    Q_OBJECT
public:
    explicit BandItem(QCustomPlot* plot);

    /// x ascending; low and high as many.
    void setBand(QVector<double> x, QVector<double> low, QVector<double> high);
    void setFill(const QColor& fill) { m_fill = fill; }
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

protected:
    void draw(QCPPainter* painter) override;

private:
    QVector<double> m_x, m_low, m_high;
    QColor m_fill;
};

} // namespace hysteron::ui
