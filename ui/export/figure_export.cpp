// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/figure_export.h"

#include "ui/export/svg_fonts.h"
#include "ui/plots/plot_view.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {

constexpr double kMmPerInch = 25.4;
constexpr double kDpi = 96.0;                                                     // of the pixels plots are laid out in
constexpr int kHeader = 24;                                                       // pixels above a plot for its title
const int kGap = static_cast<int>(std::lround(kFigureGapMm / kMmPerInch * kDpi)); // pixels

QSize panelPixels(const FigureOptions& options)
{
    const QSizeF inches = options.panelMm / kMmPerInch;
    return {static_cast<int>(std::lround(inches.width() * kDpi)),
            static_cast<int>(std::lround(inches.height() * kDpi))};
}

/// Size of the whole figure in layout pixels.
QSize figurePixels(qsizetype plots, const FigureOptions& options)
{
    const QSize panel = panelPixels(options);
    const int columns = static_cast<int>(std::min<qsizetype>(plots, options.columns));
    const int rows = static_cast<int>((plots + columns - 1) / columns);
    return {columns * panel.width() + (columns - 1) * kGap, rows * panel.height() + (rows - 1) * kGap};
}

void drawTitle(QCPPainter& painter, const PlotView& plot)
{
    const Palette& palette = paletteFor(Scheme::Light);
    const QFont strong = fontFor(TextRole::LabelStrong);
    painter.setFont(strong);
    painter.setPen(palette.text);
    constexpr QPointF kBaseline(8.0, 16.0);
    painter.drawText(kBaseline, plot.title());
    painter.setFont(fontFor(TextRole::Tick));
    painter.setPen(palette.muted);
    painter.drawText(kBaseline + QPointF(QFontMetricsF(strong).horizontalAdvance(plot.title()) + 8.0, 0.0),
                     plot.phrase());
}

void drawPlots(QPaintDevice& device, const QList<PlotView*>& plots, const FigureOptions& options, double scale)
{
    QCPPainter painter(&device);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    painter.fillRect(QRect(QPoint(0, 0), figurePixels(plots.size(), options)), paletteFor(Scheme::Light).surface);
    const QSize panel = panelPixels(options);
    const int header = options.titles ? kHeader : 0;
    for (qsizetype i = 0; i < plots.size(); ++i) {
        painter.save();
        painter.translate(static_cast<double>(i % options.columns * (panel.width() + kGap)),
                          static_cast<double>(i / options.columns * (panel.height() + kGap)));
        if (options.titles)
            drawTitle(painter, *plots[i]);
        painter.translate(0.0, header);
        plots[i]->drawInto(painter, panel - QSize(0, header));
        painter.restore();
    }
}

void writePng(QIODevice& file, const QList<PlotView*>& plots, const FigureOptions& options)
{
    const double scale = options.dpi / kDpi;
    const QSize size = figurePixels(plots.size(), options);
    QImage image(static_cast<int>(std::lround(size.width() * scale)),
                 static_cast<int>(std::lround(size.height() * scale)), QImage::Format_RGB32);
    image.fill(paletteFor(Scheme::Light).surface); // its last column may lie half outside the figure
    const int dotsPerMeter = static_cast<int>(std::lround(options.dpi / kMmPerInch * 1000.0));
    drawPlots(image, plots, options, scale);
    // Only now: text would be laid out by the resolution of the image.
    image.setDotsPerMeterX(dotsPerMeter);
    image.setDotsPerMeterY(dotsPerMeter);
    image.setText(QStringLiteral("Recipe"), options.recipe);
    image.save(&file, "PNG");
}

void writeSvg(QIODevice& file, const QList<PlotView*>& plots, const FigureOptions& options)
{
    QBuffer drawn;
    QSvgGenerator generator;
    generator.setOutputDevice(&drawn);
    generator.setResolution(static_cast<int>(kDpi)); // otherwise fonts come out a quarter too small
    generator.setSize(figurePixels(plots.size(), options));
    generator.setViewBox(QRect(QPoint(0, 0), figurePixels(plots.size(), options)));
    generator.setTitle(QStringLiteral("Hysteron"));
    generator.setDescription(options.recipe.toHtmlEscaped());
    drawPlots(generator, plots, options, 1.0);
    file.write(withFonts(drawn.data()));
}

void writePdf(QIODevice& file, const QList<PlotView*>& plots, const FigureOptions& options)
{
    QPdfWriter writer(&file);
    const QSizeF mm = QSizeF(figurePixels(plots.size(), options)) / kDpi * kMmPerInch;
    writer.setPageSize(QPageSize(mm, QPageSize::Millimeter, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setResolution(static_cast<int>(kDpi));
    writer.setTitle(QStringLiteral("Hysteron"));
    writer.setCreator(QStringLiteral("Hysteron"));
    if (!options.recipe.isEmpty())
        writer.addFileAttachment(QStringLiteral("recipe.json"), options.recipe.toUtf8(),
                                 QStringLiteral("application/json"));
    drawPlots(writer, plots, options, 1.0);
}

Errors check(const QList<PlotView*>& plots, const QString& path, const FigureOptions& options)
{
    Errors errors;
    if (plots.isEmpty())
        errors.push_back({"plots", "0", "must be one or more: there is nothing to draw yet"});
    const auto number = [](double value) { return QString::number(value).toStdString(); };
    for (const double side : {options.panelMm.width(), options.panelMm.height()})
        if (!(side >= 20.0 && side <= 1000.0))
            errors.push_back({"size", number(side), "must be from 20 to 1000 mm"});
    if (options.dpi < 36 || options.dpi > 1200)
        errors.push_back({"dpi", number(options.dpi), "must be from 36 to 1200"});
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix != QLatin1String("png") && suffix != QLatin1String("svg") && suffix != QLatin1String("pdf"))
        errors.push_back({"file", path.toStdString(), "must end in .png, .svg or .pdf"});
    return errors;
}

/// Export happens in the light scheme, whatever the screen shows.
class LightScheme
{
public:
    explicit LightScheme(const QList<PlotView*>& plots) : m_plots(plots)
    {
        for (PlotView* plot : m_plots)
            plot->applyScheme(Scheme::Light);
    }
    ~LightScheme()
    {
        for (PlotView* plot : m_plots)
            plot->applyScheme(Theme::instance().scheme());
    }
    LightScheme(const LightScheme&) = delete;
    LightScheme& operator=(const LightScheme&) = delete;

private:
    const QList<PlotView*>& m_plots;
};

} // namespace

Errors exportFigure(const QList<PlotView*>& plots, const QString& path, const FigureOptions& options)
{
    if (const Errors errors = check(plots, path, options); !errors.empty())
        return errors;
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        const LightScheme light(plots);
        const QString suffix = QFileInfo(path).suffix().toLower();
        if (suffix == QLatin1String("png"))
            writePng(file, plots, options);
        else if (suffix == QLatin1String("svg"))
            writeSvg(file, plots, options);
        else
            writePdf(file, plots, options);
        if (file.commit())
            return {};
    }
    return {{"file", path.toStdString(), Text("cannot be written: %1", file.errorString().toStdString())}};
}

} // namespace hysteron::ui
