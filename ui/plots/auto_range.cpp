// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/auto_range.h"

#include <algorithm>

namespace hysteron::ui {

namespace {
constexpr double kHeadroom = 0.08; // share of the span left free when growing
constexpr double kShrinkPerFrame = 0.03;
constexpr double kTolerated = 0.35; // shrink only when this share of the range is unused
} // namespace

QCPRange AutoRange::follow(double low, double high)
{
    if (!(high > low))
        high = low + 1.0;
    const double room = kHeadroom * (high - low);
    if (!m_set) {
        m_set = true;
        m_range = QCPRange(low, high + room);
        return m_range;
    }
    if (high > m_range.upper)
        m_range.upper = high + room;
    if (low < m_range.lower)
        m_range.lower = low;
    const double unused = (m_range.upper - (high + room)) + (low - m_range.lower);
    if (unused > kTolerated * m_range.size()) {
        m_range.upper += kShrinkPerFrame * (high + room - m_range.upper);
        m_range.lower += kShrinkPerFrame * (low - m_range.lower);
    }
    return m_range;
}

QCPRange AutoRange::settle(double low, double high)
{
    reset();
    return follow(low, high);
}

} // namespace hysteron::ui
