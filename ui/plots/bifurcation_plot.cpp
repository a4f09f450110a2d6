// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/bifurcation_plot.h"

#include "core/sampling/trail_shape.h"
#include "ui/plots/pixels.h"
#include "ui/plots/plot_items.h"
#include "ui/plots/plot_style.h"
#include "ui/plots/wide_line_graph.h"
#include "ui/widgets/label_placement.h"
#include "ui/widgets/math_text.h"
#include "ui/widgets/number_text.h"

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {

constexpr int kFoldRow = 14; ///< pixels under the axis for the names of the folds
/// Share of the largest fold: dragging beta takes smaller steps, and a typed beta draws no line.
constexpr double kLongestStep = 0.15;

QPolygonF polygon(const std::vector<theory::BranchPoint>& branch)
{
    QPolygonF points;
    for (const theory::BranchPoint& point : branch)
        points.append({point.beta, point.lambda});
    return points;
}

QVector<QPolygonF> trailOf(const std::vector<TrailPoint>& trail, std::size_t mode, double longestStep)
{
    QVector<QPolygonF> pieces;
    for (const TrailPoint& point : trail) {
        if (mode >= point.singularValues.size())
            continue;
        if (pieces.isEmpty() || std::abs(point.beta - pieces.back().back().x()) > longestStep)
            pieces.emplaceBack();
        pieces.back().append({point.beta, point.singularValues[mode]});
    }
    return pieces;
}

/// The change of beta from one point of the trail to the next above which it is a jump.
double longestStep(const Snapshot& snapshot)
{
    double fold = 0.0;
    for (const double eta : snapshot.eta)
        fold = std::max(fold, theory::ModeLandscape(eta, snapshot.specification.network.depth).criticalBeta());
    return kLongestStep * fold;
}
} // namespace

BifurcationPlot::BifurcationPlot(QWidget* parent) : SnapshotPlot(parent), m_labels(plot())
{
    m_present = new PathItem(plot());
    plot()->xAxis->setLabel(tr("weight decay β"));
    plot()->yAxis->setLabel(tr("singular value λ"));
    reserveUnderAxis(kFoldRow);
    restyle(colours());
}

QString BifurcationPlot::phrase() const
{
    if (snapshot() && snapshot()->trail && !snapshot()->eta.empty())
        if (const auto area = sampling::closedLoopArea(
                *snapshot()->trail, static_cast<std::size_t>(modeInQuestion(*snapshot())), longestStep(*snapshot())))
            return tr("where the state can live · last loop area %1").arg(readableNumber(*area, 2));
    return tr("where the state can live");
}

QString BifurcationPlot::description() const
{
    if (!snapshot())
        return tr("Bifurcation diagram: no run yet");
    QStringList folds;
    for (std::size_t i = 0; i < std::min(m_modes.size(), snapshot()->eta.size()); ++i)
        folds += readableNumber(m_modes[i].branches.fold.beta);
    return tr("The state stands at beta = %1 in rank %2; the folds of the modes lie at beta = %3")
        .arg(readableNumber(snapshot()->parameters.beta))
        .arg(snapshot()->rank)
        .arg(folds.join(QStringLiteral(", ")));
}

BifurcationPlot::ModeDrawing BifurcationPlot::makeMode()
{
    ModeDrawing mode;
    mode.fold = new PathItem(plot());
    mode.saddle = new PathItem(plot());
    mode.stable = new PathItem(plot());
    mode.trail = new PathItem(plot());
    mode.sweep = new PathItem(plot());
    mode.foldMark = new RoundMark(plot());
    mode.state = new RoundMark(plot());
    mode.trail->setLayer(QStringLiteral("moving"));
    mode.sweep->setLayer(QStringLiteral("moving"));
    mode.state->setLayer(QStringLiteral("moving"));
    return mode;
}

