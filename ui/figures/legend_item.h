// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace hysteron::ui {

/// What one name of a legend shows before its text.
struct LegendEntry {
    enum class Sample { Line, Point, Ring, Area };
    QString text;
    QColor colour;
    Sample sample = Sample::Line;
    Qt::PenStyle style = Qt::SolidLine;
    double width = 1.5;
};

/// Names for which a plot has no room beside their curves, in lines under it.
class LegendItem : public QCPAbstractItem
{
    Q_OBJECT
public:
    explicit LegendItem(QCustomPlot* plot);

    void setEntries(QVector<LegendEntry> entries, const QFont& font);
    [[nodiscard]] const QVector<LegendEntry>& entries() const { return m_entries; }
    /// What it needs under the axis when the plot is so wide.
    [[nodiscard]] int heightFor(double width) const;
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

protected:
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] QVector<QPointF> positions(double width) const; ///< of the entries, from the first; one line is kLine
    void drawSample(QCPPainter& painter, const LegendEntry& entry, QPointF middle) const;

    QVector<LegendEntry> m_entries;
    QFont m_font;
};

} // namespace hysteron::ui
