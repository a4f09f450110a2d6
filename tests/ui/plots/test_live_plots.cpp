#include "core/experiment/presets.h"
#include "core/experiment/simulation.h"
#include "core/theory/mode_landscape.h"
#include "tests/support/test.h"
#include "ui/pages/live_plots.h"
#include "ui/plots/bifurcation_plot.h"
#include "ui/plots/error_plot.h"
#include "ui/plots/landscape_plot.h"
#include "ui/plots/plot_items.h"
#include "ui/plots/singular_values_plot.h"
#include "ui/plots/wide_line_graph.h"
#include "ui/theme/theme.h"

using namespace hysteron;
using namespace hysteron::ui;

namespace {

std::shared_ptr<const Snapshot> runOf(const char* preset, std::int64_t epochs)
{
    const auto simulation = Simulation::create(findPreset(preset)->specification);
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
            plot->showSnapshot(m_escaped);
        }
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
            for (PlotView* plot : m_plots.all()) {
                plot->showSnapshot(snapshot);
                QVERIFY2(!plot->description().isEmpty(), preset.name.c_str());
                plot->plot()->replot(QCustomPlot::rpImmediateRefresh);
            }
            checkLabelsApart(*m_plots.bifurcation);
            checkLabelsApart(*m_plots.landscape);
        }
        for (PlotView* plot : m_plots.all())
            plot->showSnapshot(m_escaped);
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
