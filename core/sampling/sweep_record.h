// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace hysteron::sampling {

/// A network at the end of its dwell at one beta.
struct SweepPoint {
    double beta = 0.0;
    std::vector<double> singularValues; ///< descending, min(p_in, p_out) of them
    int rank = 0;
    double trainMse = 0.0; ///< of the training set
    double testMse = 0.0;  ///< of the test set, or the population's
    bool operator==(const SweepPoint&) const = default;
};

enum class SweepDirection { Up, Down };

/// Two neighbouring points of a sweep with different ranks.
struct SweepJump {
    SweepDirection direction = SweepDirection::Up;
    double beta = 0.0; ///< first grid value with the new rank
    int from = 0;
    int to = 0;
    bool operator==(const SweepJump&) const = default;
};

/// What one replica did on its way up and back down.
struct SweepRecord {
    std::uint64_t seed = 0;
    std::vector<SweepPoint> up;   ///< beta ascending
    std::vector<SweepPoint> down; ///< beta descending, the largest again first
    /// Epoch that broke, those of the training before the sweep counted. The points before it stand.
    std::optional<std::int64_t> divergedEpoch;
    bool operator==(const SweepRecord&) const = default;
};

/// In the order in which they happened; the first point of the way down is compared with the last one up.
[[nodiscard]] std::vector<SweepJump> jumpsOf(const SweepRecord& record);

/// Area between the branches: integral over beta of (sum of singular values on the way up - the same on the way down),
/// trapezoid rule, dimensionless; empty unless both branches are whole. Its magnitude is what the bifurcation diagram
/// of the window shows for a closed loop (there mode by mode). Hysteresis makes it positive; where there is none, noise
/// makes it scatter around 0 with both signs, so that means over replicas are not biased.
[[nodiscard]] std::optional<double> loopArea(const SweepRecord& record);

} // namespace hysteron::sampling
