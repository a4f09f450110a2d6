// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/landscape_plot.h"

#include "core/analysis/free_energy.h"
#include "core/theory/bifurcation.h"
#include "ui/plots/pixels.h"
#include "ui/plots/plot_items.h"
#include "ui/plots/plot_style.h"
#include "ui/plots/wide_line_graph.h"
#include "ui/widgets/number_text.h"

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {
constexpr double kNeighbour = 0.03; // distance in beta of the faint curves
constexpr double kStrong = 6.0;     // labels keep off the main curve and the barrier before all else
constexpr double kFaintLine = 0.4;  // crossing a faint neighbour is bearable
constexpr double kStrip = 0.16;     // share of the height for where the state has been
constexpr double kVisitRange = 1.5; // Snapshot::visits spans [0, 1.5 eta]
} // namespace

LandscapePlot::LandscapePlot(QWidget* parent) : SnapshotPlot(parent), m_labels(plot())
{
    m_visits = new HistogramStrip(plot());
    m_zero = addLine();
    for (WideLineGraph*& neighbour : m_neighbours)
        neighbour = addLine();
    m_freeEnergy = addLine();
    m_section = addLine();
    m_barrier = new PathItem(plot());
    m_back = new PathItem(plot());
    m_saddle = new RoundMark(plot());
    m_ball = new RoundMark(plot());
    m_saddle->setLayer(QStringLiteral("moving"));
    m_ball->setLayer(QStringLiteral("moving"));
    setLogScale(plot()->yAxis, false);
    plot()->yAxis->setLabel(tr("loss u(λ) − u(0)"));
    restyle(colours());
}

QString LandscapePlot::phrase() const
{
    if (!snapshot() || snapshot()->eta.empty())
        return tr("along one mode");
    return tr("along mode %1 at β = %2")
        .arg(modeInQuestion(*snapshot()) + 1)
        .arg(plainNumber(snapshot()->parameters.beta, 3));
}

QString LandscapePlot::description() const
{
    if (!snapshot() || snapshot()->eta.empty())
        return tr("Loss landscape: no run yet");
    const int mode = modeInQuestion(*snapshot());
    const ModeLevels levels = modeLevels(*snapshot())[mode];
    const auto barrier = levels.landscape.escapeBarrier(snapshot()->parameters.beta);
    const QString where =
        tr("The state stands at sigma %1 = %2.").arg(mode + 1).arg(readableNumber(snapshot()->singularValues[mode]));
    return barrier ? tr("Barrier of mode %1: %2. ").arg(mode + 1).arg(readableNumber(*barrier)) + where
                   : tr("No barrier along mode %1. ").arg(mode + 1) + where;
}

QVector<PlotView::Option> LandscapePlot::options()
{
    return {{tr("free energy"), tr("Add −T ln p(σ), measured from where the state has been since the last change"),
             [this](bool on) { setFreeEnergy(on); }}};
}

void LandscapePlot::setFreeEnergy(bool on)
{
    m_showFreeEnergy = on;
    refresh();
}

LandscapePlot::Window LandscapePlot::windowFor(const ModeLevels& mode, double beta, double sigma) const
{
    const theory::ModeLandscape& landscape = mode.landscape;
    const double lambdaMax = std::max({0.78 * landscape.eta(), mode.minimum.value_or(0.0) * 1.3, 1.1 * sigma});
    const double barrier = landscape.escapeBarrier(beta).value_or(0.0);
    const double bottom = mode.minimum ? std::min(0.0, landscape.lossAboveZero(*mode.minimum, beta)) : 0.0;
    const double rise = mode.minimum ? 0.0 : landscape.lossAboveZero(0.5 * landscape.eta(), beta);
    const double high = std::max({1.75 * barrier, 0.3 * -bottom, rise, landscape.lossAboveZero(sigma, beta) * 1.1});
    const double low = bottom - 0.12 * (high - bottom);
    // The strip at the bottom is below the curves.
    return {lambdaMax, low - kStrip / (1.0 - kStrip) * (high - low), high};
}

