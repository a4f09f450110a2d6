#include "ui/paper/panel_plot.h"

#include "ui/paper/band_item.h"
#include "ui/plots/plot_items.h"
#include "ui/plots/plot_style.h"
#include "ui/plots/wide_line_graph.h"
#include "ui/widgets/number_text.h"

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {

using paper::Mark;
using paper::Role;
using paper::Series;

constexpr float kFaintLine = 0.35f;
constexpr float kFaintBand = 0.18f;
constexpr int kTickDigits = 6;
constexpr std::size_t kMany = 30; ///< so many points are drawn small
constexpr double kCrossing = 4.0; ///< a label on a curve is worse than one further away

QVector<double> toQt(const std::vector<double>& values)
{
    return {values.begin(), values.end()};
}

/// Room around the data; in decades on a logarithmic axis.
QCPRange padded(double low, double high, bool logarithmic)
{
    constexpr double kPadding = 0.05;
    if (logarithmic) {
        const double factor = std::pow(std::max(high / low, 1.01), kPadding);
        return {low / factor, high * factor};
    }
    const double margin = kPadding * (high > low ? high - low : std::max(1e-9, std::abs(high)));
    return {low - margin, high + margin};
}

/// What the axis can show of some numbers.
class Extent
{
public:
    explicit Extent(bool logarithmic) : m_logarithmic(logarithmic) {}
    void include(const std::vector<double>& values)
    {
        for (const double value : values) {
            if (!std::isfinite(value) || (m_logarithmic && value <= 0.0))
                continue;
            m_low = m_any ? std::min(m_low, value) : value;
            m_high = m_any ? std::max(m_high, value) : value;
            m_any = true;
        }
    }
    [[nodiscard]] QCPRange range() const
    {
        return m_any ? padded(m_low, m_high, m_logarithmic) : QCPRange(m_logarithmic ? 0.1 : 0.0, 1.0);
    }

private:
    bool m_logarithmic;
    bool m_any = false;
    double m_low = 0.0, m_high = 0.0;
};

} // namespace

PanelPlot::PanelPlot(paper::Panel panel, QString stem, QWidget* parent)
    : PlotView(parent), m_panel(std::move(panel)), m_stem(std::move(stem)), m_labels(plot())
{
    plot()->xAxis->setLabel(QString::fromStdString(m_panel.xLabel));
    plot()->yAxis->setLabel(QString::fromStdString(m_panel.yLabel));
    makeItems();
    setLogX(m_panel.logX);
    setLogY(m_panel.logY);
    for (QCPAxis* axis : {plot()->xAxis, plot()->yAxis}) {
        axis->setNumberFormat(QStringLiteral("g"));
        axis->setNumberPrecision(kTickDigits);
    }
    showSnapshot(std::make_shared<const Snapshot>());
    updateFrom(*snapshot()); // the ranges decide how wide the tick labels are, and they the margins
}

QString PanelPlot::description() const
{
    QStringList names;
    for (const Series& series : m_panel.series) {
        if (!series.label.empty())
            names += QString::fromStdString(series.label);
    }
    return tr("%1: %2 over %3; %4")
        .arg(title(), QString::fromStdString(m_panel.yLabel), QString::fromStdString(m_panel.xLabel),
             names.join(QStringLiteral(", ")));
}

void PanelPlot::makeItems()
{
    for (const paper::Level& level : m_panel.levels) {
        (void)level;
        m_levels.push_back(addLine());
    }
    for (const Series& series : m_panel.series) {
        Drawn drawn;
        if (series.mark == Mark::Band) {
            drawn.band = new BandItem(plot());
            drawn.band->setBand(toQt(series.x), toQt(series.low), toQt(series.high));
        } else if (series.mark == Mark::Points || series.mark == Mark::Rings) {
            for (std::size_t i = 0; i < series.x.size(); ++i) {
                drawn.points.push_back(new RoundMark(plot()));
                if (i < series.low.size())
                    drawn.bars.push_back(addLine());
            }
        } else {
            drawn.curve = addLine();
        }
        m_drawn.push_back(std::move(drawn));
    }
}

