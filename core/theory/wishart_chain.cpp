// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/wishart_chain.h"

#include "core/theory/scaled_bessel.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace hysteron::theory {

namespace {

using Lattice = WishartChain::Lattice;
using Point = WishartChain::Point;
using Level = WishartChain::Level;

/// Terms below this part of the largest of their own row are left out. It must be the row's: rows differ by many
/// orders.
constexpr double kNegligible = 1e-13;

Lattice makeLattice(int k, int width, const WishartChain::Reach& reach, double spacing)
{
    // Up to n of the hidden directions add to a squared amplitude.
    const auto root = [&](double u) { return std::sqrt(u * u + 2.0 * width); };
    Lattice lattice{EigenvalueLattice(k, width - 1, root(reach.highest), spacing)};
    lattice.firstLarger = lattice.indexBelow(reach.lowest);
    lattice.endLarger = lattice.size();
    lattice.endSmaller = lattice.indexAbove(root(reach.highestSmaller));
    return lattice;
}

/// (q_1 - q_2) dq_1 dq_2 of a pair. The sum over q_1 > q_2 of a function that vanishes linearly at q_1 = q_2 misses
/// -h^2/12 of its slope there: the pairs on the diagonal make it up.
double measure(const Lattice& lattice, int i, int j)
{
    const double difference = i == j ? lattice.weight[i] / 12.0 : lattice.value[i] - lattice.value[j];
    return difference * lattice.weight[i] * lattice.weight[j];
}

/// One factor exp(-s/(2q)) q^(-3/2) for each s of the level above (rows) and q of this one, with what is carried at
/// both ends; and the stretch of each row that counts.
struct Link {
    int first; ///< of the columns
    std::vector<std::vector<double>> factor;
    std::vector<int> begin, end;

