// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/first_passage.h"
#include "core/analysis/summary.h"
#include "core/paper/evidence.h"
#include "core/theory/mode_landscape.h"

#include <cstdint>
#include <functional>
#include <optional>

namespace hysteron::paper {

// What figures and claims share.

using figure::Level;
using figure::Mark;
using figure::Panel;
using figure::Role;
using figure::Series;

/// The setting of the paper.
inline constexpr double kEta1 = 0.9, kEta2 = 0.8, kBeta = 0.32, kRate = 0.08, kC = 1.179;
inline constexpr int kDepth = 3, kBatch = 64;

[[nodiscard]] inline theory::ModeLandscape strongMode()
{
    return {kEta1, kDepth};
}
[[nodiscard]] inline theory::ModeLandscape weakMode()
{
    return {kEta2, kDepth};
}

/// count + 1 points from low to high.
[[nodiscard]] std::vector<double> grid(double low, double high, int count);
[[nodiscard]] Series line(Text label, Role role, Mark mark, std::vector<double> x,
                          const std::function<double(double)>& f);
[[nodiscard]] Role modeRole(int mode);

/// A short number for a sentence: four digits.
[[nodiscard]] std::string number(double value, int digits = 4);
/// "value [low, high]".
[[nodiscard]] std::string withInterval(double value, double low, double high, int digits = 4);

/// Columns `time` and `censored` as passages.
[[nodiscard]] std::vector<analysis::Passage> passagesOf(const Table& table);
using analysis::Mean;
using analysis::meanOf;
using analysis::medianOf;

/// Free energy of rank 2 less that of rank 1 at beta = 0.32, by temperature, from the table free-energy.
struct FreeEnergyDifference {
    double temperature;
    Mean difference;
};
[[nodiscard]] std::vector<FreeEnergyDifference> freeEnergyDifferences(const Table& table);
/// Temperature at which it changes its sign, by straight lines between the points; empty when it does not.
[[nodiscard]] std::optional<double> freeEnergyCrossing(const std::vector<FreeEnergyDifference>& differences);

} // namespace hysteron::paper
