// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/experiment/simulation.h"
#include "core/theory/mode_landscape.h"
#include "tests/support/simulate.h"
#include "tests/support/test.h"
#include "ui/pages/live_plots.h"
#include "ui/plots/bifurcation_plot.h"
#include "ui/plots/error_plot.h"
#include "ui/plots/landscape_plot.h"
#include "ui/plots/plot_items.h"
#include "ui/plots/singular_values_plot.h"
#include "ui/plots/tickers.h"
#include "ui/plots/wide_line_graph.h"
#include "ui/theme/theme.h"

using namespace hysteron;
using namespace hysteron::ui;

namespace {

std::shared_ptr<const Snapshot> runOf(const char* preset, std::int64_t epochs)
{
    const auto simulation = simulate(findPreset(preset)->specification);
    (*simulation)->advance(epochs);
    return (*simulation)->snapshot();
}

template<class Plot> QStringList texts(const Plot& plot)
{
    QStringList result;
    for (const PlotLabels::Placed& label : plot.labels().placed())
        result += label.markup;
    return result;
}

template<class Plot> void checkLabelsApart(const Plot& plot)
{
    const auto& placed = plot.labels().placed();
    for (qsizetype i = 0; i < placed.size(); ++i)
        for (qsizetype j = 0; j < i; ++j)
            QVERIFY2(!placed[i].rect.intersects(placed[j].rect),
                     qPrintable(placed[i].markup + " on " + placed[j].markup));
}

} // namespace

class TestLivePlots : public QObject
{
    Q_OBJECT

    LivePlots m_plots;
    std::shared_ptr<const Snapshot> m_escaped;

private slots:
    void initTestCase()
    {
        Theme::instance().install();
        m_escaped = runOf("first-light", 4200);
        m_plots = makeLivePlots(nullptr);
        for (PlotView* plot : m_plots.all()) {
            plot->resize(480, 270);
            plot->show();
        }
        m_plots.showSnapshot(m_escaped);
    }
    void cleanupTestCase() { qDeleteAll(m_plots.all()); }

    void labelsNameWhatIsThereAndStayApart()
    {
        QVERIFY(texts(*m_plots.singularValues).contains("λ_{∗∗} = 0.343"));
        QVERIFY(texts(*m_plots.singularValues).contains("σ₁"));
        QVERIFY(!texts(*m_plots.singularValues).filter("escape").isEmpty());
        QVERIFY(texts(*m_plots.error).contains("rank 1"));
        QVERIFY(!texts(*m_plots.landscape).filter("ΔE = 0.0285 = 26.8 T").isEmpty());
        QVERIFY(texts(*m_plots.bifurcation).contains("mode 2 (η = 0.8)"));
        checkLabelsApart(*m_plots.singularValues);
        checkLabelsApart(*m_plots.error);
        checkLabelsApart(*m_plots.landscape);
        checkLabelsApart(*m_plots.bifurcation);
    }

    void optionalLabelsNeverTouchAndAsManyAsPossibleStand()
    {
        QCustomPlot plot;
        plot.addLayer(QStringLiteral("labels"));
        PlotLabels labels(&plot);
        const auto at = [](std::initializer_list<QPointF> corners) {
            return [places = QVector<QPointF>(corners)](QSizeF size) {
                QVector<QRectF> rects;
                for (const QPointF& corner : places)
                    rects.append(QRectF(corner, size));
                return rects;
            };
        };
        const auto request = [&](const char* id, auto places) {
            return LabelRequest{QString(id), QStringLiteral("word"), Qt::black, fontFor(TextRole::Tick), places, true};
        };
        const FreeSpace space(QRectF(0, 0, 400, 200));
        // The first takes its better place, in the way of the second unless the second is asked before it.
        labels.place({request("either", at({{10, 10}, {200, 10}})), request("one", at({{10, 10}, {12, 12}})),
                      request("same", at({{12, 12}, {14, 14}}))},
                     space);
        QCOMPARE(labels.placed().size(), 2);
        for (qsizetype i = 0; i < labels.placed().size(); ++i)
            for (qsizetype k = 0; k < i; ++k)
                QVERIFY(!labels.placed()[i].rect.intersects(labels.placed()[k].rect));
        QCOMPARE(labels.placed().front().id, QString("either"));
        QCOMPARE(labels.placed().front().rect.topLeft(), QPointF(200, 10));

        FreeSpace covered(QRectF(0, 0, 400, 200));
        covered.addObstacle(QRectF(0, 0, 400, 200));
        labels.place({request("covered", at({{10, 10}}))}, covered);
        QVERIFY(labels.placed().isEmpty());
    }