    Link(const Lattice& from, int firstFrom, int endFrom, const Lattice& to, int firstTo, int endTo) : first(firstFrom)
    {
        const int k = from.level();
        for (int row = firstTo; row < endTo; ++row) {
            const double s = to.value[row], y = to.root[row];
            std::vector<double> line;
            double largest = 0.0;
            for (int i = firstFrom; i < endFrom; ++i) {
                const double q = from.value[i], x = from.root[i];
                line.push_back(std::exp(-0.5 * (k * x * x + s / q - (k + 1) * y * y)) / (q * std::sqrt(q)));
                largest = std::max(largest, line.back());
            }
            const auto counts = [&](double value) { return value > kNegligible * largest; };
            begin.push_back(firstFrom +
                            static_cast<int>(std::find_if(line.begin(), line.end(), counts) - line.begin()));
            end.push_back(firstFrom + static_cast<int>(line.rend() - std::find_if(line.rbegin(), line.rend(), counts)));
            factor.push_back(std::move(line));
        }
    }
    [[nodiscard]] double at(int row, int column) const { return factor[row][column - first]; }
};

/// The average over q_1, q_2 of one point of the level above.
Point average(const Level& from, const Link& larger, int rowLarger, const Link& smaller, int rowSmaller,
              double distance)
{
    const Lattice& lattice = from.lattice;
    Point sum;
    for (int i = larger.begin[rowLarger]; i < larger.end[rowLarger]; ++i) {
        const double factor = larger.at(rowLarger, i), inverse = 1.0 / lattice.value[i];
        const int end = std::min(smaller.end[rowSmaller], i + 1);
        for (int j = smaller.begin[rowSmaller]; j < end; ++j) {
            const Point& point = from.points[lattice.place(i, j)];
            const ScaledBessel bessel = scaledBessel(0.25 * (1.0 / lattice.value[j] - inverse) * distance);
            const double both = factor * smaller.at(rowSmaller, j);
            const double k0 = both * bessel.order0, k2 = both * bessel.order1, k4 = both * bessel.order2;
            sum.law += k0 * point.law;
            sum.b0 += k0 * point.b0;
            sum.b2 += k2 * point.b2;
            sum.v0 += k0 * point.v0;
            sum.v2 += k2 * point.v2;
            sum.v4 += k4 * point.v4;
        }
    }
    return sum;
}

/// V_k from V_(k-1), and B_(k+1) from B_k: what Q_k itself adds. With the angle phi from the eigenvector of q_1,
/// Q = (q_1 + q_2)/2 + (q_1 - q_2)/2 cos 2 phi, and cos^2 = 1/2 + cos 4 phi/2.
void addOwn(Point& point, double q1, double q2, int width)
{
    const double mean = 0.5 * (1.0 / q1 + 1.0 / q2), half = 0.5 * (1.0 / q1 - 1.0 / q2);
    point.v0 += point.b0 * mean + 0.5 * point.b2 * half;
    point.v2 += point.b0 * half + point.b2 * mean;
    point.v4 += 0.5 * point.b2 * half;
    point.b0 = (width - 2) * point.b0 + point.law * 0.5 * (q1 + q2);
    point.b2 = (width - 2) * point.b2 + point.law * 0.5 * (q1 - q2);
}

Level firstLevel(int width, const WishartChain::Reach& reach, double spacing)
{
    Level level{makeLattice(1, width, reach, spacing), {}};
    const Lattice& lattice = level.lattice;
    level.points.resize(lattice.place(lattice.endLarger, 0));
    for (int i = lattice.firstLarger; i < lattice.endLarger; ++i) {
        for (int j = 0; j <= std::min(i, lattice.endSmaller - 1); ++j) {
            Point& point = level.points[lattice.place(i, j)];
            point.law = point.b0 = measure(lattice, i, j); // exp(-q/2) is what is carried
            addOwn(point, lattice.value[i], lattice.value[j], width);
        }
    }
    return level;
}

Level nextLevel(const Level& from, int width, const WishartChain::Reach& reach, double spacing)
{
    Level level{makeLattice(from.lattice.level() + 1, width, reach, spacing), {}};
    const Lattice &low = from.lattice, &high = level.lattice;
    const Link larger(low, low.firstLarger, low.endLarger, high, high.firstLarger, high.endLarger);
    const Link smaller(low, 0, low.endSmaller, high, 0, high.endSmaller);
    level.points.resize(high.place(high.endLarger, 0));
    for (int i = high.firstLarger; i < high.endLarger; ++i) {
        for (int j = 0; j <= std::min(i, high.endSmaller - 1); ++j) {
            Point point = average(from, larger, i - high.firstLarger, smaller, j, high.value[i] - high.value[j]);
            const double weight = measure(high, i, j);
            for (double* field : {&point.law, &point.b0, &point.b2, &point.v0, &point.v2, &point.v4})
                *field *= weight;
            addOwn(point, high.value[i], high.value[j], width);
            level.points[high.place(i, j)] = point;
        }
    }
    return level;
}

} // namespace

WishartChain::WishartChain(int depth, int width, const Reach& reach, double spacing) : m_depth(depth), m_width(width)
{
    if (depth < 3 || width < 2 || !(spacing > 0.0))
        throw std::invalid_argument("WishartChain: needs depth >= 3, width >= 2, spacing > 0");
    if (!(reach.lowest >= 0.0 && reach.lowest < reach.highest && reach.highestSmaller > 0.0))
        throw std::invalid_argument("WishartChain: the reach is empty");
    m_levels.push_back(firstLevel(width, reach, spacing));
    while (static_cast<int>(m_levels.size()) < depth - 1)
        m_levels.push_back(nextLevel(m_levels.back(), width, reach, spacing));
}

double WishartChain::mean(int k, const std::function<double(double, double)>& g) const
{
    const auto& [lattice, points] = level(k);
    std::vector<double> factor; // what was left out, and what was carried
    for (const double x : lattice.root)
        factor.push_back(-0.5 * k * x * x + (m_width - 3) * k * std::log(x));
    const double largest = *std::max_element(factor.begin(), factor.end());
    for (double& value : factor)
        value = std::exp(value - largest);
    double sum = 0.0, weight = 0.0;
    for (int i = lattice.firstLarger; i < lattice.endLarger; ++i) {
        for (int j = 0; j <= std::min(i, lattice.endSmaller - 1); ++j) {
            const double p = points[lattice.place(i, j)].law * factor[i] * factor[j];
            weight += p;
            sum += p * g(lattice.value[i], lattice.value[j]);
        }
    }
    return sum / weight;
}

} // namespace hysteron::theory
