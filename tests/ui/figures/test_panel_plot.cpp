// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure_file.h"
#include "core/paper/evidence.h"
#include "tests/support/test.h"
#include "ui/figures/label_shapes.h"
#include "ui/figures/panel_plot.h"
#include "ui/paper/figure_files.h"
#include "ui/theme/theme.h"
#include "ui/words/words.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>

#include <cmath>

using namespace hysteron;
using namespace hysteron::ui;

namespace {

figure::Series lineOf(const char* label, double slope, double offset)
{
    figure::Series series{.label = label};
    for (int i = 0; i <= 50; ++i) {
        series.x.push_back(i);
        series.y.push_back(offset + slope * i);
    }
    return series;
}

/// Draws the panel as in a column of a journal.
QImage draw(PanelPlot& plot, QSize size = {321, 219})
{
    plot.plot()->setViewport(QRect(QPoint(0, 0), size)); // what it goes back to when it is drawn: labels() is as drawn
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::white);
    QCPPainter painter(&image);
    plot.drawInto(painter, size);
    return image;
}

/// Some pixel has nearly this colour.
bool drawnIn(const QImage& image, const QColor& colour)
{
    constexpr int kNearly = 24;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (std::abs(pixel.red() - colour.red()) < kNearly && std::abs(pixel.green() - colour.green()) < kNearly &&
                std::abs(pixel.blue() - colour.blue()) < kNearly)
                return true;
        }
    return false;
}

bool apart(const PlotLabels& labels)
{
    const auto& placed = labels.placed();
    for (qsizetype i = 0; i < placed.size(); ++i)
        for (qsizetype k = 0; k < i; ++k)
            if (placed[i].rect.intersects(placed[k].rect))
                return false;
    return true;
}

} // namespace

class TestPanelPlot : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { Theme::instance().install(); }

    void aLabelStandsBesideItsOwnCurve()
    {
        const QRectF frame(0, 0, 300, 200);
        const QPolygonF upper{{0, 40}, {300, 40}}, lower{{0, 160}, {300, 160}};
        const QVector<LabelShape> shapes{lineShape(upper, frame, 1.0), lineShape(lower, frame, 1.0)};
        const QSizeF size(60, 12);
        const QVector<QRectF> above = placesOfOwner(placesBesideLine(shapes[0], size), {{0}, {1}}, frame, shapes);
        const QVector<QRectF> below = placesOfOwner(placesBesideLine(shapes[1], size), {{1}, {0}}, frame, shapes);
        QVERIFY(!above.isEmpty() && !below.isEmpty());
        for (const QRectF& rect : above + below)
            QVERIFY(frame.contains(rect));
        for (const QRectF& rect : above) {
            QVERIFY(std::abs(rect.center().y() - 40) < 25);
            QVERIFY(!rect.contains(QPointF(rect.center().x(), 40))); // and not on it
        }
        for (const QRectF& rect : below)
            QVERIFY(std::abs(rect.center().y() - 160) < 25);
    }

    void whatFitsNowhereHasNoPlace()
    {
        const QRectF frame(0, 0, 40, 30);
        const LabelShape shape = lineShape(QPolygonF{{0, 15}, {40, 15}}, frame, 1.0);
        QVERIFY(placesOfOwner(placesBesideLine(shape, QSizeF(80, 12)), {{0}, {}}, frame, {shape}).isEmpty());
        QVERIFY(!placesOfOwner(placesBesideLine(shape, QSizeF(20, 8)), {{0}, {}}, frame, {shape}).isEmpty());
    }

    void everyNameIsSeenBesideTheCurveOrUnderThePanel()
    {
        figure::Panel panel{.xLabel = "x", .yLabel = "y"};
        for (int k = 0; k < 9; ++k) // so close together that not all names find room
            panel.series.push_back(lineOf("a rather long name of a curve", 1.0, 0.7 * k));
        PanelPlot plot(panel, QStringLiteral("test"));
        draw(plot);
        QCOMPARE(plot.labels().placed().size() + plot.legend().entries().size(), 9);
        QVERIFY(!plot.legend().entries().isEmpty());
        QVERIFY(apart(plot.labels()));
    }

    void figuresOfClosedFormsAreReadableInOneColumn_data()
    {
        QTest::addColumn<QString>("id");
        for (const char* id : {"fig2a", "fig4", "appf"})
            QTest::addRow("%s", id) << QString(id);
    }
    void figuresOfClosedFormsAreReadableInOneColumn()
    {
        QFETCH(QString, id);
        for (const auto& plot : makePanels(paper::findFigure(id.toStdString())->make({}))) {
            const QImage image = draw(*plot);
            QVERIFY(apart(plot->labels()));
            const QRectF page(QPointF(0, 0), QSizeF(321, 219));
            QStringList written, named;
            for (const PlotLabels::Placed& label : plot->labels().placed()) {
                QVERIFY2(page.contains(label.rect), qPrintable(label.markup));
                written += label.markup;
            }
            for (const LegendEntry& entry : plot->legend().entries())
                written += entry.text;
            for (const figure::Series& series : plot->panel().series) {
                if (!series.label.empty())
                    named += words(series.label);
                if (series.mark == figure::Mark::Line || series.mark == figure::Mark::Thick)
                    QVERIFY2(drawnIn(image, colourOf(series.role, paletteFor(Scheme::Light))),
                             qPrintable(words(series.label)));
            }
            for (const figure::Level& level : plot->panel().levels)
                if (!level.label.empty())
                    named += words(level.label);
            written.sort();
            named.sort();
            QCOMPARE(written, named); // each once, beside its curve or in the legend
        }
    }

    void longNumbersHaveRoom()
    {
        PanelPlot narrow({.series = {lineOf("", 1.0, 0.0)}}, QStringLiteral("narrow"));
        PanelPlot wide({.yLabel = "y", .series = {lineOf("", 1e5, 0.0)}}, QStringLiteral("wide"));
        QVERIFY(wide.leftMargin() > narrow.leftMargin());
    }

    void filesOfAFigure()
    {
        const QTemporaryDir directory;
        const QString stem = directory.filePath("fig2a");
        QVERIFY(writeFigureFiles(paper::findFigure("fig2a")->make({}), stem).empty());
        for (const char* suffix : {".svg", ".pdf", ".png"})
            QVERIFY2(QFile(stem + suffix).size() > 1000, suffix);
        const QImage png(stem + ".png");
        QVERIFY(std::abs(png.width() - 85.0 / 25.4 * 300) <= 2.0); // one column of a journal at 300 dpi
    }

    void aFileThatIsNoFigureDoesNotStopTheOthers()
    {
        const QTemporaryDir directory;
        QVERIFY(QDir(directory.path()).mkdir("figures"));
        const auto write = [&](const char* name, const std::string& text) {
            QFile file(directory.filePath(QStringLiteral("figures/") + name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text.c_str());
        };
        write("broken.json", "{}");
        write("fig2a.json", figure::figureToJson(paper::findFigure("fig2a")->make({})));
        const Errors errors = drawFigures(directory.path());
        QCOMPARE(errors.size(), std::size_t(1));
        QVERIFY(errors.front().message().find("broken.json") != std::string::npos);
        QVERIFY(QFile::exists(directory.filePath("figures/fig2a.svg")));
        QVERIFY(!drawFigures(directory.filePath("nowhere")).empty());
    }
};

HYSTERON_TEST(TestPanelPlot)
#include "test_panel_plot.moc"
