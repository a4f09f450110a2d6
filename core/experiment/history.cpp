// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/history.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace hysteron {

namespace {
void absorb(HistoryBucket& bucket, const HistoryBucket& next)
{
    bucket.lastEpoch = next.lastEpoch;
    bucket.low = std::min(bucket.low, next.low);
    bucket.high = std::max(bucket.high, next.high);
    bucket.last = next.last;
}
} // namespace

History::History(int exact, int buckets)
{
    if (exact < 0 || buckets < 2 || buckets % 2 != 0)
        throw std::invalid_argument("History: exact must be >= 0 and buckets even and >= 2");
    m_exact = static_cast<std::size_t>(exact);
    m_capacity = static_cast<std::size_t>(buckets);
}

HistoryContent History::content() const
{
    return {static_cast<std::int64_t>(m_exact),
            static_cast<std::int64_t>(m_capacity),
            m_stride,
            m_lowest,
            m_highest,
            m_buckets};
}

std::optional<History> History::fromContent(HistoryContent content)
{
    constexpr std::int64_t kMost = 1 << 20;
    if (content.exact < 0 || content.exact > kMost || content.capacity < 2 || content.capacity > kMost ||
        content.capacity % 2 != 0 || content.stride < 1 ||
        std::ssize(content.buckets) > content.exact + content.capacity)
        return std::nullopt;
    for (std::size_t i = 0; i < content.buckets.size(); ++i) {
        const HistoryBucket& bucket = content.buckets[i];
        if (bucket.lastEpoch < bucket.firstEpoch || !(bucket.low <= bucket.high) || !std::isfinite(bucket.last) ||
            (i > 0 && bucket.firstEpoch <= content.buckets[i - 1].lastEpoch))
            return std::nullopt;
    }
    History history(static_cast<int>(content.exact), static_cast<int>(content.capacity));
    history.m_stride = content.stride;
    history.m_lowest = content.lowest;
    history.m_highest = content.highest;
    history.m_buckets = std::move(content.buckets);
    return history;
}

std::int64_t History::cell(std::int64_t epoch) const
{
    return (epoch - m_buckets[m_exact].firstEpoch) / m_stride;
}

void History::append(std::int64_t epoch, double value)
{
    if (!std::isfinite(value))
        return;
    m_lowest = m_buckets.empty() ? value : std::min(m_lowest, value);
    m_highest = m_buckets.empty() ? value : std::max(m_highest, value);

    const HistoryBucket sample{epoch, epoch, value, value, value};
    const auto sharesLastCell = [&] { return thinning() && cell(epoch) == cell(m_buckets.back().firstEpoch); };
    while (!sharesLastCell() && m_buckets.size() == m_exact + m_capacity)
        doubleStride();
    if (sharesLastCell())
        absorb(m_buckets.back(), sample);
    else
        m_buckets.push_back(sample);
}

void History::doubleStride()
{
    m_stride *= 2;
    auto kept = m_buckets.begin() + static_cast<std::ptrdiff_t>(m_exact);
    for (auto next = kept + 1; next != m_buckets.end(); ++next) {
        if (cell(kept->firstEpoch) == cell(next->firstEpoch))
            absorb(*kept, *next);
        else
            *++kept = *next;
    }
    m_buckets.erase(kept + 1, m_buckets.end());
}

void History::dropAfter(std::int64_t epoch)
{
    while (!m_buckets.empty() && m_buckets.back().lastEpoch > epoch)
        m_buckets.pop_back();
    if (m_buckets.empty()) {
        clear();
        return;
    }
    const auto lower = [](const HistoryBucket& a, const HistoryBucket& b) { return a.low < b.low; };
    const auto higher = [](const HistoryBucket& a, const HistoryBucket& b) { return a.high < b.high; };
    m_lowest = std::min_element(m_buckets.begin(), m_buckets.end(), lower)->low;
    m_highest = std::max_element(m_buckets.begin(), m_buckets.end(), higher)->high;
    if (!thinning())
        m_stride = 1;
}

void History::clear()
{
    m_buckets.clear();
    m_stride = 1;
    m_lowest = m_highest = 0.0;
}

} // namespace hysteron
