#include "ui/plots/curve_thinning.h"

#include <algorithm>
#include <cmath>

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

} // namespace

QVector<QCPGraphData> thinnedCurve(const History& history, QCPRange keys, int columns, bool logKeys)
{
    QVector<QCPGraphData> points;
    const std::vector<HistoryBucket>& buckets = history.buckets();
    if (buckets.empty() || columns < 1)
        return points;
    points.reserve(2 * columns + 4);

    const auto position = [logKeys](double key) { return logKeys ? std::log(key) : key; };
    const double left = position(std::max(keys.lower, logKeys ? 1.0 : keys.lower));
    const double perColumn = (position(keys.upper) - left) / columns;

    // One bucket beyond either end, so that the curve reaches the border of the plot.
    auto first = std::lower_bound(buckets.begin(), buckets.end(), keys.lower,
                                  [](const HistoryBucket& b, double key) { return double(b.lastEpoch) < key; });
    if (first != buckets.begin())
        --first;
    Column column;
    long current = 0;
    bool started = false;
    for (auto bucket = first; bucket != buckets.end(); ++bucket) {
        const double key = 0.5 * (double(bucket->firstEpoch) + double(bucket->lastEpoch));
        if (logKeys && key < 1.0)
            continue;
        const long index = std::lround(std::floor((position(key) - left) / perColumn));
        if (started && index != current)
            column.writeTo(points);
        current = index;
        started = true;
        column.add(key, bucket->low, bucket->high);
        if (key > keys.upper)
            break;
    }
    column.writeTo(points);
    return points;
}

} // namespace hysteron::ui
