// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/figures/panel_plot.h"

#include "ui/figures/band_item.h"
#include "ui/figures/panel_axes.h"
#include "ui/figures/points_item.h"
#include "ui/plots/pixels.h"
#include "ui/plots/plot_style.h"
#include "ui/plots/wide_line_graph.h"
#include "ui/widgets/number_text.h"
#include "ui/words/words.h"

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {

using figure::Mark;
using figure::Series;

constexpr float kArea = 0.18f;

QVector<double> toQt(const std::vector<double>& values)
{
    return {values.begin(), values.end()};
}

QVector<QCPGraphData> curveOf(const Series& series)
{
    QVector<QCPGraphData> points;
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        if (series.mark == Mark::Steps && i > 0)
            points.append({series.x[i], series.y[i - 1]});
        points.append({series.x[i], series.y[i]});
    }
    return points;
}

Qt::PenStyle styleOf(Mark mark)
{
    return mark == Mark::Dashed ? Qt::DashLine : mark == Mark::Dotted ? Qt::DotLine : Qt::SolidLine;
}

double widthOf(const Series& series)
{
    return series.mark == Mark::Thick ? 2.25 : series.faint ? 1.0 : 1.5;
}

} // namespace

PanelPlot::PanelPlot(figure::Panel panel, QString stem, QWidget* parent)
    : PlotView(parent), m_panel(std::move(panel)), m_stem(std::move(stem)), m_labels(plot(), m_panel)
{
    plot()->xAxis->setLabel(words(m_panel.xLabel));
    plot()->yAxis->setLabel(words(m_panel.yLabel));
    setLogX(m_panel.logX);
    setLogY(m_panel.logY);
    makeItems();
}

QString PanelPlot::title() const
{
    return words(m_panel.title);
}

QString PanelPlot::description() const
{
    QStringList names;
    for (const Series& series : m_panel.series) {
        if (!series.label.empty())
            names += words(series.label);
    }
    const QString axes = tr("%1 over %2").arg(words(m_panel.yLabel), words(m_panel.xLabel));
    const QString what = title().isEmpty() ? axes : tr("%1: %2").arg(title(), axes);
    return names.isEmpty() ? what : tr("%1; %2").arg(what, names.join(QStringLiteral(", ")));
}

void PanelPlot::makeItems()
{
    for (std::size_t k = 0; k < m_panel.levels.size(); ++k)
        m_levels.push_back(addLine());
    for (const Series& series : m_panel.series) {
        Drawn drawn;
        if (series.mark == Mark::Band) {
            drawn.band = new BandItem(plot());
            drawn.band->setBand(toQt(series.x), toQt(series.low), toQt(series.high));
        } else if (series.mark == Mark::Points || series.mark == Mark::Rings) {
            drawn.points = new PointsItem(plot());
            drawn.points->setPoints(toQt(series.x), toQt(series.y), toQt(series.low), toQt(series.high));
        } else {
            drawn.curve = addLine();
            drawn.curve->data()->set(curveOf(series), true);
        }
        m_drawn.push_back(drawn);
    }
    m_legend = new LegendItem(plot());
}

void PanelPlot::styleSeries(const Series& series, const Drawn& drawn) const
{
    QColor colour = colourOf(series.role, colours());
    if (series.faint)
        colour.setAlphaF(kFaintLine);
    if (drawn.band) {
        colour.setAlphaF(kArea);
        drawn.band->setFill(colour);
    } else if (drawn.points) {
        drawn.points->setLook(colour, series.mark == Mark::Rings ? std::nullopt : std::optional(colours().surface),
                              radiusOf(series));
    } else {
        drawn.curve->setLine(colour, widthOf(series), styleOf(series.mark));
    }
}

void PanelPlot::chooseRanges()
{
    Extent x(logX()), y(logY());
    for (const Series& series : m_panel.series) {
        x.include(series.x);
        y.include(series.y);
        y.include(series.low);
        y.include(series.high);
    }
    for (const figure::Level& level : m_panel.levels)
        (level.vertical ? x : y).include({level.at});
    const auto chosen = [](const std::optional<std::pair<double, double>>& wanted, const QCPRange& all,
                           bool logarithmic) {
        return wanted && !(logarithmic && wanted->first <= 0.0) ? QCPRange(wanted->first, wanted->second) : all;
    };
    setRanges(chosen(m_panel.xRange, x.range(), logX()), chosen(m_panel.yRange, y.range(), logY()));
}