    void curvesEndWhereTheRunStands()
    {
        const auto& curves = m_plots.singularValues->curves();
        for (std::size_t i = 0; i < 2; ++i)
            QCOMPARE((curves[i]->data()->constEnd() - 1)->value, m_escaped->singularValues[i]);
    }

    void theBallStandsOnTheLandscape()
    {
        const QPointF ball = m_plots.landscape->ball()->at();
        QCOMPARE(ball.x(), m_escaped->singularValues[1]);
        QCOMPARE(ball.y(), theory::ModeLandscape(0.8, 3).lossAboveZero(ball.x(), m_escaped->parameters.beta));
    }

    void whatRestsIsHollowInBothDiagrams()
    {
        for (const RunState state : {RunState::Running, RunState::Paused, RunState::Finished}) {
            Snapshot copy = *m_escaped;
            copy.state = state;
            m_plots.showSnapshot(std::make_shared<const Snapshot>(copy));
            const bool hollow = state != RunState::Running;
            const QColor surface = Theme::instance().palette().surface;
            QCOMPARE(m_plots.landscape->ball()->fill() == surface, hollow);
            for (std::size_t mode = 0; mode < 2; ++mode)
                QCOMPARE(m_plots.bifurcation->state(mode).fill() == surface, hollow);
        }
        m_plots.showSnapshot(m_escaped);
    }

    void aTypedBetaDrawsNoLineAndNoLoop()
    {
        const auto shownTrail = [this](const std::vector<double>& betas) {
            Snapshot copy = *m_escaped;
            auto trail = std::make_shared<std::vector<TrailPoint>>();
            for (const double beta : betas)
                trail->push_back({static_cast<std::int64_t>(trail->size()) + 1,
                                  beta,
                                  {0.5, trail->size() < betas.size() / 2 ? 0.4 : 0.01}});
            copy.trail = trail;
            copy.parameters.beta = betas.back();
            m_plots.showSnapshot(std::make_shared<const Snapshot>(copy));
        };
        shownTrail({0.32, 0.32, 0.5, 0.5, 0.32, 0.31});
        QCOMPARE(m_plots.bifurcation->sweep(1).size(), 3);
        QVERIFY2(!m_plots.bifurcation->phrase().contains("loop area"), qPrintable(m_plots.bifurcation->phrase()));
        shownTrail({0.32, 0.36, 0.40, 0.44, 0.40, 0.36, 0.33}); // dragged, if fast
        QCOMPARE(m_plots.bifurcation->sweep(1).size(), 1);
        QVERIFY2(m_plots.bifurcation->phrase().contains("loop area"), qPrintable(m_plots.bifurcation->phrase()));
        m_plots.showSnapshot(m_escaped);
    }

    void logAxesShowTheSameRun()
    {
        ErrorPlot& plot = *m_plots.error;
        plot.setLogX(true);
        plot.setLogY(true);
        QCOMPARE(plot.plot()->xAxis->scaleType(), QCPAxis::stLogarithmic);
        QVERIFY(plot.plot()->xAxis->range().lower > 0.0 && plot.plot()->yAxis->range().lower > 0.0);
        QCOMPARE((plot.curves()[1]->data()->constEnd() - 1)->value, m_escaped->testMse);
        plot.setLogX(false);
        plot.setLogY(false);
        QCOMPARE(plot.plot()->yAxis->scaleType(), QCPAxis::stLinear);
    }

