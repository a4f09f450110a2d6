// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

#include <QColor>
#include <QPolygonF>
#include <QVector>

namespace hysteron::ui {

/// A round mark at plot coordinates: the state, a saddle (ring), a fold. Drawn only inside the frame.
class RoundMark : public QCPAbstractItem
{
    Q_OBJECT
public:
    explicit RoundMark(QCustomPlot* plot);

    void setAt(double key, double value);
    void setLook(const QColor& fill, const QColor& ring, double radius, double ringWidth);
    [[nodiscard]] QPointF at() const { return {m_key, m_value}; }
    [[nodiscard]] QColor fill() const { return m_fill; }
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

protected:
    void draw(QCPPainter* painter) override;

private:
    double m_key = 0.0;
    double m_value = 0.0;
    QColor m_fill;
    QColor m_ring;
    double m_radius = 5.0;
    double m_ringWidth = 1.5;
};

/// A path through plot coordinates in any direction (a graph must ascend), in one piece or several, clipped to the
/// frame.
class PathItem : public QCPAbstractItem
{
    Q_OBJECT
public:
    explicit PathItem(QCustomPlot* plot);

    void setPath(QPolygonF coordinates) { m_pieces = {std::move(coordinates)}; }
    void setPieces(QVector<QPolygonF> coordinates) { m_pieces = std::move(coordinates); }
    void setLine(const QColor& colour, double width, Qt::PenStyle style = Qt::SolidLine);
    [[nodiscard]] const QVector<QPolygonF>& pieces() const { return m_pieces; }
    /// Of a path in one piece.
    [[nodiscard]] const QPolygonF& path() const { return m_pieces.front(); }
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

protected:
    void draw(QCPPainter* painter) override;

private:
    QVector<QPolygonF> m_pieces{QPolygonF()};
    QPen m_pen;
};

/// A small histogram standing on the bottom of the frame: bar heights are shares of `height` pixels.
class HistogramStrip : public QCPAbstractItem
{
    Q_OBJECT
public:
    explicit HistogramStrip(QCustomPlot* plot);

    /// edges: one more than shares, ascending, plot coordinates; shares in [0, 1].
    void setBars(QVector<double> edges, QVector<double> shares);
    void setLook(const QColor& fill, double height);
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

protected:
    void draw(QCPPainter* painter) override;

private:
    QVector<double> m_edges;
    QVector<double> m_shares;
    QColor m_fill;
    double m_height = 40.0;
};

} // namespace hysteron::ui
