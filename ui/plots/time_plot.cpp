// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/time_plot.h"

#include "ui/plots/curve_thinning.h"
#include "ui/plots/pixels.h"
#include "ui/plots/plot_style.h"
#include "ui/plots/wide_line_graph.h"
#include "ui/widgets/number_text.h"

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {
constexpr int kPixelsPerCompanion = 4; // a trend is enough, and seven of them must be quick
constexpr double kCurveWidth = 1.5;
constexpr float kEnvelope = 0.3f;
constexpr int kPixelsPerPoint = 3;
constexpr double kShortestAxis = 50.0;  // epochs
constexpr double kEventSpacing = 0.04;  // share of the axis
constexpr double kEventLine = 8.0;      // a label crossed by the line of an event is hard to read
constexpr double kSmallestOnLog = 1e-6; // a log axis of values does not go below this share of the largest
} // namespace

TimePlot::TimePlot(QWidget* parent) : SnapshotPlot(parent), m_labels(plot())
{
    m_events = new EventMarks(plot());
    plot()->xAxis->setLabel(tr("epoch"));
    setTickText(plot()->xAxis, TickText::Epoch);
}

void TimePlot::show(const Snapshot& snapshot, const std::vector<Curve>& curves, const std::vector<Level>& levels,
                    double floor)
{
    while (m_curves.size() < curves.size()) {
        m_envelopes.push_back(addLine());
        m_curves.push_back(addLine());
    }
    m_shown = curves;
    startAfresh(snapshot);
    chooseRanges(snapshot, curves, levels, floor);

    const QCPRange keys = plot()->xAxis->range();
    const int columns = std::max(1, static_cast<int>(frame().width()));
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        const bool used = i < curves.size();
        m_curves[i]->setVisible(used);
        m_envelopes[i]->setVisible(used);
        if (!used)
            continue;
        // All that happened, faintly, and inside it a line with room between its points.
        QColor faint = curves[i].colour;
        faint.setAlphaF(kEnvelope);
        m_envelopes[i]->setLine(faint, 1.0);
        m_envelopes[i]->data()->set(thinnedCurve(*curves[i].history, keys, columns, logX()), true);
        m_curves[i]->setLine(curves[i].colour, kCurveWidth);
        m_curves[i]->data()->set(tracedCurve(*curves[i].history, keys, columns / kPixelsPerPoint, logX()), true);
    }
    showLevels(levels);
    m_events->show(eventsOf(snapshot, kEventSpacing * keys.size()), colours());
    if (labelsDue(snapshot))
        placeLabels(curves, levels);
}

void TimePlot::showCompanions(const std::vector<Curve>& companions)
{
    while (m_companions.size() < companions.size()) {
        m_companions.push_back(addLine());
        m_companions.back()->setLayer(QStringLiteral("grid"));
    }
    const QCPRange keys = plot()->xAxis->range();
    const int columns = std::max(1, static_cast<int>(frame().width()) / kPixelsPerCompanion);
    for (std::size_t i = 0; i < m_companions.size(); ++i) {
        const bool used = i < companions.size();
        m_companions[i]->setVisible(used);
        if (!used)
            continue;
        m_companions[i]->setLine(companions[i].colour, 1.0);
        m_companions[i]->data()->set(tracedCurve(*companions[i].history, keys, columns, logX()), true);
    }
}

/// Another run, or the same one from an earlier epoch, has axes of its own.
void TimePlot::startAfresh(const Snapshot& snapshot)
{
    if (snapshot.run != m_run || snapshot.epoch < m_epoch) {
        m_epochs.reset();
        m_values.reset();
    }
    m_run = snapshot.run;
    m_epoch = snapshot.epoch;
}

