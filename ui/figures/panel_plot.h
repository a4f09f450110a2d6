// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure/figure.h"
#include "ui/figures/legend_item.h"
#include "ui/figures/panel_labels.h"
#include "ui/plots/plot_view.h"

#include <memory>
#include <vector>

namespace hysteron::ui {

class BandItem;
class PointsItem;

/// One panel of a figure: all that a figure::Panel says, with direct labels, and names for which there is
/// no room beside the curves in a legend under the panel. As a PlotView it exports, enlarges and follows the theme as
/// the plots of a live run do.
class PanelPlot : public PlotView
{
    Q_OBJECT
public:
    /// stem: of exported files, "fig1a-2".
    PanelPlot(figure::Panel panel, QString stem, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString phrase() const override { return {}; }
    [[nodiscard]] QString fileStem() const override { return m_stem; }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] bool canLogX() const override { return true; }
    [[nodiscard]] bool canLogY() const override { return true; }
    [[nodiscard]] const figure::Panel& panel() const { return m_panel; }
    [[nodiscard]] const PlotLabels& labels() const { return m_labels.placed(); }
    /// What its frame needs at the left, about; and at least so much, so that frames above each other are in line.
    [[nodiscard]] int leftMargin();
    void setLeastLeftMargin(int pixels) { m_leastLeft = pixels; }
    [[nodiscard]] const LegendItem& legend() const { return *m_legend; }

protected:
    void updateData() override;
    void fitMargins() override {} // with the legend and the labels
    void restyle(const Palette&) override {}
    [[nodiscard]] QVector<ReadoutRow> readoutAt(QPointF pixel) const override;

private:
    /// The item of one series; the others are null.
    struct Drawn {
        WideLineGraph* curve = nullptr;
        BandItem* band = nullptr;
        PointsItem* points = nullptr;
    };
    void makeItems();
    void chooseRanges();
    void styleSeries(const figure::Series& series, const Drawn& drawn) const;
    void placeLevels();
    void placeLabels();
    [[nodiscard]] QVector<LegendEntry> legendOf(const QSet<int>& names) const;

    const figure::Panel m_panel;
    const QString m_stem;
    std::vector<Drawn> m_drawn;
    std::vector<WideLineGraph*> m_levels;
    LegendItem* m_legend = nullptr; ///< owned by the plot
    PanelLabels m_labels;
    int m_leastLeft = 0;
};

/// The panels of a figure, ready to be shown or exported, frames above each other in line.
[[nodiscard]] std::vector<std::unique_ptr<PanelPlot>> makePanels(const figure::Figure& figure);

} // namespace hysteron::ui