void BifurcationPlot::showMode(ModeDrawing& drawing, const Snapshot& snapshot, std::size_t mode)
{
    const double eta = snapshot.eta[mode];
    const int depth = snapshot.specification.network.depth;
    if (drawing.eta != eta || drawing.depth != depth) {
        drawing.eta = eta;
        drawing.depth = depth;
        drawing.branches = theory::bifurcationBranches(theory::ModeLandscape(eta, depth));
        drawing.stable->setPath(polygon(drawing.branches.stable));
        drawing.saddle->setPath(polygon(drawing.branches.saddle));
        const theory::BranchPoint fold = drawing.branches.fold;
        drawing.fold->setPath({QPointF(fold.beta, 0.0), QPointF(fold.beta, fold.lambda)});
        drawing.foldMark->setAt(fold.beta, fold.lambda);
    }
    const QColor colour = colours().mode(static_cast<int>(mode));
    drawing.stable->setLine(colour, 2.0);
    drawing.saddle->setLine(colour, 1.0, Qt::DashLine);
    drawing.fold->setLine(colour, 1.0, Qt::DotLine);
    drawing.foldMark->setLook(colour, colour, 3.0, 1.0);

    const bool asked = static_cast<int>(mode) == modeInQuestion(snapshot);
    const QColor strong = asked ? colours().accent : colour;
    QColor faint = strong;
    faint.setAlphaF(0.25f);
    drawing.trail->setLine(faint, 1.0);
    drawing.sweep->setLine(strong, asked ? 1.5 : 1.0);
    const double step = longestStep(snapshot);
    drawing.trail->setPieces(snapshot.trail ? trailOf(*snapshot.trail, mode, step) : QVector<QPolygonF>());
    QVector<QPolygonF> sweep;
    if (snapshot.trail)
        for (const auto& piece : sampling::meanTrail(*snapshot.trail, mode, drawing.branches, step)) {
            sweep.emplaceBack();
            for (const analysis::PathPoint& point : piece)
                sweep.back().append({point.x, point.y});
        }
    drawing.sweep->setPieces(sweep);
    if (mode < snapshot.singularValues.size()) {
        drawing.state->setAt(snapshot.parameters.beta, snapshot.singularValues[mode]);
        // Hollow at rest, as on the landscape: beta may have moved since, and then it does not stand on these branches.
        const bool moves = snapshot.state == RunState::Running;
        drawing.state->setLook(moves ? strong : colours().surface, moves ? colours().surface : strong,
                               asked ? 7.0 : 5.0, 2.0);
    }
}

void BifurcationPlot::updateFrom(const Snapshot& snapshot)
{
    if (snapshot.state == RunState::Preparing)
        return; // the picture before stays for the moment that takes
    while (m_modes.size() < snapshot.eta.size())
        m_modes.push_back(makeMode());
    double lastFold = 0.0;
    double highest = 0.0;
    for (std::size_t i = 0; i < m_modes.size(); ++i) {
        const bool used = i < snapshot.eta.size();
        for (QCPAbstractItem* item : std::initializer_list<QCPAbstractItem*>{
                 m_modes[i].stable, m_modes[i].saddle, m_modes[i].fold, m_modes[i].trail, m_modes[i].sweep,
                 m_modes[i].foldMark, m_modes[i].state})
            item->setVisible(used);
        if (!used)
            continue;
        showMode(m_modes[i], snapshot, i);
        lastFold = std::max(lastFold, m_modes[i].branches.fold.beta);
        highest =
            std::max({highest, snapshot.eta[i], i < snapshot.singularValues.size() ? snapshot.singularValues[i] : 0.0});
    }
    const double right = std::max(1.22 * lastFold, 1.05 * snapshot.parameters.beta);
    setRanges(QCPRange(0.0, right > 0.0 ? right : 1.0), QCPRange(0.0, highest > 0.0 ? 1.08 * highest : 1.0));
    m_present->setPath(
        {QPointF(snapshot.parameters.beta, 0.0), QPointF(snapshot.parameters.beta, plot()->yAxis->range().upper)});
    if (labelsDue(snapshot))
        placeLabels(snapshot);
    else
        onlyMovingChanged();
}

QPointF BifurcationPlot::foldAt(std::size_t mode) const
{
    return m_modes[mode].foldMark->at();
}

const QPolygonF& BifurcationPlot::stableBranch(std::size_t mode) const
{
    return m_modes[mode].stable->path();
}

const QPolygonF& BifurcationPlot::saddleBranch(std::size_t mode) const
{
    return m_modes[mode].saddle->path();
}

const QVector<QPolygonF>& BifurcationPlot::sweep(std::size_t mode) const
{
    return m_modes[mode].sweep->pieces();
}

