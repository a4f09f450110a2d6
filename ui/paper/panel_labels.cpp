#include "ui/paper/panel_labels.h"

#include "ui/widgets/math_text.h"

namespace hysteron::ui {

using paper::Mark;
using paper::Role;
using paper::Series;

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

QPolygonF PanelLabels::pixelsOf(const std::vector<double>& x, const std::vector<double>& y, bool steps) const
{
    QPolygonF line;
    for (std::size_t i = 0; i < x.size() && i < y.size(); ++i) {
        const QPointF point(m_plot->xAxis->coordToPixel(x[i]), m_plot->yAxis->coordToPixel(y[i]));
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
        LabelShape edges = lineShape(pixelsOf(series.x, series.low, false), frame(), 0.5, 0.3);
        edges.points += lineShape(pixelsOf(series.x, series.high, false), frame(), 0.5).points;
        return edges;
    }
    const QPolygonF pixels = pixelsOf(series.x, series.y, series.mark == Mark::Steps);
    if (isCloud(series))
        return cloudShape(pixels, frame(), radiusOf(series));
    constexpr double kFaintWeight = 0.5;
    return lineShape(pixels, frame(), radiusOf(series), series.faint ? kFaintWeight : 1.0);
}

LabelShape PanelLabels::shapeOf(const paper::Level& level) const
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
        bars.points += lineShape(pixelsOf(x, {series.low[i], series.high[i]}, false), frame(), 0.6).points;
    }
    return bars;
}

const std::string& PanelLabels::textOf(int which) const
{
    const auto k = static_cast<std::size_t>(which);
    return which < seriesCount() ? m_panel.series[k].label
                                 : m_panel.levels[k - static_cast<std::size_t>(seriesCount())].label;
}

QVector<LabelPlace> PanelLabels::placesOf(int which, const LabelShape& shape, QSizeF size) const
{
    if (which < seriesCount())
        return isCloud(m_panel.series[static_cast<std::size_t>(which)]) ? placesBesidePoints(shape, size)
                                                                        : placesBesideLine(shape, size);
    const paper::Level& level = m_panel.levels[static_cast<std::size_t>(which - seriesCount())];
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
    for (const paper::Level& level : m_panel.levels)
        shapes.append(shapeOf(level));
    const int count = static_cast<int>(shapes.size());
    for (const Series& series : m_panel.series)
        shapes.append(barsOf(series));

    QVector<LabelWish> wishes;
    QVector<int> wishers;
    for (int k = 0; k < count; ++k) {
        if (textOf(k).empty() || elsewhere.contains(k) || shapes[k].points.isEmpty())
            continue;
        const QString text = QString::fromStdString(textOf(k));
        const QSizeF size(mathTextWidth(text, font), QFontMetricsF(font).height());
        wishers.append(k);
        constexpr double kNearer = 2.0, kOnCurve = -1.0;
        const bool cloud = k < seriesCount() && isCloud(m_panel.series[static_cast<std::size_t>(k)]);
        wishes.append({placesOf(k, shapes[k], size), {k}, foreignTo(k), cloud ? kOnCurve : kNearer});
    }
    constexpr double kAboveAxis = 2.0;
    const QVector<QRectF> rects = chooseLabelPlaces(frame().adjusted(0.0, 0.0, 0.0, -kAboveAxis), shapes, wishes);

    QSet<int> without;
    QVector<LabelRequest> requests;
    for (qsizetype i = 0; i < rects.size(); ++i) {
        const int k = wishers[i];
        if (rects[i].isNull()) {
            without.insert(k);
            continue;
        }
        const Role role = k < seriesCount() ? m_panel.series[static_cast<std::size_t>(k)].role
                                            : m_panel.levels[static_cast<std::size_t>(k - seriesCount())].role;
        const QString text = QString::fromStdString(textOf(k));
        requests.append({QString::number(k), text, colourOf(role, palette), font,
                         [rect = rects[i]](QSizeF) { return QVector<QRectF>{rect}; }});
    }
    m_labels.place(requests, FreeSpace(frame()));
    return without;
}

} // namespace hysteron::ui
