// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/experiment/simulation.h"
#include "core/io/specification_json.h"
#include "core/study/again.h"
#include "tests/support/simulate.h"
#include "tests/support/test.h"
#include "ui/export/export_dialog.h"
#include "ui/export/figure_export.h"
#include "ui/pages/live_plots.h"
#include "ui/plots/bifurcation_plot.h"
#include "ui/theme/theme.h"
#include "ui/widgets/combo_box.h"

#include <qcustomplot.h>

#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <cmath>

using namespace hysteron;
using namespace hysteron::ui;

class TestFigureExport : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    LivePlots m_plots;
    std::shared_ptr<const Snapshot> m_snapshot;
    Specification m_started = defaultPreset().specification;

    QByteArray read(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void initTestCase()
    {
        Theme::instance().install();
        const auto simulation = simulate(m_started);
        (*simulation)->advance(4200);
        m_snapshot = (*simulation)->snapshot();
        m_plots = makeLivePlots(nullptr);
        m_plots.showSnapshot(m_snapshot); // the plots are never shown: a headless run has no window
    }
    void cleanupTestCase() { qDeleteAll(m_plots.all()); }

    void pngHasTheAskedSizeAndCarriesItsRecipe()
    {
        FigureOptions options;
        options.panelMm = QSizeF(80, 60);
        options.dpi = 254; // 10 dots per mm
        options.columns = 1;
        options.recipe = QString::fromStdString(
            toText(study::provenanceHere({sourceOf(study::Experiment{.specification = m_started}, *m_snapshot)})));
        const QString path = m_directory.filePath("one.png");
        QVERIFY(exportFigure({m_plots.all().front()}, path, options).empty());
        const QImage image(path);
        QVERIFY(std::abs(image.width() - 800) <= 3);
        QVERIFY(std::abs(image.height() - 600) <= 3);
        const auto carried = study::provenanceFromText(image.text("Recipe").toStdString());
        QVERIFY(carried.ok());
        QVERIFY(study::experimentOf(carried->sources.front().request)->specification == m_started);
        QCOMPARE(carried->sources.front().position, std::int64_t{4200});
    }

    void svgHasRealTextAndStaysInItsAxes()
    {
        PlotView* plot = m_plots.all().front();
        // Zoomed in, most of the curve lies outside: the writer does not clip, so we must.
        plot->show();
        const QPointF centre = plot->plot()->rect().center();
        QWheelEvent wheel(centre, plot->plot()->mapToGlobal(centre), {}, {0, 480}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(plot->plot(), &wheel);
        FigureOptions options;
        options.panelMm = QSizeF(100, 70);
        const QString path = m_directory.filePath("zoomed.svg");
        QVERIFY(exportFigure({plot}, path, options).empty());
        plot->resetZoom();
        plot->hide();

        const QString svg = QString::fromUtf8(read(path));
        QVERIFY(svg.contains(">epoch</text>"));
        QVERIFY(svg.contains("@font-face{font-family:\"Hysteron Sans\";font-weight:400;src:url(data:font/otf;base64,"));
        QVERIFY(svg.contains("Singular values"));
        const double width = 100 / 25.4 * 96;
        const double height = 70 / 25.4 * 96;
        static const QRegularExpression polyline("<polyline[^>]*points=\"([^\"]*)\"");
        int points = 0;
        for (auto match = polyline.globalMatch(svg); match.hasNext();)
            for (const QString& pair : match.next().captured(1).split(' ', Qt::SkipEmptyParts)) {
                const QStringList xy = pair.split(',');
                QVERIFY(xy[0].toDouble() >= -1 && xy[0].toDouble() <= width + 1);
                QVERIFY(xy[1].toDouble() >= -1 && xy[1].toDouble() <= height + 1);
                ++points;
            }
        QVERIFY(points > 50);
    }

    void pdfIsWritten()
    {
        const QString path = m_directory.filePath("all.pdf");
        QVERIFY(exportFigure(m_plots.all(), path, {}).empty());
        QVERIFY(read(path).startsWith("%PDF"));
        QVERIFY(read(path).contains("/FontFile"));
    }

    void darkWindowsStayDarkAndFiguresLight()
    {
        Theme::instance().setScheme(Scheme::Dark);
        const QString path = m_directory.filePath("dark.png");
        QVERIFY(exportFigure(m_plots.all(), path, {}).empty());
        QCOMPARE(QColor(QImage(path).pixel(2, 2)), QColor(Qt::white));
        QCOMPARE(m_plots.all().front()->plot()->xAxis->tickLabelColor(), paletteFor(Scheme::Dark).muted);
        Theme::instance().setScheme(Scheme::Light);
    }

    void problemsAreSentencesAndOldFilesStay()
    {
        FigureOptions options;
        QCOMPARE(exportFigure({}, m_directory.filePath("x.png"), options).front().field, "plots");
        QVERIFY(!exportFigure(m_plots.all(), m_directory.filePath("x.gif"), options).empty());
        QVERIFY(!exportFigure(m_plots.all(), m_directory.filePath("none/x.png"), options).empty());
        options.dpi = 0;
        const auto errors = exportFigure(m_plots.all(), m_directory.filePath("x.png"), options);
        QCOMPARE(errors.front().field, "dpi");
        QVERIFY(!QFile::exists(m_directory.filePath("x.png")));
        options = {};
        options.panelMm = QSizeF(1, std::nan(""));
        QCOMPARE(exportFigure(m_plots.all(), m_directory.filePath("x.png"), options).size(), 2u);
    }

    void dialogExportsEverything()
    {
        ExportDialog dialog({.stem = "all", .plots = m_plots.all(), .tables = {{"Data", "data", "a,b\n"}}}, -1);
        QVERIFY(dialog.exportTo(m_directory.filePath("dialog.svg")).empty());
        QVERIFY(read(m_directory.filePath("dialog.svg")).contains("Bifurcation"));
        dialog.what()->setCurrentIndex(dialog.what()->findText("Data"));
        QVERIFY(dialog.exportTo(m_directory.filePath("dialog.csv")).empty());
        QCOMPARE(read(m_directory.filePath("dialog.csv")), QByteArray("a,b\n"));
    }

    void theFigureIsOfTheMomentWhenExportWasAskedFor()
    {
        const auto later = [this] {
            Snapshot copy = *m_snapshot;
            copy.epoch += 1000;
            copy.parameters.beta = 0.123;
            return std::make_shared<const Snapshot>(copy);
        }();
        const auto contentOf = [this](const QString& path) {
            const QByteArray svg = read(path);
            return svg.mid(svg.indexOf("<defs>")); // behind the recipe
        };
        QVERIFY(exportFigure(m_plots.all(), m_directory.filePath("before.svg"), {}).empty());
        {
            ExportDialog dialog(m_plots.exportable({.specification = m_started}), -1);
            m_plots.showSnapshot(later); // the run goes on
            QVERIFY(m_plots.bifurcation->snapshot() == m_snapshot);
            QVERIFY(dialog.exportTo(m_directory.filePath("held.svg")).empty());
        }
        QVERIFY(m_plots.bifurcation->snapshot() == later); // nothing that came meanwhile is lost
        QVERIFY(exportFigure(m_plots.all(), m_directory.filePath("after.svg"), {}).empty());
        QCOMPARE(contentOf(m_directory.filePath("held.svg")), contentOf(m_directory.filePath("before.svg")));
        QVERIFY(contentOf(m_directory.filePath("after.svg")) != contentOf(m_directory.filePath("before.svg")));
        QVERIFY(read(m_directory.filePath("held.svg")).contains("4200")); // the epoch of the recipe
        m_plots.showSnapshot(m_snapshot);
    }
};

HYSTERON_TEST(TestFigureExport)
#include "test_figure_export.moc"
