// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_thinning.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hysteron::ui {

namespace {

/// Collects what falls into one pixel column and writes its extremes.
class Column
{
public:
    void add(double key, double low, double high)
    {
        if (m_empty) {
            *this = {key, low, high};
            return;
        }
        m_low = std::min(m_low, low);
        m_high = std::max(m_high, high);
    }

    void writeTo(QVector<QCPGraphData>& points)
    {
        if (m_empty)
            return;
        m_empty = true;
        if (m_low == m_high) {
            points.append({m_key, m_low});
            return;
        }
        // The extreme nearer to where the curve comes from is drawn first: no false crossing of the column.
        const double before = points.isEmpty() ? m_low : points.back().value;
        const bool lowFirst = std::abs(before - m_low) <= std::abs(before - m_high);
        points.append({m_key, lowFirst ? m_low : m_high});
        points.append({m_key, lowFirst ? m_high : m_low});
    }

    Column() = default;

private:
    Column(double key, double low, double high) : m_empty(false), m_key(key), m_low(low), m_high(high) {}
    bool m_empty = true;
    double m_key = 0.0;
    double m_low = 0.0;
    double m_high = 0.0;
};

/// Calls visit(key, bucket, column) for every bucket in the range, and one beyond either end, so that a curve reaches
/// the border of the plot.
template<class Visit> void forColumns(const History& history, QCPRange keys, int columns, bool logKeys, Visit visit)
{
    const std::vector<HistoryBucket>& buckets = history.buckets();
    if (buckets.empty() || columns < 1)
        return;
    const auto position = [logKeys](double key) { return logKeys ? std::log(key) : key; };
    const double left = position(std::max(keys.lower, logKeys ? 1.0 : keys.lower));
    const double perColumn = (position(keys.upper) - left) / columns;
    auto first = std::lower_bound(buckets.begin(), buckets.end(), keys.lower, [](const HistoryBucket& b, double key) {
        return static_cast<double>(b.lastEpoch) < key;
    });
    if (first != buckets.begin())
        --first;
    for (auto bucket = first; bucket != buckets.end(); ++bucket) {
        const double key = 0.5 * static_cast<double>(bucket->firstEpoch + bucket->lastEpoch);
        if (logKeys && key < 1.0)
            continue;
        visit(key, *bucket, std::lround(std::floor((position(key) - left) / perColumn)));
        if (key > keys.upper)
            break;
    }
}

} // namespace

QVector<QCPGraphData> thinnedCurve(const History& history, QCPRange keys, int columns, bool logKeys)
{
    QVector<QCPGraphData> points;
    points.reserve(2 * std::max(columns, 0) + 4);
    Column column;
    long current = std::numeric_limits<long>::min();
    forColumns(history, keys, columns, logKeys, [&](double key, const HistoryBucket& bucket, long index) {
        if (index != current)
            column.writeTo(points);
        current = index;
        column.add(key, bucket.low, bucket.high);
    });
    column.writeTo(points);
    return points;
}

QVector<QCPGraphData> tracedCurve(const History& history, QCPRange keys, int columns, bool logKeys)
{
    QVector<QCPGraphData> points;
    points.reserve(std::max(columns, 0) + 4);
    long current = std::numeric_limits<long>::min();
    forColumns(history, keys, columns, logKeys, [&](double key, const HistoryBucket& bucket, long index) {
        if (index == current)
            points.back() = {key, bucket.last};
        else
            points.append({key, bucket.last});
        current = index;
    });
    return points;
}

} // namespace hysteron::ui
