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
    bool optional = false; ///< left out when every place is covered
};

class PlotLabel;

/// The labels of one plot. Placed one after the other; each avoids the curves and the labels before it.
class PlotLabels
{
public:
    explicit PlotLabels(QCustomPlot* plot) : m_plot(plot) {}

    void place(const QVector<LabelRequest>& requests, FreeSpace space);

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
    QVector<Placed> m_placed;
};

} // namespace hysteron::ui
