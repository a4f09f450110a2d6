#pragma once

#include "core/paper/figure.h"
#include "ui/plots/plot_labels.h"
#include "ui/plots/plot_view.h"

#include <vector>

namespace hysteron::ui {

class BandItem;
class RoundMark;

/// One panel of a figure of the paper: all that a paper::Panel says, with direct labels. As a PlotView it exports,
/// enlarges and follows the theme as the plots of a live run do.
class PanelPlot : public PlotView
{
    Q_OBJECT
public:
    /// stem: of exported files, "fig1a-2".
    PanelPlot(paper::Panel panel, QString stem, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return QString::fromStdString(m_panel.title); }
    [[nodiscard]] QString phrase() const override { return {}; }
    [[nodiscard]] QString fileStem() const override { return m_stem; }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] bool canLogX() const override { return true; }
    [[nodiscard]] bool canLogY() const override { return true; }
    [[nodiscard]] const paper::Panel& panel() const { return m_panel; }
    [[nodiscard]] const PlotLabels& labels() const { return m_labels; }

protected:
    void updateFrom(const Snapshot& snapshot) override;
    void restyle(const Palette&) override {}
    [[nodiscard]] QVector<ReadoutRow> readoutAt(QPointF pixel) const override;

private:
    /// The items of one series; those that its mark does not need are null.
    struct Drawn {
        WideLineGraph* curve = nullptr;
        BandItem* band = nullptr;
        std::vector<RoundMark*> points;
        std::vector<WideLineGraph*> bars;
    };
    void makeItems();
    void drawSeries(const paper::Series& series, Drawn& drawn);
    void placeLabels();
    [[nodiscard]] QPolygonF pixelsOf(const paper::Series& series) const;
    [[nodiscard]] QColor colourOf(paper::Role role, bool faint) const;

    const paper::Panel m_panel;
    const QString m_stem;
    std::vector<Drawn> m_drawn;
    std::vector<WideLineGraph*> m_levels;
    PlotLabels m_labels;
};

} // namespace hysteron::ui
