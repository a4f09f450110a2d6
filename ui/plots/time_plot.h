// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/auto_range.h"
#include "ui/plots/event_marks.h"
#include "ui/plots/plot_labels.h"
#include "ui/plots/snapshot_plot.h"

#include <vector>

namespace hysteron::ui {

class WideLineGraph;

/// What the two plots over epochs share: curves thinned to the screen, horizontal theory levels, events, labels.
class TimePlot : public SnapshotPlot
{
    Q_OBJECT
public:
    explicit TimePlot(QWidget* parent);

    [[nodiscard]] bool canLogX() const override { return true; }
    [[nodiscard]] bool canLogY() const override { return true; }
    [[nodiscard]] const std::vector<WideLineGraph*>& curves() const { return m_curves; }
    [[nodiscard]] const PlotLabels& labels() const { return m_labels; }
    [[nodiscard]] const EventMarks* events() const { return m_events; }

protected:
    struct Curve {
        const History* history;
        QString name; ///< math text of the direct label and the read-out
        QColor colour;
    };
    struct Level {
        double value;
        QString name; ///< empty: no label
        QColor colour;
        Qt::PenStyle style;
        double labelShare; ///< where along the line the label would like to stand, 0 left .. 1 right
    };
    /// Faint curves behind the others: no labels, no part in the ranges.
    void showCompanions(const std::vector<Curve>& companions);
    /// Shows curves and levels over [0, epoch]; on a linear scale the axis begins at `floor` or below.
    void show(const Snapshot& snapshot, const std::vector<Curve>& curves, const std::vector<Level>& levels,
              double floor);
    [[nodiscard]] QVector<ReadoutRow> readoutAt(QPointF pixel) const override;
    void restyle(const Palette& palette) override;
    void scaleTypeChanged() override;

private:
    void startAfresh(const Snapshot& snapshot);
    void chooseRanges(const Snapshot& snapshot, const std::vector<Curve>& curves, const std::vector<Level>& levels,
                      double floor);
    void showLevels(const std::vector<Level>& levels);
    void placeLabels(const std::vector<Curve>& curves, const std::vector<Level>& levels);

    std::vector<WideLineGraph*> m_companions;
    std::vector<WideLineGraph*> m_envelopes; ///< owned by the plot, as are the others
    std::vector<WideLineGraph*> m_curves;
    std::vector<WideLineGraph*> m_levels;
    std::vector<Curve> m_shown;
    std::uint64_t m_run = 0; ///< whose axes they are
    std::int64_t m_epoch = 0;
    EventMarks* m_events = nullptr;
    PlotLabels m_labels;
    AutoRange m_epochs;
    AutoRange m_values;
};

} // namespace hysteron::ui
