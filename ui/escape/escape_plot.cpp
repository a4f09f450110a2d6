// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/escape/escape_plot.h"

#include "ui/plots/pixels.h"
#include "ui/plots/plot_items.h"
#include "ui/plots/plot_style.h"
#include "ui/plots/wide_line_graph.h"
#include "ui/widgets/mode_symbol.h"
#include "ui/widgets/number_text.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace hysteron::ui {

namespace {

constexpr float kReplica = 0.35f;
constexpr float kBand = 0.45f;
constexpr double kSmallestShare = 1e-3; ///< where a logarithmic axis of shares begins
constexpr double kHeadroom = 1.25;
constexpr double kCrossing = 4.0; ///< a label is rather left out than crossed by a curve

/// Beside a point of a line that rises or falls all the way: on the side that the line leaves free.
LabelRequest labelBeside(const QString& id, const QString& markup, const QColor& colour, const QPolygonF& line,
                         double share, const QRectF& inside)
{
    const auto places = [line, share, inside](QSizeF size) {
        QVector<QRectF> rects;
        constexpr double kGap = 6.0;
        for (const double at : {share, share - 0.1, share + 0.1, share - 0.2, 0.1, 0.02}) {
            const QPointF point = line[std::clamp<qsizetype>(qsizetype(at * double(line.size())), 0, line.size() - 1)];
            const bool rising = line.back().y() < line.front().y(); // pixels count downwards
            const QRectF rect(QPointF(point.x() + kGap, rising ? point.y() + kGap : point.y() - size.height() - kGap),
                              size);
            if (inside.contains(rect))
                rects.append(rect);
        }
        // Steep lines leave no room beside them: the free corner, then, row by row.
        for (const double row : {0.08, 0.2, 0.32, 0.44})
            rects.append(
                QRectF(QPointF(inside.right() - size.width() - kGap, inside.top() + row * inside.height()), size));
        return rects;
    };
    return {id, markup, colour, fontFor(TextRole::Tick), places, true};
}

} // namespace

EscapePlot::EscapePlot(QWidget* parent)
    : PlotView(parent), m_labels(plot()), m_progress(std::make_shared<const EscapeProgress>())
{
    setTickText(plot()->xAxis, TickText::Epoch);
    plot()->xAxis->setLabel(tr("epoch"));
}

void EscapePlot::showProgress(std::shared_ptr<const EscapeProgress> progress)
{
    m_given = std::move(progress);
    if (!isHeld())
        takeGiven();
}

void EscapePlot::takeGiven()
{
    if (!m_given)
        return;
    if (m_given->epoch < m_progress->epoch)
        m_epochs.reset();
    m_progress = m_given;
    refresh();
    emit phraseChanged();
}

QCPRange EscapePlot::epochRange()
{
    const double end = std::max(1.0, double(m_progress->epoch));
    return m_progress->running ? m_epochs.follow(0.0, end) : m_epochs.settle(0.0, end);
}

ReplicaLinesPlot::ReplicaLinesPlot(QWidget* parent) : EscapePlot(parent)
{
    m_threshold = addLine();
}

QString ReplicaLinesPlot::phrase() const
{
    if (progress().lines.empty())
        return tr("the singular value that is waited for");
    return tr("%1 of the first %2").arg(modeSymbol(progress().mode + 1)).arg(progress().lines.size());
}

QString ReplicaLinesPlot::description() const
{
    return tr("%1 of %2 replicas are still trapped at epoch %3")
        .arg(progress().waiting)
        .arg(progress().replicas())
        .arg(progress().epoch);
}

void ReplicaLinesPlot::updateData()
{
    const EscapeProgress& p = progress();
    while (m_lines.size() < p.lines.size())
        m_lines.push_back(addLine());
    QColor colour = colours().mode(p.mode);
    colour.setAlphaF(kReplica);
    double highest = kHeadroom * p.threshold;
    for (std::size_t k = 0; k < m_lines.size(); ++k) {
        m_lines[k]->setVisible(k < p.lines.size());
        if (k >= p.lines.size())
            continue;
        QVector<QCPGraphData> points;
        for (std::size_t i = 0; i < p.lines[k].epochs.size(); ++i) {
            points.append({p.lines[k].epochs[i], p.lines[k].values[i]});
            highest = std::max(highest, p.lines[k].values[i]);
        }
        m_lines[k]->setLine(colour, 1.0);
        m_lines[k]->data()->set(points, true);
    }
    const QCPRange keys = epochRange();
    plot()->yAxis->setLabel(p.lines.empty() ? tr("singular value") : modeSymbol(p.mode + 1));
    setRanges(keys, QCPRange(0.0, highest > 0.0 ? 1.05 * highest : 1.0));
    m_threshold->setVisible(p.threshold > 0.0);
    m_threshold->setLine(colours().mode(p.mode), 1.0, Qt::DashLine);
    m_threshold->data()->set(QVector<QCPGraphData>{{keys.lower, p.threshold}, {keys.upper, p.threshold}}, true);
    QVector<LabelRequest> requests;
    if (p.threshold > 0.0)
        requests.append({QStringLiteral("threshold"), tr("escape above %1").arg(readableNumber(p.threshold)),
                         colours().mode(p.mode), fontFor(TextRole::Tick),
                         [this](QSizeF size) {
                             const double y = plot()->yAxis->coordToPixel(progress().threshold);
                             return placesAlongLevel(frame(), y, size, 0.8);
                         },
                         true});
    m_labels.place(requests, FreeSpace(frame()));
}

