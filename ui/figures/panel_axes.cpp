// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/figures/panel_axes.h"

#include "ui/plots/tickers.h"

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {

constexpr int kGapX = 12, kGapY = 14; // between tick labels
constexpr int kMostTicks = 7;
constexpr int kTop = 8, kRight = 14;

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
        const auto ticker = makeTicker(logarithmic, TickText::Number, count);
        const Ticks ticks = ticksOf(*ticker, axis.range());
        widest = 0.0;
        bool fits = true;
        double end = -1e9; // of the label before
        for (qsizetype i = 0; i < ticks.at.size(); ++i) {
            const double middle = share(ticks.at[i]);
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
    return roomBesideAxis(*plot.yAxis, fitTicks(*plot.yAxis, height));
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
