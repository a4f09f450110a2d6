// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace hysteron::ui {

/// A polyline that looks `width` pixels wide but is drawn as hairlines shifted by fractions of a pixel: Qt's raster
/// engine needs a hundred times longer for a wide antialiased stroke. In vector output it is one real stroke, clipped
/// to the axis rectangle by hand because the SVG writer of Qt 6.4 does not clip. Give it at most a few thousand points;
/// it does no thinning of its own.
class WideLineGraph : public QCPGraph
{
    Q_OBJECT
public:
    WideLineGraph(QCPAxis* keyAxis, QCPAxis* valueAxis);

    void setLine(const QColor& colour, double width, Qt::PenStyle style = Qt::SolidLine);
    [[nodiscard]] double lineWidth() const { return m_width; }

protected:
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] QVector<QPolygonF> pixelLines() const;
    double m_width = 1.0;
};

} // namespace hysteron::ui
