// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/linear_profile.h"

#include "core/theory/learnt_peak.h"
#include "core/theory/product_law.h"
#include "core/theory/scaled_bessel.h"

#include <boost/math/constants/constants.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>

namespace hysteron::theory {

namespace {

constexpr double kNone = -std::numeric_limits<double>::infinity();
/// Gauss-Legendre on [-1, 1].
struct Gauss {
    std::vector<double> node, weight;

    explicit Gauss(int count)
    {
        for (int i = 0; i < count; ++i) {
            double x = std::cos(boost::math::double_constants::pi * (i + 0.75) / (count + 0.5)), slope = 1.0;
            for (int iteration = 0; iteration < 50; ++iteration) {
                double p = 1.0, before = 0.0;
                for (int k = 1; k <= count; ++k) {
                    const double next = ((2 * k - 1) * x * p - (k - 1) * before) / k;
                    before = p;
                    p = next;
                }
                slope = count * (x * p - before) / (x * x - 1.0);
                const double change = p / slope;
                x -= change;
                if (std::abs(change) < 1e-15)
                    break;
            }
            node.push_back(x);
            weight.push_back(2.0 / ((1.0 - x * x) * slope * slope));
        }
    }
};

/// The integral over the other singular value r from low to high, with what is interpolated prepared.
struct Across {
    double low, high;
    std::vector<double> r, weight;
    Eigen::MatrixXd atR; ///< a row for each r

    /// Over r^(1/power): power = L spreads a peak near 0 out.
    Across(const ProductLaw& law, const Gauss& gauss, double from, double to, int power)
        : low(from), high(to), atR(gauss.node.size(), law.otherNodes().values().size())
    {
        const double start = std::pow(low, 1.0 / power), half = 0.5 * (std::pow(high, 1.0 / power) - start);
        for (std::size_t k = 0; k < gauss.node.size(); ++k) {
            const double root = start + half * (1.0 + gauss.node[k]);
            r.push_back(std::pow(root, power));
            weight.push_back(half * gauss.weight[k] * power * std::pow(root, power - 1));
            atR.row(static_cast<Eigen::Index>(k)) = law.otherNodes().weightsAt(r.back());
        }
    }
};

class ProfileMaker
{
public:
    ProfileMaker(const LinearProblem& problem, int rank, double temperature, const ProfileResolution& resolution)
        : m_depth(problem.depth), m_rank(rank), m_temperature(temperature), m_eta1(problem.eta[0]),
          m_eta2(problem.eta.size() > 1 ? problem.eta[1] : 0.0), m_highest(highest(problem)), m_other(other(problem)),
          m_law(problem.depth, problem.width, temperature / problem.beta, {m_highest, m_other.low, m_other.high},
                {resolution.spacing, resolution.nodes, (rank == 0 ? 2 : 1) * resolution.otherNodes}),
          m_gauss(resolution.otherPoints)
    {
    }

    [[nodiscard]] FreeEnergyProfile profile(int points) const
    {
        FreeEnergyProfile result{};
        result.depth = m_depth;
        result.temperature = m_temperature;
        std::optional<Across> across; // made anew where its ends change
        for (int i = 0; i < points; ++i) {
            const double s = m_highest * std::pow(static_cast<double>(i) / (points - 1), m_depth);
            const double low = m_rank == 1 ? std::max(m_other.low, s) : 0.0;
            const double high = m_rank == 1 ? m_other.high : std::min(m_other.high, s);
            if (!across || across->low != low || across->high != high)
                across.emplace(m_law, m_gauss, low, high, m_rank == 1 ? 1 : m_depth);
            addPoint(result, s, *across);
        }
        return result;
    }

private:
    [[nodiscard]] LearntPeak peakOf(const LinearProblem& problem, double eta) const
    {
        return learntPeak(ModeLandscape(eta, m_depth), problem.beta, problem.width, m_temperature);
    }
    [[nodiscard]] double highest(const LinearProblem& problem) const
    {
        return peakOf(problem, m_rank == 0 ? m_eta1 : m_eta2).high;
    }
    /// Where the other singular value is looked for: around the peak of a learnt one for rank 1, from 0 on for rank 0.
    [[nodiscard]] LearntPeak other(const LinearProblem& problem) const
    {
        if (m_rank == 1) {
            const LearntPeak peak = peakOf(problem, m_eta1);
            return {peak.low, std::max(peak.high, 1.05 * m_highest)}; // modes of the same eta share their peak
        }
        const bool canBeLearnt = m_eta2 > 0.0 && ModeLandscape(m_eta2, m_depth).saddle(problem.beta);
        return {0.0, canBeLearnt ? std::min(m_highest, ModeLandscape(m_eta2, m_depth).learntThreshold(problem.beta))
                                 : m_highest};
    }
    void addPoint(FreeEnergyProfile& profile, double s, const Across& across) const;

