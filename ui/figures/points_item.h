// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

#include <optional>

namespace hysteron::ui {

/// A cloud of points, filled or as rings, with or without error bars. Those outside the frame are not drawn, and bars
/// end at it (the SVG writer does not clip).
class PointsItem : public QCPAbstractItem
{
    Q_OBJECT
public:
    explicit PointsItem(QCustomPlot* plot);

    /// x and y, as many; low and high as many or none.
    void setPoints(QVector<double> x, QVector<double> y, QVector<double> low, QVector<double> high);
    /// edge: what separates points that lie on each other, the colour of the paper; none for rings.
    void setLook(const QColor& colour, std::optional<QColor> edge, double radius);
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawBar(QCPPainter& painter, qsizetype i, QPointF centre, const QRectF& frame) const;

    QVector<double> m_x, m_y, m_low, m_high;
    QColor m_colour;
    std::optional<QColor> m_edge;
    double m_radius = 3.0;
};

} // namespace hysteron::ui