void BifurcationPlot::placeLabels(const Snapshot& snapshot)
{
    FreeSpace space(frame());
    QVector<LabelRequest> requests;
    for (std::size_t i = 0; i < snapshot.eta.size(); ++i) {
        const ModeDrawing& mode = m_modes[i];
        constexpr double kStrong = 8.0; // a label may touch a dashed line rather than a stable branch
        space.addCurve(pixelsOf(*plot(), mode.stable->path()), kStrong);
        for (const PathItem* path : {mode.saddle, mode.fold, mode.trail})
            for (const QPolygonF& piece : path->pieces())
                space.addCurve(pixelsOf(*plot(), piece));
        const QPointF state = pixelOf(*plot(), mode.state->at().x(), mode.state->at().y());
        space.addObstacle(QRectF(state - QPointF(8, 8), QSizeF(16, 16)));
    }
    constexpr double kPresent = 8.0; // what it crosses is hard to read
    space.addCurve(pixelsOf(*plot(), m_present->path()), kPresent);
    for (std::size_t i = 0; i < snapshot.eta.size(); ++i) {
        const ModeDrawing& mode = m_modes[i];
        const QColor colour = colours().mode(static_cast<int>(i));
        const QPolygonF line = pixelsOf(*plot(), mode.stable->path());
        requests.append({QStringLiteral("mode %1").arg(i),
                         tr("mode %1 (η = %2)").arg(i + 1).arg(plainNumber(mode.eta, 3)), colour,
                         fontFor(TextRole::LabelStrong),
                         [line](QSizeF size) { return placesAlongCurve(line, size, 0.12); }, i >= 3});
    }
    if (!snapshot.eta.empty() && !m_modes.front().branches.saddle.empty()) {
        const QPolygonF saddle = pixelsOf(*plot(), m_modes.front().saddle->path());
        requests.append({QStringLiteral("saddle"), tr("dashed: saddle"), colours().muted, fontFor(TextRole::Tick),
                         [saddle](QSizeF size) { return placesAlongCurve(saddle, size, 0.5); }, true});
    }
    m_labels.place(requests + foldLabels(snapshot), space);
}

/// The names of the folds under the axis, each at its dotted line as far as the others let it: nothing collides there.
/// Where not all fit in full only the numbers are told.
QVector<LabelRequest> BifurcationPlot::foldLabels(const Snapshot& snapshot) const
{
    constexpr double kGap = 8.0;
    const QFont font = fontFor(TextRole::Tick);
    std::vector<std::size_t> modes;
    for (std::size_t i = 0; i < snapshot.eta.size(); ++i)
        if (plot()->xAxis->range().contains(m_modes[i].branches.fold.beta))
            modes.push_back(i);
    std::ranges::sort(modes, {}, [this](std::size_t i) { return m_modes[i].branches.fold.beta; });
    QVector<LabelRequest> requests;
    for (const QString& form : {QStringLiteral("β_c = %1"), QStringLiteral("%1")}) {
        requests.clear();
        std::vector<LineLabel> labels;
        std::vector<QString> texts;
        for (const std::size_t i : modes) {
            const double beta = m_modes[i].branches.fold.beta;
            texts.push_back(form.arg(readableNumber(beta)));
            labels.push_back({plot()->xAxis->coordToPixel(beta), mathTextWidth(texts.back(), font),
                              static_cast<int>(i) == modeInQuestion(snapshot) ? 1 : -static_cast<int>(i)});
        }
        const auto centres = ui::placeLabels(labels, plot()->viewport().left(), plot()->viewport().right(), kGap);
        for (std::size_t k = 0; k < modes.size(); ++k) {
            if (!centres[k])
                continue;
            const QPointF corner(*centres[k] - labels[k].width / 2, frame().bottom() + 2.0);
            requests.append({QStringLiteral("fold %1").arg(modes[k]), texts[k],
                             colours().mode(static_cast<int>(modes[k])), font,
                             [corner](QSizeF size) { return QVector<QRectF>{QRectF(corner, size)}; }});
        }
        if (requests.size() == static_cast<qsizetype>(modes.size()))
            break;
    }
    return requests;
}

QVector<PlotView::ReadoutRow> BifurcationPlot::readoutAt(QPointF pixel) const
{
    if (!snapshot())
        return {};
    const double beta = plot()->xAxis->pixelToCoord(pixel.x());
    if (beta < 0.0)
        return {};
    QVector<ReadoutRow> rows;
    const auto add = [&](const QString& name, double value, const QColor& colour) {
        const double distance = std::abs(plot()->yAxis->coordToPixel(value) - pixel.y());
        rows.append({QStringLiteral("%1 = %2").arg(name, readableNumber(value, 4)), colour, distance});
    };
    for (std::size_t i = 0; i < snapshot()->eta.size(); ++i) {
        const theory::ModeLandscape landscape(snapshot()->eta[i], snapshot()->specification.network.depth);
        const QColor colour = colours().mode(static_cast<int>(i));
        if (const auto minimum = landscape.minimum(beta))
            add(tr("λ_{∗∗} of mode %1").arg(i + 1), *minimum, colour);
        if (const auto saddle = landscape.saddle(beta))
            add(tr("saddle of mode %1").arg(i + 1), *saddle, colour);
    }
    rows.append({QStringLiteral("β = %1").arg(readableNumber(beta, 4)), colours().muted, 1e9});
    return rows;
}

void BifurcationPlot::restyle(const Palette& palette)
{
    m_present->setLine(palette.accent, 1.0, Qt::DashLine);
}

} // namespace hysteron::ui