    void everyKindOfRunCanBeShown()
    {
        for (const Preset& preset : presets()) {
            const auto snapshot = runOf(preset.name.c_str(), 60);
            m_plots.showSnapshot(snapshot);
            for (PlotView* plot : m_plots.all()) {
                QVERIFY2(!plot->description().isEmpty(), preset.name.c_str());
                plot->plot()->replot(QCustomPlot::rpImmediateRefresh);
            }
            checkLabelsApart(*m_plots.bifurcation);
            checkLabelsApart(*m_plots.landscape);
        }
        m_plots.showSnapshot(m_escaped);
    }

    void anotherRunHasAxesOfItsOwn()
    {
        // A long run, and after it a short one that moves.
        const auto state = [this](std::uint64_t run, std::int64_t epoch, RunState now) {
            Snapshot copy = *m_escaped;
            copy.run = run;
            copy.epoch = epoch;
            copy.state = now;
            return std::make_shared<const Snapshot>(copy);
        };
        for (TimePlot* plot : std::initializer_list<TimePlot*>{m_plots.singularValues, m_plots.error}) {
            const auto end = [plot] { return plot->plot()->xAxis->range().upper; };
            plot->showSnapshot(state(7, 1'600'000, RunState::Running));
            QVERIFY(end() >= 1'600'000.0);
            plot->showSnapshot(state(8, 9, RunState::Running));
            QVERIFY2(end() < 100.0, qPrintable(QString::number(end())));
            plot->showSnapshot(state(8, 4200, RunState::Running));
            QVERIFY(end() >= 4200.0 && end() < 6000.0);
            plot->showSnapshot(state(8, 20, RunState::Running)); // from an earlier epoch, as after a divergence
            QVERIFY2(end() < 100.0, qPrintable(QString::number(end())));
        }
        m_plots.showSnapshot(m_escaped);
    }

    void aRunThatDivergedLeavesNoRangeBehind()
    {
        const auto valuesUpTo = [this](double highest, std::uint64_t run) {
            Snapshot copy = *m_escaped;
            auto curves = std::make_shared<Snapshot::Curves>(*copy.curves);
            for (History* history : {&curves->trainMse, &curves->testMse})
                history->append(copy.epoch + 1, highest);
            copy.curves = curves;
            copy.run = run;
            copy.state = RunState::Running;
            return std::make_shared<const Snapshot>(copy);
        };
        m_plots.error->showSnapshot(valuesUpTo(1000.0, 20));
        QVERIFY(m_plots.error->plot()->yAxis->range().upper >= 1000.0);
        m_plots.error->showSnapshot(valuesUpTo(0.4, 21));
        QVERIFY(m_plots.error->plot()->yAxis->range().upper < 3.0);
        m_plots.showSnapshot(m_escaped);
    }

    void aRunThatEndsHasItsFinalRangeAtOnce()
    {
        ErrorPlot& plot = *m_plots.error;
        const auto end = [&plot] { return plot.plot()->xAxis->range().upper; };
        for (const RunState still : {RunState::Finished, RunState::Paused, RunState::Diverged, RunState::Stopped}) {
            Snapshot copy = *m_escaped;
            copy.run = 30;
            copy.state = RunState::Running;
            copy.epoch = 3000;
            plot.showSnapshot(std::make_shared<const Snapshot>(copy));
            copy.epoch = 3200;
            plot.showSnapshot(std::make_shared<const Snapshot>(copy));
            copy.state = still;
            plot.showSnapshot(std::make_shared<const Snapshot>(copy));
            QVERIFY2(std::abs(end() - 1.08 * 3200.0) < 1.0, qPrintable(QString::number(end())));
        }
        m_plots.showSnapshot(m_escaped);
    }

