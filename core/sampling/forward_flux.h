// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/experiment/simulation.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace hysteron::sampling {

struct ForwardFluxOptions {
    int walkers = 2000;             ///< trials at every interface, 20..10^5
    int repeats = 8;                ///< independent repetitions, 2..64: the interval comes from them
    int threads = 1;                ///< 1..256; the results do not depend on it
    double wantedProbability = 0.2; ///< to reach the next interface, where interfaces are placed
};

/// One repetition.
struct ForwardFluxRepeat {
    double flux = 0.0;                 ///< crossings of the first interface out of the basin, per gradient-flow time
    std::vector<double> interfaces;    ///< of the singular value; the last is the escape threshold
    std::vector<double> probabilities; ///< from each to the next
    double logTau = 0.0;               ///< -ln(flux x all probabilities), gradient-flow time
    std::int64_t steps = 0;            ///< replica steps

    bool operator==(const ForwardFluxRepeat&) const = default;
};

struct ForwardFluxEstimate {
    double logTau = 0.0; ///< mean over the repeats
    double low = 0.0;    ///< 95 % by Student's t over the repeats
    double high = 0.0;
};
/// repeats: at least 2.
[[nodiscard]] ForwardFluxEstimate estimateOf(const std::vector<ForwardFluxRepeat>& repeats);

/// Falling temperatures from `highest` to 0.4 of it, for a line of ln tau over 1/T. At 0.4 T waiting would take
/// e^(dE/T 1.5) times as long: far beyond any patience, seconds for sampling.
[[nodiscard]] std::vector<double> temperatureLadder(double highest);

/// Mean time to escape from a trap by forward flux sampling (Allen, Warren, ten Wolde, Phys. Rev. Lett. 94, 018104,
/// 2005), for escapes far too rare to be waited for. The order parameter is the singular value that the escape rule
/// watches, seen after every step: seen once in an epoch, chance fluctuations crowd out the walkers that are on their
/// way (tried: tau came out 30 times too long at tau = 1e19). Direct simulation that looks at the end of an epoch sees
/// tau some percent shorter. The basin ends at the median of its own fluctuations, the first interface is their 90 %
/// quantile, and each further one is put where a share of pilot trials gets to; other trials then measure the
/// probability.
class ForwardFlux
{
public:
    /// prepared: a trap (protocol rank_trap), escape by singular value, Langevin noise of T > 0. Errors:
    /// otherwise, or as Ensemble::create.
    [[nodiscard]] static Result<std::unique_ptr<ForwardFlux>> create(const std::shared_ptr<const Prepared>& prepared,
                                                                     const ForwardFluxOptions& options,
                                                                     const std::stop_token& stop = {});
    ~ForwardFlux();

    /// Repetition 0, 1, ...: each is a pure function of specification, options and its number. Empty when stopped, or
    /// when no trial gets on (the error says where).
    [[nodiscard]] Result<ForwardFluxRepeat> repeat(int number, const std::stop_token& stop = {});
    [[nodiscard]] const Simulation& start() const;

private:
    class Sampler;
    explicit ForwardFlux(std::unique_ptr<Sampler> sampler);
    std::unique_ptr<Sampler> m_sampler;
};

} // namespace hysteron::sampling