QColor PanelPlot::colourOf(Role role, bool faint) const
{
    const Palette& palette = colours();
    QColor colour = palette.text;
    switch (role) {
    case Role::Text:
        break;
    case Role::Muted:
        colour = palette.muted;
        break;
    case Role::Accent:
        colour = palette.accent;
        break;
    case Role::Train:
        colour = palette.train;
        break;
    case Role::Test:
        colour = palette.test;
        break;
    default:
        colour = palette.mode(static_cast<int>(role) - static_cast<int>(Role::Mode1));
    }
    if (faint)
        colour.setAlphaF(kFaintLine);
    return colour;
}

void PanelPlot::drawSeries(const Series& series, Drawn& drawn)
{
    QColor colour = colourOf(series.role, series.faint);
    if (drawn.band) {
        colour.setAlphaF(kFaintBand);
        drawn.band->setFill(colour);
        return;
    }
    for (std::size_t i = 0; i < drawn.points.size(); ++i) {
        drawn.points[i]->setAt(series.x[i], series.y[i]);
        const bool many = drawn.points.size() > kMany;
        if (series.mark == Mark::Rings)
            drawn.points[i]->setLook(Qt::transparent, colour, 4.0, 1.4);
        else
            drawn.points[i]->setLook(colour, colours().surface, many ? 2.0 : 3.0, many ? 0.5 : 1.0);
        if (i < drawn.bars.size()) {
            drawn.bars[i]->setLine(colour, 1.2);
            drawn.bars[i]->data()->set({{series.x[i], series.low[i]}, {series.x[i], series.high[i]}}, true);
        }
    }
    if (!drawn.curve)
        return;
    const double width = series.mark == Mark::Thick ? 2.25 : series.faint ? 1.0 : 1.5;
    drawn.curve->setLine(colour, width,
                         series.mark == Mark::Dashed   ? Qt::DashLine
                         : series.mark == Mark::Dotted ? Qt::DotLine
                                                       : Qt::SolidLine);
    QVector<QCPGraphData> points;
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        if (series.mark == Mark::Steps && i > 0)
            points.append({series.x[i], series.y[i - 1]});
        points.append({series.x[i], series.y[i]});
    }
    drawn.curve->data()->set(points, true);
}

void PanelPlot::updateFrom(const Snapshot&)
{
    Extent x(logX()), y(logY());
    for (const Series& series : m_panel.series) {
        x.include(series.x);
        y.include(series.y);
        y.include(series.low);
        y.include(series.high);
    }
    for (const paper::Level& level : m_panel.levels)
        (level.vertical ? x : y).include({level.at});
    const auto chosen = [](const std::optional<std::pair<double, double>>& wanted, const QCPRange& all,
                           bool logarithmic) {
        return wanted && !(logarithmic && wanted->first <= 0.0) ? QCPRange(wanted->first, wanted->second) : all;
    };
    setRanges(chosen(m_panel.xRange, x.range(), logX()), chosen(m_panel.yRange, y.range(), logY()));
    for (std::size_t k = 0; k < m_drawn.size(); ++k)
        drawSeries(m_panel.series[k], m_drawn[k]);
    const QCPRange across = plot()->xAxis->range(), along = plot()->yAxis->range();
    for (std::size_t k = 0; k < m_levels.size(); ++k) {
        const paper::Level& level = m_panel.levels[k];
        m_levels[k]->setLine(colourOf(level.role, true), 1.0);
        m_levels[k]->data()->set(level.vertical
                                     ? QVector<QCPGraphData>{{level.at, along.lower}, {level.at, along.upper}}
                                     : QVector<QCPGraphData>{{across.lower, level.at}, {across.upper, level.at}},
                                 true);
    }
    placeLabels();
}

QPolygonF PanelPlot::pixelsOf(const Series& series) const
{
    QPolygonF line;
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        const QPointF point(plot()->xAxis->coordToPixel(series.x[i]), plot()->yAxis->coordToPixel(series.y[i]));
        if (series.mark == Mark::Steps && i > 0)
            line.append(QPointF(point.x(), line.back().y()));
        line.append(point);
    }
    return line;
}