    void numbersOfTheAxesAreWhole()
    {
        const auto widthsFit = [](const PlotView& plot) {
            const QCPAxis& y = *plot.plot()->yAxis;
            const double room = plot.plot()->axisRect()->rect().left() - plot.plot()->viewport().left();
            return roomBesideAxis(y, widestLabel(y)) <= room;
        };
        for (const PlotView* plot : m_plots.all())
            QVERIFY2(widthsFit(*plot), qPrintable(plot->title()));
        for (const char* preset : {"four-features", "eight-features"}) { // a narrow landscape: -0.0125
            m_plots.showSnapshot(runOf(preset, 60));
            for (const PlotView* plot : m_plots.all()) {
                QVERIFY2(widthsFit(*plot), qPrintable(plot->title()));
                for (const QString& label :
                     ticksOf(*plot->plot()->yAxis->ticker(), plot->plot()->yAxis->range()).labels)
                    QVERIFY2(!label.contains('-'), qPrintable(label)); // a true minus
            }
        }
        m_plots.showSnapshot(m_escaped);
    }

    void everyAxisHasATitle()
    {
        for (const PlotView* plot : m_plots.all())
            for (const QCPAxis* axis : {plot->plot()->xAxis, plot->plot()->yAxis})
                QVERIFY2(!axis->label().isEmpty(), qPrintable(plot->title()));
    }

    void foldsAreNamedUnderTheAxisWhateverHappensAbove()
    {
        const BifurcationPlot& plot = *m_plots.bifurcation;
        const auto fold = [&](int mode) {
            for (const PlotLabels::Placed& label : plot.labels().placed())
                if (label.id == QStringLiteral("fold %1").arg(mode))
                    return std::optional(label);
            return std::optional<PlotLabels::Placed>();
        };
        for (const QSize size : {QSize(480, 270), QSize(300, 180)}) {
            m_plots.bifurcation->resize(size);
            m_plots.bifurcation->showSnapshot(runOf("hysteresis-loop", 3000));
            m_plots.bifurcation->resetZoom();
            for (int mode = 0; mode < 2; ++mode) {
                QVERIFY2(fold(mode), qPrintable(QString::number(mode)));
                QVERIFY(fold(mode)->rect.top() >= plot.plot()->axisRect()->rect().bottom());
                const double line = plot.plot()->xAxis->coordToPixel(plot.foldAt(mode).x());
                QVERIFY(fold(mode)->rect.left() - 40 < line && line < fold(mode)->rect.right() + 40);
            }
        }
        m_plots.bifurcation->resize(480, 270);
        m_plots.showSnapshot(m_escaped);
    }

    void aPlotThatIsHeldShowsWhatItIsGivenWhenItIsLetGo()
    {
        const auto later = runOf("first-light", 4300);
        for (PlotView* plot : m_plots.all())
            plot->setHeld(true);
        m_plots.showSnapshot(later);
        QVERIFY(m_plots.error->snapshot() == m_escaped);
        QCOMPARE((m_plots.error->curves()[1]->data()->constEnd() - 1)->value, m_escaped->testMse);
        for (PlotView* plot : m_plots.all())
            plot->setHeld(false);
        QVERIFY(m_plots.error->snapshot() == later);
        QCOMPARE((m_plots.error->curves()[1]->data()->constEnd() - 1)->value, later->testMse);
        m_plots.showSnapshot(m_escaped);
    }

    void userZoomIsKeptUntilReset()
    {
        ErrorPlot& plot = *m_plots.error;
        const QCPRange automatic = plot.plot()->xAxis->range();
        const QPointF centre = plot.plot()->rect().center();
        QWheelEvent wheel(centre, plot.plot()->mapToGlobal(centre), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(plot.plot(), &wheel);
        const QCPRange zoomed = plot.plot()->xAxis->range();
        QVERIFY(zoomed.size() < automatic.size());
        plot.showSnapshot(runOf("first-light", 4300));
        QCOMPARE(plot.plot()->xAxis->range().upper, zoomed.upper);
        plot.resetZoom();
        QVERIFY(plot.plot()->xAxis->range().size() > zoomed.size());
        plot.showSnapshot(m_escaped);
    }
};

HYSTERON_TEST(TestLivePlots)
#include "test_live_plots.moc"