void LandscapePlot::updateFrom(const Snapshot& snapshot)
{
    if (snapshot.state == RunState::Preparing)
        return; // the picture before stays for the moment that takes
    const bool anything = !snapshot.eta.empty() && !snapshot.singularValues.empty();
    if (anything != m_anything)
        showAnything(anything);
    if (!anything)
        return;
    const int index = modeInQuestion(snapshot);
    const ModeLevels mode = modeLevels(snapshot)[index];
    const double beta = snapshot.parameters.beta;
    const double sigma = snapshot.singularValues[index];
    const Window window = windowFor(mode, beta, sigma);

    setRanges(QCPRange(0.0, window.lambdaMax), QCPRange(window.low, window.high));
    m_ball->setAt(sigma, mode.landscape.lossAboveZero(sigma, beta));
    // Hollow at rest: where it stands says nothing of the landscape that is drawn.
    const bool moves = snapshot.state == RunState::Running;
    m_ball->setLook(moves ? colours().accent : colours().surface, moves ? colours().surface : colours().accent, 7.0,
                    2.0);
    if (!labelsDue(snapshot)) {
        onlyMovingChanged();
        return;
    }
    plot()->xAxis->setLabel(
        tr("singular value λ of mode %1 (η = %2)").arg(index + 1).arg(plainNumber(mode.landscape.eta(), 3)));
    const QColor colour = colours().mode(index);
    QColor faint = colour;
    faint.setAlphaF(0.4f);
    m_section->setLine(colour, 2.0);
    for (WideLineGraph* neighbour : m_neighbours)
        neighbour->setLine(faint, 1.0);
    m_saddle->setLook(colours().surface, colour, 4.0, 1.5);

    showSections(mode.landscape, beta, window.lambdaMax);
    showBarrier(mode);
    showVisits(snapshot, index, mode.landscape.eta());
    showFreeEnergy(snapshot, index, mode.landscape);
    m_zero->data()->set(QVector<QCPGraphData>{{0.0, 0.0}, {window.lambdaMax, 0.0}}, true);
    placeLabels(snapshot, mode);
}

/// An experiment that could not start has no landscape: nothing old must stay on the screen.
void LandscapePlot::showAnything(bool anything)
{
    m_anything = anything;
    for (QCPLayerable* part :
         std::initializer_list<QCPLayerable*>{m_visits, m_zero, m_neighbours[0], m_neighbours[1], m_freeEnergy,
                                              m_section, m_barrier, m_back, m_saddle, m_ball})
        part->setVisible(anything);
    if (!anything)
        m_labels.place({}, FreeSpace(frame()));
}

void LandscapePlot::showSections(const theory::ModeLandscape& landscape, double beta, double lambdaMax)
{
    const auto fill = [&](WideLineGraph& graph, double at) {
        QVector<QCPGraphData> points;
        for (const theory::SectionPoint& point : theory::landscapeSection(landscape, at, lambdaMax))
            points.append({point.lambda, point.lossAboveZero});
        graph.data()->set(points, true);
    };
    fill(*m_section, beta);
    const double betas[2] = {beta + kNeighbour, beta - kNeighbour};
    for (int i = 0; i < 2; ++i) {
        m_neighbourBetas[i] = betas[i];
        m_neighbours[i]->setVisible(betas[i] > 0.0);
        if (betas[i] > 0.0)
            fill(*m_neighbours[i], betas[i]);
    }
}

void LandscapePlot::showBarrier(const ModeLevels& mode)
{
    m_saddle->setVisible(mode.saddle.has_value());
    m_barrier->setVisible(mode.saddle.has_value());
    m_back->setVisible(mode.saddle.has_value() && snapshot()->rank > modeInQuestion(*snapshot()));
    if (!mode.saddle)
        return;
    // The saddle is where u(lambda) is largest; its height over lambda = 0 is what noise must climb.
    const double top = mode.landscape.lossAboveZero(*mode.saddle, snapshot()->parameters.beta);
    m_saddle->setAt(*mode.saddle, top);
    m_barrier->setPath({QPointF(*mode.saddle, 0.0), QPointF(*mode.saddle, top)});
    m_back->setPath({QPointF(*mode.minimum, mode.landscape.lossAboveZero(*mode.minimum, snapshot()->parameters.beta)),
                     QPointF(*mode.minimum, top)});
}

