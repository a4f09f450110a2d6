// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/figures/panel_labels.h"

#include "ui/plots/pixels.h"
#include "ui/words/words.h"

namespace hysteron::ui {

using figure::Mark;
using figure::Role;
using figure::Series;

namespace {

bool isCloud(const Series& series)
{
    return series.mark == Mark::Points || series.mark == Mark::Rings;
}

} // namespace

QColor colourOf(Role role, const Palette& palette)
{
    switch (role) {
    case Role::Text:
        return palette.text;
    case Role::Muted:
        return palette.muted;
    case Role::Accent:
        return palette.accent;
    case Role::Train:
        return palette.train;
    case Role::Test:
        return palette.test;
    default:
        return palette.mode(static_cast<int>(role) - static_cast<int>(Role::Mode1));
    }
}

double radiusOf(const Series& series)
{
    constexpr std::size_t kMany = 30; // so many points are drawn small
    switch (series.mark) {
    case Mark::Points:
        return series.x.size() > kMany ? 2.0 : 3.0;
    case Mark::Rings:
        return 4.0;
    case Mark::Thick:
        return 1.1;
    default:
        return series.faint ? 0.5 : 0.75;
    }
}

QPolygonF PanelLabels::lineOf(const std::vector<double>& x, const std::vector<double>& y, bool steps) const
{
    QPolygonF line;
    for (std::size_t i = 0; i < x.size() && i < y.size(); ++i) {
        const QPointF point = pixelOf(*m_plot, x[i], y[i]);
        if (steps && i > 0)
            line.append(QPointF(point.x(), line.back().y()));
        line.append(point);
    }
    return line;
}

LabelShape PanelLabels::shapeOf(const Series& series) const
{
    if (series.mark == Mark::Band) {
        // Only its edges: a name may stand in an area.
        LabelShape edges = lineShape(lineOf(series.x, series.low, false), frame(), 0.5, 0.3);
        edges.points += lineShape(lineOf(series.x, series.high, false), frame(), 0.5).points;
        return edges;
    }
    const QPolygonF pixels = lineOf(series.x, series.y, series.mark == Mark::Steps);
    if (isCloud(series))
        return cloudShape(pixels, frame(), radiusOf(series));
    constexpr double kFaintWeight = 0.5;
    return lineShape(pixels, frame(), radiusOf(series), series.faint ? kFaintWeight : 1.0);
}

LabelShape PanelLabels::shapeOf(const figure::Level& level) const
{
    const QRectF all = frame();
    const double pixel = level.vertical ? m_plot->xAxis->coordToPixel(level.at) : m_plot->yAxis->coordToPixel(level.at);
    return lineShape(level.vertical ? QPolygonF{{pixel, all.top()}, {pixel, all.bottom()}}
                                    : QPolygonF{{all.left(), pixel}, {all.right(), pixel}},
                     all, 0.5);
}

LabelShape PanelLabels::barsOf(const Series& series) const
{
    LabelShape bars;
    for (std::size_t i = 0; isCloud(series) && i < series.low.size() && i < series.high.size(); ++i) {
        const std::vector<double> x{series.x[i], series.x[i]};
        bars.points += lineShape(lineOf(x, {series.low[i], series.high[i]}, false), frame(), 0.6).points;
    }
    return bars;
}

const Text& PanelLabels::textOf(int which) const
{
    const auto k = static_cast<std::size_t>(which);
    return which < seriesCount() ? m_panel.series[k].label
                                 : m_panel.levels[k - static_cast<std::size_t>(seriesCount())].label;
}

Role PanelLabels::roleOf(int which) const
{
    const auto k = static_cast<std::size_t>(which);
    return which < seriesCount() ? m_panel.series[k].role
                                 : m_panel.levels[k - static_cast<std::size_t>(seriesCount())].role;
}

bool PanelLabels::isCloudAt(int which) const
{
    return which < seriesCount() && isCloud(m_panel.series[static_cast<std::size_t>(which)]);
}

QVector<LabelPlace> PanelLabels::placesOf(int which, const LabelShape& shape, QSizeF size) const
{
    if (which < seriesCount())
        return isCloudAt(which) ? placesBesidePoints(shape, size) : placesBesideLine(shape, size);
    const figure::Level& level = m_panel.levels[static_cast<std::size_t>(which - seriesCount())];
    const QCPAxis* axis = level.vertical ? m_plot->xAxis : m_plot->yAxis;
    return placesBesideLevel(frame(), axis->coordToPixel(level.at), level.vertical, size);
}

/// What a label could be mistaken to belong to. A curve without a name belongs to those of its colour; points on a
/// curve of their colour are told apart by their looks.
QVector<int> PanelLabels::foreignTo(int which) const
{
    QVector<int> foreign;
    if (which >= seriesCount()) {
        for (int k = seriesCount(); k < seriesCount() + static_cast<int>(m_panel.levels.size()); ++k)
            if (k != which)
                foreign.append(k);
        return foreign;
    }
    const Series& own = m_panel.series[static_cast<std::size_t>(which)];
    for (int k = 0; k < seriesCount(); ++k) {
        const Series& other = m_panel.series[static_cast<std::size_t>(k)];
        const bool alike = other.role == own.role && (other.label.empty() || isCloud(other) != isCloud(own));
        if (k != which && !alike && other.mark != Mark::Band)
            foreign.append(k);
    }
    for (std::size_t k = 0; k < m_panel.levels.size(); ++k)
        if (!m_panel.levels[k].vertical)
            foreign.append(seriesCount() + static_cast<int>(k));
    return foreign;
}

QSet<int> PanelLabels::place(const QSet<int>& elsewhere, const Palette& palette)
{
    const QFont font = fontFor(TextRole::Tick);
    QVector<LabelShape> shapes;
    for (const Series& series : m_panel.series)
        shapes.append(shapeOf(series));
    for (const figure::Level& level : m_panel.levels)
        shapes.append(shapeOf(level));
    const int count = static_cast<int>(shapes.size());
    for (const Series& series : m_panel.series)
        shapes.append(barsOf(series));

    constexpr double kAboveAxis = 2.0;
    const QRectF inside = frame().adjusted(0.0, 0.0, 0.0, -kAboveAxis);
    QSet<int> without;
    QVector<LabelRequest> requests;
    for (int k = 0; k < count; ++k) {
        if (textOf(k).empty() || elsewhere.contains(k) || shapes[k].points.isEmpty())
            continue;
        constexpr double kNearer = 2.0, kOnCurve = -1.0;
        const LabelOwner owner{{k}, foreignTo(k), isCloudAt(k) ? kOnCurve : kNearer};
        requests.append(
            {QString::number(k), words(textOf(k)), colourOf(roleOf(k), palette), font,
             [&, k, owner](QSizeF size) { return placesOfOwner(placesOf(k, shapes[k], size), owner, inside, shapes); },
             true});
        without.insert(k);
    }
    m_labels.place(requests, FreeSpace(frame()));
    for (const PlotLabels::Placed& label : m_labels.placed())
        without.remove(label.id.toInt());
    return without;
}

} // namespace hysteron::ui