    int m_depth;
    int m_rank;
    double m_temperature;
    double m_eta1, m_eta2;
    double m_highest;
    LearntPeak m_other;
    ProductLaw m_law;
    Gauss m_gauss;
};

/// ln(sum of factor exp(exponent)), and the mean of `value` under it.
struct LogMean {
    std::vector<double> factor, exponent, value;

    void add(double f, double e, double v)
    {
        factor.push_back(f);
        exponent.push_back(e);
        value.push_back(v);
    }
    void add(const LogMean& other)
    {
        for (std::size_t i = 0; i < other.factor.size(); ++i)
            add(other.factor[i], other.exponent[i], other.value[i]);
    }
    [[nodiscard]] std::pair<double, double> result() const
    {
        const double largest = *std::max_element(exponent.begin(), exponent.end());
        double sum = 0.0, mean = 0.0;
        for (std::size_t i = 0; i < factor.size(); ++i) {
            const double term = factor[i] * std::exp(exponent[i] - largest);
            sum += term;
            mean += term * value[i];
        }
        return {sum > 0.0 ? std::log(sum) + largest : kNone, sum > 0.0 ? mean / sum : 1.0};
    }
};

void ProfileMaker::addPoint(FreeEnergyProfile& profile, double s, const Across& across) const
{
    const Eigen::RowVectorXd atS = m_law.nodes().weightsAt(s);
    const Eigen::VectorXd logDensity = across.atR * (atS * m_law.logDensity()).transpose();
    const Eigen::VectorXd logDiffusion = across.atR * (atS * m_law.logDiffusion()).transpose();
    const double carried = m_law.logCarried(s), inverse = 0.5 / m_temperature;
    LogMean plus, minus; // the sign of det P
    for (std::size_t k = 0; k < across.r.size(); ++k) {
        const double r = across.r[k], measure = across.weight[k] * std::abs(s * s - r * r);
        const auto row = static_cast<Eigen::Index>(k);
        const double exponent = logDensity[row] + carried + m_law.logCarried(r) - (s * s + r * r) * inverse;
        const double diffusion = std::exp(logDiffusion[row]);
        for (const int sign : {1, -1}) {
            const double sum = std::abs(s + sign * r) * (m_eta1 + m_eta2) * inverse;
            const double difference = std::abs(s - sign * r) * (m_eta1 - m_eta2) * inverse;
            const double bessel = scaledBessel(sum).order0 * scaledBessel(difference).order0;
            (sign > 0 ? plus : minus).add(measure * bessel, exponent + sum + difference, diffusion);
        }
    }
    profile.singularValue.push_back(s);
    if (m_rank == 1) {
        const auto [log, diffusion] = plus.result();
        profile.logDensity.push_back(log);
        profile.logDensityMirror.push_back(minus.result().first);
        profile.diffusion.push_back(diffusion);
    } else { // sigma_1 has no sign: both count
        plus.add(minus);
        const auto [log, diffusion] = plus.result();
        profile.logDensity.push_back(log);
        profile.diffusion.push_back(diffusion);
    }
}

} // namespace

FreeEnergyProfile linearProfile(const LinearProblem& problem, int rank, double temperature,
                                const ProfileResolution& resolution)
{
    if (problem.inputs != 2 || problem.outputs != 2 || rank < 0 || rank >= static_cast<int>(problem.eta.size()) ||
        !(temperature > 0.0))
        throw std::invalid_argument("linearProfile: needs two inputs and outputs, a mode to learn, T > 0");
    FreeEnergyProfile profile = ProfileMaker(problem, rank, temperature, resolution).profile(resolution.points);
    const Passage passage(profile);
    const double logWeight = passage.bottleneck() > 0.0 ? passage.logWeightBelow() : passage.logWeightAbove();
    for (std::vector<double>* logs : {&profile.logDensity, &profile.logDensityMirror}) {
        for (double& value : *logs)
            value -= logWeight;
    }
    return profile;
}

} // namespace hysteron::theory
