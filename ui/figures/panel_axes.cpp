#include "ui/figures/panel_axes.h"

#include "ui/widgets/number_text.h"

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {

constexpr double kMinus = 0.001, kPlus = 1000.0; // powers of ten outside
constexpr double kTolerance = 1e-9;
constexpr int kGapX = 12, kGapY = 14; // between tick labels
constexpr int kMostTicks = 7;
constexpr int kTop = 8, kRight = 14;

/// Steps of 1, 2 or 5.
class LinearTicker : public QCPAxisTicker
{
protected:
    double getTickStep(const QCPRange& range) override
    {
        const double exact = range.size() / tickCount();
        const double power = std::pow(10.0, std::floor(std::log10(exact)));
        for (const double digit : {1.0, 2.0, 5.0})
            if (digit * power >= exact * (1.0 - kTolerance))
                return m_step = digit * power;
        return m_step = 10.0 * power;
    }
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override
    {
        return plainNumber(std::abs(tick) < 1e-6 * m_step ? 0.0 : tick);
    }

private:
    double m_step = 1.0;
};

/// Whole decades, or 1, 2 and 5 of each where there is less than about one.
class LogTicker : public QCPAxisTicker
{
protected:
    double getTickStep(const QCPRange&) override { return 1.0; }
    int getSubTickCount(double) override { return 0; }
    QVector<double> createTickVector(double, const QCPRange& range) override
    {
        m_plain = range.lower >= kMinus * (1.0 - kTolerance) && range.upper < 10.0 * kPlus;
        const int first = static_cast<int>(std::floor(std::log10(range.lower)));
        const int last = static_cast<int>(std::ceil(std::log10(range.upper)));
        QVector<double> decades, digits;
        const int step = std::max(1, (last - first + tickCount() - 1) / std::max(1, tickCount()));
        for (int exponent = first; exponent <= last; ++exponent) {
            for (const double digit : {1.0, 2.0, 5.0}) {
                const double tick = digit * std::pow(10.0, exponent);
                if (tick < range.lower * (1.0 - kTolerance) || tick > range.upper * (1.0 + kTolerance))
                    continue;
                digits.append(tick);
                if (digit == 1.0 && exponent % step == 0)
                    decades.append(tick);
            }
        }
        return decades.size() >= 2 || digits.isEmpty() ? decades : digits;
    }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override
    {
        if (m_plain)
            return QString::number(tick, 'g', 4);
        const double exponent = std::log10(tick);
        const int whole = static_cast<int>(std::lround(exponent));
        if (std::abs(exponent - whole) > kTolerance)
            return readableNumber(tick, 1);
        return whole == 0 || whole == 1 ? QString::number(tick, 'g', 2) : powerOfTen(whole);
    }

private:
    bool m_plain = true;
};

struct Ticks {
    QVector<double> at;
    QVector<QString> labels;
};

QSharedPointer<QCPAxisTicker> tickerFor(const QCPAxis& axis, int count)
{
    QSharedPointer<QCPAxisTicker> ticker;
    if (axis.scaleType() == QCPAxis::stLogarithmic)
        ticker = QSharedPointer<LogTicker>::create();
    else
        ticker = QSharedPointer<LinearTicker>::create();
    ticker->setTickCount(count);
    return ticker;
}

/// Lets the axis have as many ticks as fit into `length` pixels; how wide the widest label is.
double fitTicks(QCPAxis& axis, double length)
{
    const bool horizontal = axis.orientation() == Qt::Horizontal;
    const bool logarithmic = axis.scaleType() == QCPAxis::stLogarithmic;
    const QFontMetricsF metrics(axis.tickLabelFont());
    const auto share = [&](double value) {
        const QCPRange range = axis.range();
        return logarithmic ? std::log(value / range.lower) / std::log(range.upper / range.lower)
                           : (value - range.lower) / range.size();
    };
    double widest = 0.0;
    for (int count = kMostTicks; count >= 1; --count) {
        const auto ticker = tickerFor(axis, count);
        Ticks ticks;
        ticker->generate(axis.range(), QLocale::c(), QLatin1Char('g'), 6, ticks.at, nullptr, &ticks.labels);
        widest = 0.0;
        bool fits = true;
        double end = -1e9; // of the label before
        for (qsizetype i = 0; i < ticks.at.size(); ++i) {
            const double middle = share(ticks.at[i]);
            if (middle < -kTolerance || middle > 1.0 + kTolerance)
                continue; // beyond the frame, for the lines between
            const double width = metrics.horizontalAdvance(ticks.labels[i]);
            widest = std::max(widest, width);
            const double extent = horizontal ? width : metrics.height();
            fits = fits && middle * length - extent / 2 >= end;
            end = middle * length + extent / 2 + (horizontal ? kGapX : kGapY);
        }
        axis.setTicker(ticker);
        if (fits)
            break;
    }
    return widest;
}

} // namespace

void Extent::include(const std::vector<double>& values)
{
    for (const double value : values) {
        if (!std::isfinite(value) || (m_logarithmic && value <= 0.0))
            continue;
        m_low = m_any ? std::min(m_low, value) : value;
        m_high = m_any ? std::max(m_high, value) : value;
        m_any = true;
    }
}

QCPRange Extent::range() const
{
    constexpr double kPadding = 0.05;
    if (!m_any)
        return {m_logarithmic ? 0.1 : 0.0, 1.0};
    if (m_logarithmic) { // room in decades
        const double factor = std::pow(std::max(m_high / m_low, 1.5), kPadding);
        return {m_low / factor, m_high * factor};
    }
    const double margin = kPadding * (m_high > m_low ? m_high - m_low : std::max(1e-9, std::abs(m_high)));
    return {m_low - margin, m_high + margin};
}

int leftMargin(QCustomPlot& plot, double height)
{
    QCPAxis& y = *plot.yAxis;
    double left = y.tickLabelPadding() + fitTicks(y, height) + 4.0;
    if (!y.label().isEmpty())
        left += y.labelPadding() + QFontMetricsF(y.labelFont()).height();
    return static_cast<int>(std::ceil(left));
}

void fitAxes(QCustomPlot& plot, int below, int leastLeft)
{
    QCPAxis& x = *plot.xAxis;
    double bottom = x.tickLabelPadding() + QFontMetricsF(x.tickLabelFont()).height() + 3.0 + below;
    if (!x.label().isEmpty())
        bottom += x.labelPadding() + QFontMetricsF(x.labelFont()).height();
    plot.plotLayout()->update(QCPLayoutElement::upLayout);
    const QRect outer = plot.axisRect()->outerRect();
    const int left = std::max(leastLeft, leftMargin(plot, outer.height() - kTop - bottom));
    fitTicks(x, outer.width() - left - kRight);
    plot.axisRect()->setMargins(QMargins(left, kTop, kRight, static_cast<int>(std::ceil(bottom))));
}

} // namespace hysteron::ui