void PanelPlot::placeLabels()
{
    FreeSpace space(frame());
    for (const paper::Level& level : m_panel.levels) {
        const double pixel =
            level.vertical ? plot()->xAxis->coordToPixel(level.at) : plot()->yAxis->coordToPixel(level.at);
        space.addObstacle(level.vertical ? QRectF(pixel - 1.0, frame().top(), 2.0, frame().height())
                                         : QRectF(frame().left(), pixel - 1.0, frame().width(), 2.0),
                          kCrossing);
    }
    QVector<LabelRequest> requests;
    const QFont font = fontFor(TextRole::Tick);
    for (const Series& series : m_panel.series) {
        if (series.mark == Mark::Band)
            continue;
        const QPolygonF line = pixelsOf(series);
        if (series.mark == Mark::Points || series.mark == Mark::Rings) {
            constexpr double kHalf = 5.0;
            for (const QPointF& point : line)
                space.addObstacle(QRectF(point - QPointF(kHalf, kHalf), QSizeF(2 * kHalf, 2 * kHalf)), kCrossing);
        } else {
            space.addCurve(line, series.faint ? 1.0 : kCrossing);
        }
        if (series.label.empty() || line.isEmpty())
            continue;
        QPolygonF inside;
        for (const QPointF& point : line) {
            if (frame().contains(point))
                inside.append(point);
        }
        const QPolygonF beside = inside.isEmpty() ? line : inside;
        requests.append({QString::fromStdString(series.label), QString::fromStdString(series.label),
                         colourOf(series.role, false), font, [beside, this](QSizeF size) {
                             QVector<QRectF> places = beside.size() > 1 ? placesAlongCurve(beside, size, 0.75)
                                                                        : placesAroundPoint(beside[0], size, 8.0);
                             if (beside.size() < 8) {
                                 for (const QPointF& point : beside)
                                     places += placesAroundPoint(point, size, 8.0);
                             }
                             places.removeIf([this](const QRectF& rect) { return !frame().contains(rect); });
                             return places;
                         }});
    }
    for (std::size_t k = 0; k < m_levels.size(); ++k) {
        const paper::Level& level = m_panel.levels[k];
        if (level.label.empty())
            continue;
        const bool vertical = level.vertical;
        const double pixel = vertical ? plot()->xAxis->coordToPixel(level.at) : plot()->yAxis->coordToPixel(level.at);
        requests.append({QStringLiteral("level %1").arg(k), QString::fromStdString(level.label),
                         colourOf(level.role, false), font,
                         [vertical, pixel, this](QSizeF size) {
                             if (!vertical)
                                 return placesAlongLevel(frame(), pixel, size, 0.1);
                             QVector<QRectF> places;
                             for (const double share : {0.02, 0.12, 0.24, 0.4, 0.6, 0.8}) {
                                 const double top = frame().top() + share * (frame().height() - size.height());
                                 places.append(QRectF(QPointF(pixel + 4.0, top), size));
                                 places.append(QRectF(QPointF(pixel - 4.0 - size.width(), top), size));
                             }
                             return places;
                         },
                         true});
    }
    m_labels.place(requests, space);
}

QVector<PlotView::ReadoutRow> PanelPlot::readoutAt(QPointF pixel) const
{
    QVector<ReadoutRow> rows;
    for (const Series& series : m_panel.series) {
        if (series.mark == Mark::Band)
            continue;
        ReadoutRow nearest{{}, colourOf(series.role, false), 1e300};
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            const QPointF point(plot()->xAxis->coordToPixel(series.x[i]), plot()->yAxis->coordToPixel(series.y[i]));
            const double distance = std::hypot(point.x() - pixel.x(), point.y() - pixel.y());
            if (distance >= nearest.distance)
                continue;
            nearest.distance = distance;
            nearest.text =
                tr("%1 (%2, %3)")
                    .arg(QString::fromStdString(series.label), readableNumber(series.x[i]), readableNumber(series.y[i]))
                    .trimmed();
        }
        if (nearest.distance < 1e300)
            rows.append(nearest);
    }
    return rows;
}

} // namespace hysteron::ui