void LandscapePlot::showVisits(const Snapshot& snapshot, int mode, double eta)
{
    m_anyVisits = false;
    if (!snapshot.visits || mode >= static_cast<int>(snapshot.visits->size())) {
        m_visits->setVisible(false);
        return;
    }
    const std::vector<std::int64_t>& counts = (*snapshot.visits)[mode];
    const auto most = std::max<std::int64_t>(1, counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end()));
    QVector<double> edges{0.0};
    QVector<double> shares;
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
        edges.append(kVisitRange * eta * double(bin + 1) / double(counts.size()));
        m_anyVisits = m_anyVisits || counts[bin] > 0;
        // The square root lets a place that was visited a hundred times less still be seen.
        shares.append(std::sqrt(double(counts[bin]) / double(most)));
    }
    QColor fill = colours().mode(mode);
    fill.setAlphaF(0.28f);
    m_visits->setLook(fill, kStrip * frame().height());
    m_visits->setBars(edges, shares);
    m_visits->setVisible(true);
}

void LandscapePlot::showFreeEnergy(const Snapshot& snapshot, int mode, const theory::ModeLandscape& landscape)
{
    const double temperature = usesTemperature(snapshot.parameters.noise) ? snapshot.parameters.temperature : 0.0;
    const bool shown = m_showFreeEnergy && temperature > 0.0 && m_anyVisits;
    m_freeEnergy->setVisible(shown);
    if (!shown)
        return;
    m_freeEnergy->setLine(colours().accent, 1.5);
    const std::vector<std::int64_t>& counts = (*snapshot.visits)[mode];
    const std::vector<double> energies = analysis::freeEnergy(counts, temperature);
    const auto width = kVisitRange * landscape.eta() / double(counts.size());
    const auto peak = std::max_element(counts.begin(), counts.end());
    // A free energy is known up to a constant: its minimum is put on the loss curve, so that shapes can be compared.
    const double lambdaAtPeak = width * (double(peak - counts.begin()) + 0.5);
    const double offset = landscape.lossAboveZero(lambdaAtPeak, snapshot.parameters.beta);
    QVector<QCPGraphData> points;
    for (std::size_t bin = 0; bin < energies.size(); ++bin)
        points.append({width * (double(bin) + 0.5), offset + energies[bin]});
    m_freeEnergy->data()->set(points, true);
}

