// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/product_law.h"

#include "core/theory/scaled_bessel.h"

#include <boost/math/constants/constants.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hysteron::theory {

namespace {

constexpr double kNegligible = 1e-13; ///< of the largest term of a row

/// exp(-x/(2q)) q^((n-5)/2) with what is carried, over the lattice, for one singular value.
struct LastLink {
    std::vector<double> factor; ///< the largest is 1
    double logLargest = -std::numeric_limits<double>::infinity();
    int begin = 0, end = 0; ///< the stretch that counts

    LastLink(const WishartChain& chain, double x, double u, int first, int last)
    {
        const auto& lattice = chain.level(chain.depth() - 1).lattice;
        const int k = lattice.level();
        factor.resize(last, -std::numeric_limits<double>::infinity());
        for (int i = first; i < last; ++i) {
            const double root = lattice.root[i];
            factor[i] = -0.5 * (k * root * root + x / lattice.value[i] - chain.depth() * u * u) +
                        (chain.width() - 5) * k * std::log(root);
            logLargest = std::max(logLargest, factor[i]);
        }
        begin = last;
        for (int i = first; i < last; ++i) {
            factor[i] = std::exp(factor[i] - logLargest);
            if (factor[i] > kNegligible) {
                begin = std::min(begin, i);
                end = i + 1;
            }
        }
    }
};

struct Conditional {
    double logDensity;
    double diffusionLarger, diffusionSmaller; ///< in units of t^(L-1)
};

/// x > y: the two sigma^2/t^L.
Conditional conditional(const WishartChain& chain, double x, const LastLink& larger, double y, const LastLink& smaller)
{
    const auto& [lattice, points] = chain.level(chain.depth() - 1);
    WishartChain::Point sum;
    for (int i = larger.begin; i < larger.end; ++i) {
        const double inverse = 1.0 / lattice.value[i];
        const int end = std::min(smaller.end, i + 1);
        for (int j = smaller.begin; j < end; ++j) {
            const WishartChain::Point& point = points[lattice.place(i, j)];
            const ScaledBessel bessel = scaledBessel(0.25 * (1.0 / lattice.value[j] - inverse) * (x - y));
            const double both = larger.factor[i] * smaller.factor[j];
            sum.law += both * bessel.order0 * point.law;
            sum.b0 += both * bessel.order0 * point.b0;
            sum.b2 += both * bessel.order1 * point.b2;
            sum.v0 += both * bessel.order0 * point.v0;
            sum.v2 += both * bessel.order1 * point.v2;
            sum.v4 += both * bessel.order2 * point.v4;
        }
    }
    // Along the smaller one's vector phi is a right angle.
    return {std::log(sum.law) + larger.logLargest + smaller.logLargest,
            (sum.b0 + sum.b2 + x * (sum.v0 + sum.v2 + sum.v4)) / sum.law,
            (sum.b0 - sum.b2 + y * (sum.v0 - sum.v2 + sum.v4)) / sum.law};
}

/// sigma^(1/L)/sqrt(t).
double amplitude(double sigma, int depth, double t)
{
    return std::pow(sigma, 1.0 / depth) / std::sqrt(t);
}

} // namespace

SingularValueNodes::SingularValueNodes(double lowest, double highest, int depth, double scale, int count)
    : m_depth(depth), m_scale(scale)
{
    const double low = variable(lowest), high = variable(highest);
    for (int k = 0; k < count; ++k) {
        const double cosine = std::cos(boost::math::double_constants::pi * (k + 0.5) / count);
        m_nodes.push_back(0.5 * (low + high) - 0.5 * (high - low) * cosine);
        m_values.push_back(std::pow(m_scale * std::sinh(m_nodes.back()), m_depth));
    }
}

double SingularValueNodes::variable(double sigma) const
{
    return std::asinh(std::pow(sigma, 1.0 / m_depth) / m_scale);
}

Eigen::RowVectorXd SingularValueNodes::weightsAt(double sigma) const
{
    const double at = variable(sigma);
    const int count = static_cast<int>(m_nodes.size());
    Eigen::RowVectorXd weights(count);
    for (int k = 0; k < count; ++k) {
        const double distance = at - m_nodes[k];
        if (std::abs(distance) < 1e-13)
            return Eigen::RowVectorXd::Unit(count, k);
        weights[k] = (k % 2 ? -1.0 : 1.0) * std::sin(boost::math::double_constants::pi * (k + 0.5) / count) / distance;
    }
    return weights / weights.sum();
}

ProductLaw::ProductLaw(int depth, int width, double t, const Region& region, const Resolution& resolution)
    : m_depth(depth), m_t(t), m_nodes(0.0, region.highest, depth, std::sqrt(width * t), resolution.nodes),
      m_otherNodes(region.otherLowest, region.otherHighest, depth, std::sqrt(width * t), resolution.otherNodes),
      m_logDensity(resolution.nodes, resolution.otherNodes), m_logDiffusion(resolution.nodes, resolution.otherNodes)
{
    const double highest = std::max(region.highest, region.otherHighest);
    const WishartChain chain(depth, width,
                             {amplitude(region.otherLowest, depth, t), amplitude(highest, depth, t),
                              amplitude(std::min(region.highest, region.otherHighest), depth, t)},
                             resolution.spacing);
    const auto& lattice = chain.level(depth - 1).lattice;
    struct Side {
        double x;
        LastLink larger, smaller;
    };
    const auto sides = [&](const SingularValueNodes& nodes) {
        std::vector<Side> result;
        for (const double sigma : nodes.values()) {
            const double u = amplitude(sigma, depth, t), x = std::pow(u, 2 * depth);
            result.push_back({x, LastLink(chain, x, u, lattice.firstLarger, lattice.endLarger),
                              LastLink(chain, x, u, 0, lattice.endSmaller)});
        }
        return result;
    };
    const std::vector<Side> these = sides(m_nodes), others = sides(m_otherNodes);
    for (int i = 0; i < resolution.nodes; ++i) {
        for (int j = 0; j < resolution.otherNodes; ++j) {
            const Side &a = these[i], &b = others[j];
            const bool larger = a.x > b.x;
            const Conditional value = larger ? conditional(chain, a.x, a.larger, b.x, b.smaller)
                                             : conditional(chain, b.x, b.larger, a.x, a.smaller);
            m_logDensity(i, j) = value.logDensity;
            m_logDiffusion(i, j) =
                std::log(larger ? value.diffusionLarger : value.diffusionSmaller) + (depth - 1) * std::log(t);
        }
    }
}

double ProductLaw::logCarried(double sigma) const
{
    return -0.5 * m_depth / m_t * std::pow(sigma, 2.0 / m_depth);
}

} // namespace hysteron::theory
