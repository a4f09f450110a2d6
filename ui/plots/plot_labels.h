// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/free_space.h"

#include <qcustomplot.h>

#include <QColor>
#include <QFont>
#include <QHash>
#include <QString>

#include <functional>

namespace hysteron::ui {

/// A direct label: text in the colour of what it names.
struct LabelRequest {
    QString id; ///< the same label keeps its place from frame to frame while the place is free
    QString markup;
    QColor colour;
    QFont font;
    /// Candidate rectangles for a label of this size, the best first.
    std::function<QVector<QRectF>(QSizeF)> places;
    bool optional = false; ///< left out when every place is covered or taken
};

class PlotLabel;

/// The labels of one plot, Live or figure: this is where all of them are placed. One after the other, those that must
/// be there first in the order of the requests, then the optional ones, those with the least choice first; each avoids
/// what covers the space and the labels before it. An optional label that finds no place is tried once more before the
/// other optional ones: as many as possible are placed.
class PlotLabels
{
public:
    explicit PlotLabels(QCustomPlot* plot) : m_plot(plot) {}

    void place(const QVector<LabelRequest>& requests, const FreeSpace& space);

    /// As placed last, for tests.
    struct Placed {
        QString id;
        QString markup;
        QRectF rect;
    };
    [[nodiscard]] const QVector<Placed>& placed() const { return m_placed; }

private:
    QCustomPlot* m_plot;
    QVector<PlotLabel*> m_items; ///< owned by the plot
    QHash<QString, int> m_lastChoice;
    QRectF m_frame; ///< in which it was made
    QVector<Placed> m_placed;
};

} // namespace hysteron::ui