SurvivalPlot::SurvivalPlot(QWidget* parent) : EscapePlot(parent)
{
    plot()->yAxis->setLabel(tr("share still trapped"));
    m_low = addLine();
    m_high = addLine();
    m_theory = addLine();
    m_fit = addLine();
    m_curve = addLine();
}

QString SurvivalPlot::description() const
{
    if (!progress().estimate || !progress().estimate->tau)
        return tr("Survival: nobody has escaped yet");
    return tr("Survival: %1 escaped, mean waiting time %2 epochs")
        .arg(progress().estimate->escaped)
        .arg(readableNumber(*progress().estimate->tau));
}

void SurvivalPlot::updateData()
{
    const EscapeProgress& p = progress();
    const double end = std::max(1.0, double(p.epoch));
    const QCPRange keys = epochRange();
    setRanges(keys, logY() ? QCPRange(kSmallestShare, 1.2) : QCPRange(0.0, 1.05));

    QVector<QCPGraphData> curve{{0.0, 1.0}}, low{{0.0, 1.0}}, high{{0.0, 1.0}};
    const auto stepTo = [](QVector<QCPGraphData>& line, double time, double value) {
        line.append({time, line.back().value});
        line.append({time, value});
    };
    for (const analysis::SurvivalStep& step : p.survival.steps) {
        stepTo(curve, step.time, step.survival);
        stepTo(low, step.time, step.low);
        stepTo(high, step.time, step.high);
    }
    for (QVector<QCPGraphData>* line : {&curve, &low, &high})
        line->append({end, line->back().value});
    m_curve->setLine(colours().accent, 1.5);
    m_curve->data()->set(curve, true);
    QColor band = colours().accent;
    band.setAlphaF(kBand);
    for (const auto& [graph, line] : {std::pair{m_low, &low}, {m_high, &high}}) {
        graph->setLine(band, 1.0);
        graph->data()->set(*line, true);
    }
    const auto exponential = [&](WideLineGraph& graph, std::optional<double> tau, const QColor& colour,
                                 Qt::PenStyle style) {
        graph.setVisible(tau.has_value());
        if (!tau)
            return;
        constexpr int kPoints = 120;
        QVector<QCPGraphData> points;
        for (int i = 0; i <= kPoints; ++i) {
            const double epoch = keys.upper * i / kPoints;
            points.append({epoch, std::exp(-epoch / *tau)});
        }
        graph.setLine(colour, 1.0, style);
        graph.data()->set(points, true);
    };
    const std::optional<double> tau = p.estimate ? p.estimate->tau : std::nullopt;
    std::optional<double> theory;
    if (p.theory && p.timePerEpoch > 0.0)
        theory = std::exp(p.theory->logTau(p.temperature)) / p.timePerEpoch;
    exponential(*m_fit, tau, colours().text, Qt::DotLine);
    exponential(*m_theory, theory, colours().muted, Qt::DashLine);

    QVector<LabelRequest> requests;
    FreeSpace space(frame());
    for (const WideLineGraph* graph : {m_curve, m_fit, m_theory})
        space.addCurve(pixelsOf(*graph), kCrossing);
    if (tau)
        requests.append(labelBeside(QStringLiteral("fit"), tr("exponential, τ = %1").arg(readableNumber(*tau)),
                                    colours().text, pixelsOf(*m_fit), 0.45, frame()));
    if (theory)
        requests.append(labelBeside(QStringLiteral("theory"), tr("Kramers–Langer, τ = %1").arg(readableNumber(*theory)),
                                    colours().muted, pixelsOf(*m_theory), 0.25, frame()));
    m_labels.place(requests, space);
}

