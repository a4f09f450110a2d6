// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/tickers.h"

#include "ui/widgets/number_text.h"

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {

constexpr double kMinus = 0.001, kPlus = 1000.0; // powers of ten outside
constexpr double kTolerance = 1e-9;

/// 250, 1k, 2.5k, 10k, 1M: whole epochs, short.
QString shortEpoch(double epoch)
{
    constexpr int kDigits = 4;
    if (std::abs(epoch) >= 1e6)
        return plainNumber(epoch / 1e6, kDigits) + QStringLiteral("M");
    if (std::abs(epoch) >= 1e3)
        return plainNumber(epoch / 1e3, kDigits) + QStringLiteral("k");
    return plainNumber(epoch, kDigits);
}

/// Steps of 1, 2 or 5.
class LinearTicker : public QCPAxisTicker
{
public:
    explicit LinearTicker(TickText text) : m_text(text) {}

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
        const double value = std::abs(tick) < 1e-6 * m_step ? 0.0 : tick;
        return m_text == TickText::Epoch ? shortEpoch(value) : plainNumber(value);
    }

private:
    TickText m_text;
    double m_step = 1.0;
};

/// Whole decades, or 1, 2 and 5 of each where there is less than about one.
class LogTicker : public QCPAxisTicker
{
public:
    explicit LogTicker(TickText text) : m_text(text) {}

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
        if (m_text == TickText::Epoch)
            return shortEpoch(tick);
        if (m_plain)
            return plainNumber(tick, 4);
        const double exponent = std::log10(tick);
        const int whole = static_cast<int>(std::lround(exponent));
        if (std::abs(exponent - whole) > kTolerance)
            return readableNumber(tick, 1);
        return whole == 0 || whole == 1 ? plainNumber(tick, 2) : powerOfTen(whole);
    }

private:
    TickText m_text;
    bool m_plain = true;
};

} // namespace

QSharedPointer<QCPAxisTicker> makeTicker(bool logarithmic, TickText text, int count)
{
    QSharedPointer<QCPAxisTicker> ticker;
    if (logarithmic)
        ticker = QSharedPointer<LogTicker>::create(text);
    else
        ticker = QSharedPointer<LinearTicker>::create(text);
    ticker->setTickCount(count);
    return ticker;
}

Ticks ticksOf(QCPAxisTicker& ticker, const QCPRange& range)
{
    Ticks all, inside;
    ticker.generate(range, QLocale::c(), QLatin1Char('g'), 6, all.at, nullptr, &all.labels);
    const double tolerance = kTolerance * range.size();
    for (qsizetype i = 0; i < all.at.size(); ++i) {
        if (all.at[i] < range.lower - tolerance || all.at[i] > range.upper + tolerance)
            continue; // beyond the frame, for the lines between
        inside.at.append(all.at[i]);
        inside.labels.append(all.labels[i]);
    }
    return inside;
}

double widestLabel(const QCPAxis& axis)
{
    const QFontMetricsF metrics(axis.tickLabelFont());
    double widest = 0.0;
    for (const QString& label : ticksOf(*axis.ticker(), axis.range()).labels)
        widest = std::max(widest, metrics.horizontalAdvance(label));
    return widest;
}

int roomBesideAxis(const QCPAxis& axis, double widest)
{
    double left = axis.tickLabelPadding() + widest + 4.0;
    if (!axis.label().isEmpty())
        left += axis.labelPadding() + QFontMetricsF(axis.labelFont()).height();
    return static_cast<int>(std::ceil(left));
}

} // namespace hysteron::ui
