// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/scalar_profile.h"

#include "core/theory/eigenvalue_lattice.h"
#include "core/theory/learnt_peak.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hysteron::theory {

namespace {

constexpr double kSpacing = 0.9;

/// One level of the chain: law and means times the weights of the lattice, with exp((k/2) q^(1/k)) carried as in
/// wishart_chain.h and without q^(m/2-1).
struct ScalarLevel {
    EigenvalueLattice lattice;
    std::vector<double> law, b, v;

    ScalarLevel(EigenvalueLattice points, int size) : lattice(std::move(points)), law(size), b(size), v(size) {}
    /// What q itself adds to the means.
    void addOwn(int i, int directions)
    {
        v[i] += b[i] / lattice.value[i];
        b[i] = (directions - 1) * b[i] + law[i] * lattice.value[i];
    }
};

ScalarLevel lastLevel(int depth, int directions, double highest)
{
    const auto emptyLevel = [&](int k) {
        EigenvalueLattice lattice(k, directions, std::sqrt(highest * highest + 2.0 * directions), kSpacing);
        const int size = lattice.size();
        return ScalarLevel(std::move(lattice), size);
    };
    ScalarLevel level = emptyLevel(1);
    for (int i = 0; i < level.lattice.size(); ++i) {
        level.law[i] = level.b[i] = level.lattice.weight[i];
        level.addOwn(i, directions);
    }
    for (int k = 1; k < depth - 1; ++k) {
        ScalarLevel next = emptyLevel(k + 1);
        for (int j = 0; j < next.lattice.size(); ++j) {
            const double s = next.lattice.value[j], y = next.lattice.root[j];
            for (int i = 0; i < level.lattice.size(); ++i) {
                const double q = level.lattice.value[i], x = level.lattice.root[i];
                const double link = next.lattice.weight[j] * std::exp(-0.5 * (k * x * x + s / q - (k + 1) * y * y)) / q;
                next.law[j] += link * level.law[i];
                next.b[j] += link * level.b[i];
                next.v[j] += link * level.v[i];
            }
            next.addOwn(j, directions);
        }
        level = std::move(next);
    }
    return level;
}

} // namespace

FreeEnergyProfile scalarProfile(int depth, int directions, double eta, double beta, double temperature, int points)
{
    const double t = temperature / beta;
    const double highest = learntPeak(ModeLandscape(eta, depth), beta, directions, temperature).high;
    const ScalarLevel level = lastLevel(depth, directions, std::pow(highest, 1.0 / depth) / std::sqrt(t));
    FreeEnergyProfile profile;
    profile.depth = depth;
    profile.temperature = temperature;
    std::vector<double> exponent(level.law.size());
    for (int i = 0; i < points; ++i) {
        const double s = highest * std::pow(static_cast<double>(i) / (points - 1), depth);
        const double x = s * s / std::pow(t, depth);
        double largest = -std::numeric_limits<double>::infinity();
        for (std::size_t j = 0; j < exponent.size(); ++j) {
            const double root = level.lattice.root[j];
            exponent[j] = -0.5 * ((depth - 1) * root * root + x / level.lattice.value[j]) +
                          0.5 * (directions - 3) * std::log(level.lattice.value[j]);
            largest = std::max(largest, exponent[j]);
        }
        double law = 0.0, diffusion = 0.0;
        for (std::size_t j = 0; j < exponent.size(); ++j) {
            const double factor = std::exp(exponent[j] - largest);
            law += factor * level.law[j];
            diffusion += factor * (level.b[j] + x * level.v[j]);
        }
        const double free = largest + std::log(law);
        profile.singularValue.push_back(s);
        profile.logDensity.push_back(free - s * (0.5 * s - eta) / temperature);
        profile.logDensityMirror.push_back(free - s * (0.5 * s + eta) / temperature);
        profile.diffusion.push_back(diffusion / law * std::pow(t, depth - 1));
    }
    return profile;
}

} // namespace hysteron::theory