ArrheniusPlot::ArrheniusPlot(QWidget* parent) : EscapePlot(parent)
{
    setTickText(plot()->xAxis, TickText::Number);
    plot()->xAxis->setLabel(tr("1/T"));
    plot()->yAxis->setLabel(tr("ln τ, gradient-flow time"));
    m_theory = addLine();
}

QString ArrheniusPlot::description() const
{
    return tr("Arrhenius plot: %1 measured temperatures").arg(m_points.size());
}

void ArrheniusPlot::setPoints(std::vector<ArrheniusPoint> points)
{
    m_givenPoints = std::move(points);
}

void ArrheniusPlot::takeGiven()
{
    m_points = m_givenPoints;
    EscapePlot::takeGiven();
}

void ArrheniusPlot::updateData()
{
    const EscapeProgress& p = progress();
    double left = 0.0, right = 0.0;
    for (const ArrheniusPoint& point : m_points) {
        const double x = 1.0 / point.temperature;
        left = left == 0.0 ? x : std::min(left, x);
        right = std::max(right, x);
    }
    if (p.temperature > 0.0) {
        left = left == 0.0 ? 1.0 / p.temperature : std::min(left, 1.0 / p.temperature);
        right = std::max(right, 1.0 / p.temperature);
    }
    left *= 0.85;
    right = right > 0.0 ? 1.15 * right : 1.0;
    double low = 1e300, high = -1e300;
    const auto include = [&](double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    };
    QVector<QCPGraphData> line;
    if (p.theory && left > 0.0) {
        constexpr int kPoints = 60;
        for (int i = 0; i <= kPoints; ++i) {
            const double x = left + (right - left) * i / kPoints;
            line.append({x, p.theory->logTau(1.0 / x)});
            include(line.back().value);
        }
    }
    m_theory->setLine(colours().muted, 1.0, Qt::DashLine);
    m_theory->data()->set(line, true);
    while (m_marks.size() < m_points.size()) {
        m_marks.push_back(new RoundMark(plot()));
        m_bars.push_back(addLine());
    }
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        m_marks[i]->setVisible(i < m_points.size());
        m_bars[i]->setVisible(i < m_points.size());
        if (i >= m_points.size())
            continue;
        const ArrheniusPoint& point = m_points[i];
        const double x = 1.0 / point.temperature;
        m_marks[i]->setAt(x, point.logTau);
        if (point.sampled)
            m_marks[i]->setLook(Qt::transparent, colours().accent, 6.5, 1.75);
        else
            m_marks[i]->setLook(colours().accent, colours().surface, 5.0, 1.5);
        m_bars[i]->setLine(colours().accent, 1.5);
        m_bars[i]->data()->set(QVector<QCPGraphData>{{x, point.low}, {x, point.high}}, true);
        include(point.low);
        include(point.high);
    }
    if (!(low < high))
        std::tie(low, high) = std::pair(0.0, 10.0);
    const double margin = 0.1 * (high - low) + 0.5;
    setRanges(QCPRange(left, right), QCPRange(low - margin, high + margin));
    QVector<LabelRequest> requests;
    FreeSpace space(frame());
    space.addCurve(pixelsOf(*m_theory));
    if (p.theory && !line.isEmpty())
        requests.append(labelBeside(QStringLiteral("theory"),
                                    tr("Kramers–Langer, slope below ΔE = %1").arg(readableNumber(p.theory->barrier)),
                                    colours().muted, pixelsOf(*m_theory), 0.6, frame()));
    // One mark of each kind is named.
    for (const bool sampled : {false, true}) {
        const auto named = std::ranges::find(m_points, sampled, &ArrheniusPoint::sampled);
        if (named == m_points.end())
            continue;
        const QPointF at = pixelOf(*plot(), 1.0 / named->temperature, named->logTau);
        requests.append({sampled ? QStringLiteral("sampled") : QStringLiteral("waited"),
                         sampled ? tr("forward flux") : tr("waiting"), colours().accent, fontFor(TextRole::Tick),
                         [at](QSizeF size) { return placesAroundPoint(at, size, 11.0); }, true});
    }
    for (const ArrheniusPoint& point : m_points) {
        constexpr double kMark = 7.0;
        const QPointF at = pixelOf(*plot(), 1.0 / point.temperature, point.logTau);
        space.addObstacle(QRectF(at - QPointF(kMark, kMark), QSizeF(2 * kMark, 2 * kMark)));
    }
    m_labels.place(requests, space);
}

} // namespace hysteron::ui