int PanelPlot::leftMargin()
{
    constexpr double kTypicalHeight = 150.0; // in a figure of one column
    chooseRanges();
    return ui::leftMargin(*plot(), kTypicalHeight);
}

void PanelPlot::placeLevels()
{
    const QCPRange across = plot()->xAxis->range(), along = plot()->yAxis->range();
    for (std::size_t k = 0; k < m_levels.size(); ++k) {
        const figure::Level& level = m_panel.levels[k];
        QColor colour = colourOf(level.role, colours());
        colour.setAlphaF(kFaintLine);
        m_levels[k]->setLine(colour, 1.0);
        m_levels[k]->data()->set(level.vertical
                                     ? QVector<QCPGraphData>{{level.at, along.lower}, {level.at, along.upper}}
                                     : QVector<QCPGraphData>{{across.lower, level.at}, {across.upper, level.at}},
                                 true);
    }
}

QVector<LegendEntry> PanelPlot::legendOf(const QSet<int>& names) const
{
    QVector<LegendEntry> entries;
    for (std::size_t k = 0; k < m_panel.series.size(); ++k) {
        if (!names.contains(static_cast<int>(k)))
            continue;
        const Series& series = m_panel.series[k];
        LegendEntry entry{words(series.label), colourOf(series.role, colours()), LegendEntry::Sample::Line,
                          styleOf(series.mark), widthOf(series)};
        if (series.mark == Mark::Band) {
            entry.colour.setAlphaF(kArea);
            entry.sample = LegendEntry::Sample::Area;
        } else if (series.mark == Mark::Points) {
            entry.sample = LegendEntry::Sample::Point;
        } else if (series.mark == Mark::Rings) {
            entry.sample = LegendEntry::Sample::Ring;
        }
        entries.append(entry);
    }
    for (std::size_t k = 0; k < m_panel.levels.size(); ++k)
        if (names.contains(static_cast<int>(m_panel.series.size() + k)))
            entries.append({words(m_panel.levels[k].label), colourOf(m_panel.levels[k].role, colours()),
                            LegendEntry::Sample::Line, Qt::SolidLine, 1.0});
    return entries;
}

void PanelPlot::placeLabels()
{
    // The legend takes room from the frame, which may leave too little for the next label; each round moves at least
    // one.
    for (QSet<int> names;;) {
        m_legend->setEntries(legendOf(names), fontFor(TextRole::Tick));
        fitAxes(*plot(), m_legend->heightFor(plot()->viewport().width()), m_leastLeft);
        const QSet<int> without = m_labels.place(names, colours());
        if (without.isEmpty())
            return;
        names += without;
    }
}

void PanelPlot::updateData()
{
    if (!m_legend)
        return; // still being built
    chooseRanges();
    for (std::size_t k = 0; k < m_drawn.size(); ++k)
        styleSeries(m_panel.series[k], m_drawn[k]);
    placeLevels();
    placeLabels();
}

QVector<PlotView::ReadoutRow> PanelPlot::readoutAt(QPointF pixel) const
{
    QVector<ReadoutRow> rows;
    for (const Series& series : m_panel.series) {
        if (series.mark == Mark::Band)
            continue;
        ReadoutRow nearest{{}, colourOf(series.role, colours()), 1e300};
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            const QPointF point = pixelOf(*plot(), series.x[i], series.y[i]);
            const double distance = std::hypot(point.x() - pixel.x(), point.y() - pixel.y());
            if (distance >= nearest.distance)
                continue;
            nearest.distance = distance;
            nearest.text = tr("%1 (%2, %3)")
                               .arg(words(series.label), readableNumber(series.x[i]), readableNumber(series.y[i]))
                               .trimmed();
        }
        if (nearest.distance < 1e300)
            rows.append(nearest);
    }
    return rows;
}

std::vector<std::unique_ptr<PanelPlot>> makePanels(const figure::Figure& figure)
{
    std::vector<std::unique_ptr<PanelPlot>> panels;
    for (std::size_t k = 0; k < figure.panels.size(); ++k)
        panels.push_back(std::make_unique<PanelPlot>(
            figure.panels[k], QStringLiteral("%1-%2").arg(QString::fromStdString(figure.id)).arg(k + 1)));
    int left = 0;
    for (const auto& panel : panels)
        left = std::max(left, panel->leftMargin());
    for (const auto& panel : panels)
        panel->setLeastLeftMargin(left);
    return panels;
}

} // namespace hysteron::ui
