#include "ui/plots/plot_style.h"

#include "ui/widgets/number_text.h"

#include <cmath>

namespace hysteron::ui {

namespace {

/// 250, 1k, 2.5k, 10k, 1M: whole epochs, short.
QString shortEpoch(double epoch)
{
    const QLocale c = QLocale::c();
    if (std::abs(epoch) >= 1e6)
        return c.toString(epoch / 1e6, 'g', 4) + QStringLiteral("M");
    if (std::abs(epoch) >= 1e3)
        return c.toString(epoch / 1e3, 'g', 4) + QStringLiteral("k");
    return c.toString(epoch, 'g', 4);
}

class EpochTicker : public QCPAxisTicker
{
protected:
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return shortEpoch(tick); }
};

class EpochLogTicker : public QCPAxisTickerLog
{
protected:
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return shortEpoch(tick); }
};

/// 0.01, 0.5, 2: short decimals where they are short, powers of ten elsewhere.
class PlainLogTicker : public QCPAxisTickerLog
{
protected:
    QString getTickLabel(double tick, const QLocale&, QChar, int) override
    {
        constexpr double kShortest = 0.01;
        constexpr double kLongest = 1000.0;
        if (tick >= 0.999 * kShortest && tick <= 1.001 * kLongest)
            return QString::number(tick, 'g', 2);
        const double exponent = std::log10(tick);
        if (std::abs(exponent - std::round(exponent)) < 1e-9)
            return powerOfTen(static_cast<int>(std::lround(exponent)));
        return readableNumber(tick, 1);
    }
};

bool countsEpochs(const QCPAxis* axis)
{
    return axis->property("epochs").toBool();
}

} // namespace

void styleAxes(QCustomPlot& plot, const Palette& palette)
{
    plot.setBackground(palette.surface);
    plot.setLocale(QLocale::c());
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setTickLabelFont(fontFor(TextRole::Tick));
        axis->setTickLabelColor(palette.muted);
        axis->setLabelFont(fontFor(TextRole::Tick));
        axis->setLabelColor(palette.muted);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLength(0);
        axis->setSubTickLength(0);
        axis->setTickLabelPadding(6);
        axis->setLabelPadding(2);
        axis->setUpperEnding(QCPLineEnding::esNone);
        axis->grid()->setSubGridVisible(false);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    plot.xAxis->setBasePen(QPen(palette.train, 1.0));
    plot.xAxis->grid()->setPen(Qt::NoPen);
    plot.yAxis->setBasePen(Qt::NoPen);
    plot.yAxis->grid()->setPen(QPen(palette.grid, 1.0));
}

void setEpochTicks(QCPAxis* axis)
{
    axis->setProperty("epochs", true);
    setLogScale(axis, axis->scaleType() == QCPAxis::stLogarithmic);
}

void setLogScale(QCPAxis* axis, bool logarithmic)
{
    axis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    if (logarithmic) {
        if (countsEpochs(axis))
            axis->setTicker(QSharedPointer<EpochLogTicker>::create());
        else
            axis->setTicker(QSharedPointer<PlainLogTicker>::create());
        return;
    }
    constexpr int kTicks = 5;
    auto ticker = countsEpochs(axis) ? QSharedPointer<QCPAxisTicker>(new EpochTicker)
                                     : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker);
    ticker->setTickCount(kTicks);
    axis->setTicker(ticker);
    axis->setNumberFormat(QStringLiteral("g"));
    axis->setNumberPrecision(4);
}

} // namespace hysteron::ui