void TimePlot::chooseRanges(const Snapshot& snapshot, const std::vector<Curve>& curves,
                            const std::vector<Level>& levels, double floor)
{
    double low = floor;
    double high = floor;
    for (const Curve& curve : curves) {
        low = std::min(low, curve.history->lowest());
        high = std::max(high, curve.history->highest());
    }
    for (const Level& level : levels)
        high = std::max(high, level.value);
    const double end = std::max(double(snapshot.epoch), kShortestAxis);
    const bool moving = snapshot.state == RunState::Running;
    QCPRange keys = moving ? m_epochs.follow(0.0, end) : m_epochs.settle(0.0, end);
    if (logX())
        keys.lower = 1.0;
    if (!logY()) {
        setRanges(keys, moving ? m_values.follow(low, high) : m_values.settle(low, high));
        return;
    }
    double smallest = high;
    for (const Curve& curve : curves)
        if (curve.history->size() > 0)
            smallest = std::min(smallest, std::max(curve.history->lowest(), kSmallestOnLog * high));
    for (const Level& level : levels)
        if (level.value > 0.0)
            smallest = std::min(smallest, level.value);
    setRanges(keys, QCPRange(0.8 * smallest, 1.25 * high));
}

void TimePlot::showLevels(const std::vector<Level>& levels)
{
    while (m_levels.size() < levels.size())
        m_levels.push_back(addLine());
    const QCPRange keys = plot()->xAxis->range();
    for (std::size_t i = 0; i < m_levels.size(); ++i) {
        const bool used = i < levels.size();
        m_levels[i]->setVisible(used);
        if (!used)
            continue;
        m_levels[i]->setLine(levels[i].colour, 1.0, levels[i].style);
        m_levels[i]->data()->set(QVector<QCPGraphData>{{keys.lower, levels[i].value}, {keys.upper, levels[i].value}},
                                 true);
    }
}

void TimePlot::placeLabels(const std::vector<Curve>& curves, const std::vector<Level>& levels)
{
    FreeSpace space(frame());
    QVector<LabelRequest> requests = m_events->labels(frame());
    for (std::size_t i = 0; i < curves.size(); ++i)
        space.addCurve(pixelsOf(*m_envelopes[i]));
    for (const Level& level : levels) {
        const double y = plot()->yAxis->coordToPixel(level.value);
        space.addObstacle(QRectF(frame().left(), y - 1, frame().width(), 2));
    }
    for (const Event& event : m_events->events())
        space.addObstacle(QRectF(plot()->xAxis->coordToPixel(event.epoch) - 1, frame().top(), 2, frame().height()),
                          kEventLine);
    for (std::size_t i = 0; i < curves.size(); ++i) {
        const QPolygonF line = pixelsOf(*m_curves[i]);
        requests.append({QStringLiteral("curve %1").arg(i), curves[i].name, curves[i].colour,
                         fontFor(TextRole::LabelStrong),
                         [line](QSizeF size) { return placesAlongCurve(line, size, 0.08); }, false});
    }
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const Level& level = levels[i];
        const double y = plot()->yAxis->coordToPixel(level.value);
        if (level.name.isEmpty() || y < frame().top() || y > frame().bottom())
            continue;
        const QRectF inside = frame();
        requests.append(
            {QStringLiteral("level %1").arg(i), level.name, level.colour, fontFor(TextRole::Tick),
             [inside, y, level](QSizeF size) { return placesAlongLevel(inside, y, size, level.labelShare); }, true});
    }
    m_labels.place(requests, space);
}

QVector<PlotView::ReadoutRow> TimePlot::readoutAt(QPointF pixel) const
{
    QVector<ReadoutRow> rows;
    const double key = plot()->xAxis->pixelToCoord(pixel.x());
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        const auto point = m_curves[i]->data()->findBegin(key, false);
        if (point == m_curves[i]->data()->constEnd())
            continue;
        const double y = plot()->yAxis->coordToPixel(point->value);
        rows.append({QStringLiteral("%1 = %2").arg(m_shown[i].name, readableNumber(point->value, 5)), m_shown[i].colour,
                     std::abs(y - pixel.y())});
    }
    if (!rows.isEmpty())
        rows.append({tr("epoch %1").arg(groupedInteger(std::llround(key))), colours().muted, 1e9});
    return rows;
}

void TimePlot::restyle(const Palette&) {} // colours come with the next update

void TimePlot::scaleTypeChanged()
{
    m_epochs.reset();
    m_values.reset();
}

} // namespace hysteron::ui