void LandscapePlot::placeLabels(const Snapshot& snapshot, const ModeLevels& mode)
{
    const double beta = snapshot.parameters.beta;
    FreeSpace space(frame());
    space.addCurve(pixelsOf(*m_section), kStrong);
    const auto pixel = [this](double x, double y) { return pixelOf(*plot(), x, y); };
    const QPointF ball = pixel(m_ball->at().x(), m_ball->at().y());
    space.addObstacle(QRectF(ball - QPointF(9, 9), QSizeF(18, 18)), kStrong);
    QVector<LabelRequest> requests;
    const QColor modeColour = colours().mode(modeInQuestion(snapshot));
    if (const auto barrier = mode.landscape.escapeBarrier(beta)) {
        const double temperature = usesTemperature(snapshot.parameters.noise) ? snapshot.parameters.temperature : 0.0;
        const auto inWords = [temperature](const QString& name, double height) {
            const QString energy = QStringLiteral("%1 = %2").arg(name, readableNumber(height));
            return temperature > 0.0 ? energy + QStringLiteral(" = %1 T").arg(readableNumber(height / temperature))
                                     : energy;
        };
        const QString text = inWords(QStringLiteral("ΔE"), *barrier);
        if (m_back->visible()) {
            const QPointF crest = pixel(*mode.minimum, *barrier);
            requests.append({QStringLiteral("back"), inWords(tr("back"), *mode.landscape.returnBarrier(beta)),
                             colours().muted, fontFor(TextRole::Tick),
                             [crest](QSizeF size) {
                                 QVector<QRectF> places = placesAroundPoint(crest, size, 6.0);
                                 std::swap(places[0], places[2]); // above, by preference
                                 return places;
                             },
                             true});
        }
        const QPointF top = pixel(*mode.saddle, *barrier);
        const QPointF middle = pixel(*mode.saddle, 0.5 * *barrier);
        space.addObstacle(QRectF(middle.x() - 1, top.y(), 2, 2 * (middle.y() - top.y())), kStrong);
        const QPointF bottom = pixel(*mode.saddle, 0.0);
        requests.append({QStringLiteral("barrier"), text, colours().text, fontFor(TextRole::LabelStrong),
                         [middle, bottom, top](QSizeF size) {
                             // Beside the line at any height, and under its foot.
                             QVector<QRectF> places;
                             for (const double share : {0.5, 0.7, 0.3, 0.9, 0.15, 1.15, 1.3}) {
                                 const double y = top.y() + share * (bottom.y() - top.y()) - size.height() / 2;
                                 places.append(QRectF(QPointF(middle.x() + 9, y), size));
                             }
                             return places + placesAroundPoint(bottom, size, 9.0);
                         },
                         false});
        requests.append({QStringLiteral("saddle"), tr("saddle"), modeColour, fontFor(TextRole::Tick),
                         [top](QSizeF size) {
                             QVector<QRectF> places = placesAroundPoint(top, size, 8.0);
                             std::swap(places[0], places[2]); // above, by preference
                             return places;
                         },
                         true});
    } else {
        const QRectF inside = frame();
        const QString text = mode.landscape.isFirstOrder() ? tr("no barrier at this β")
                                                           : tr("no barrier at depth 2: a continuous transition");
        requests.append({QStringLiteral("barrier"), text, colours().text, fontFor(TextRole::LabelStrong),
                         [inside](QSizeF size) {
                             return placesAlongLevel(inside, inside.top() + inside.height() * 0.2, size, 0.35);
                         },
                         false});
    }
    for (int i = 0; i < 2; ++i) {
        if (!m_neighbours[i]->visible())
            continue;
        const QPolygonF line = pixelsOf(*m_neighbours[i]);
        space.addCurve(line, kFaintLine);
        requests.append({QStringLiteral("neighbour %1").arg(i),
                         QStringLiteral("β = %1").arg(plainNumber(m_neighbourBetas[i], 3)), colours().muted,
                         fontFor(TextRole::Tick), [line](QSizeF size) { return placesAlongCurve(line, size, 0.8); },
                         true});
    }
    if (m_showFreeEnergy && m_freeEnergy->visible()) {
        const QPolygonF line = pixelsOf(*m_freeEnergy);
        space.addCurve(line);
        requests.append({QStringLiteral("free energy"), tr("−T ln p(σ)"), colours().accent,
                         fontFor(TextRole::LabelStrong),
                         [line](QSizeF size) { return placesAlongCurve(line, size, 0.5); }, true});
    }
    if (m_anyVisits) {
        const QRectF inside = frame();
        requests.append({QStringLiteral("visits"), tr("visited so far"), colours().muted, fontFor(TextRole::Tick),
                         [inside](QSizeF size) {
                             return placesAlongLevel(inside, inside.bottom() - 0.06 * inside.height(), size, 1.0);
                         },
                         true});
    }
    m_labels.place(requests, space);
}

QVector<PlotView::ReadoutRow> LandscapePlot::readoutAt(QPointF pixel) const
{
    if (!snapshot() || snapshot()->eta.empty())
        return {};
    const double lambda = plot()->xAxis->pixelToCoord(pixel.x());
    if (lambda < 0.0)
        return {};
    const double beta = snapshot()->parameters.beta;
    const ModeLevels mode = modeLevels(*snapshot())[modeInQuestion(*snapshot())];
    const double loss = mode.landscape.lossAboveZero(lambda, beta);
    return {{QStringLiteral("u(λ) − u(0) = %1").arg(readableNumber(loss, 4)),
             colours().mode(modeInQuestion(*snapshot())), 0.0},
            {QStringLiteral("λ = %1").arg(readableNumber(lambda, 4)), colours().muted, 1.0}};
}

void LandscapePlot::restyle(const Palette& palette)
{
    m_zero->setLine(palette.grid, 1.0);
    m_barrier->setLine(palette.text, 1.5);
    m_back->setLine(palette.muted, 1.0, Qt::DashLine);
    m_ball->setLook(palette.accent, palette.surface, 7.0, 2.0);
}

} // namespace hysteron::ui
