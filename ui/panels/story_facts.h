// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/snapshot.h"

#include <QString>

#include <optional>

namespace hysteron::ui {

/// The numbers a story is made of, for the mode in question of one snapshot.
struct StoryFacts {
    explicit StoryFacts(const Snapshot& snapshot);

    int rank;
    int modes;
    int mode; ///< in question, index from 0
    double beta;
    double temperature; ///< 0 without Langevin noise
    double sigma;       ///< of the mode in question
    theory::ModeLandscape landscape;

    [[nodiscard]] bool learnt() const { return mode < rank; }
    [[nodiscard]] bool learntStateExists() const { return landscape.minimum(beta).has_value(); }
};

/// "mode 2".
[[nodiscard]] QString modeName(int mode);
/// "Mode 2", at the start of a sentence.
[[nodiscard]] QString modeNameFirst(int mode);
/// "σ₂".
[[nodiscard]] QString sigmaName(int mode);
/// "ΔE = 0.0285 = 26.8 T", without the second half when T = 0.
[[nodiscard]] QString barrierText(double barrier, double temperature);
/// The curve of this mode's singular value has been going down over its last buckets.
[[nodiscard]] bool isFalling(const Snapshot& snapshot, int mode);
/// How long the network had waited when its last transition came, epochs; empty when a live change or a schedule
/// changed the conditions on the way, so that no single barrier belongs to the wait.
[[nodiscard]] std::optional<std::int64_t> waitBeforeLastTransition(const Snapshot& snapshot);

} // namespace hysteron::ui
