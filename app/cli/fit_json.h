#pragma once

#include "core/analysis/convergence_delay.h"
#include "core/analysis/escape_laws.h"

#include <nlohmann/json.hpp>

namespace hysteron::cli {

/// The answer of `fit` for one set of waits: models, best, verdict, points. Quantities that do not exist are null.
[[nodiscard]] nlohmann::ordered_json fitJson(const analysis::LawComparison& comparison);
/// The same for people.
void printFit(const analysis::LawComparison& comparison);

/// The answer of `fit --curve`.
[[nodiscard]] nlohmann::ordered_json delayJson(const analysis::ConvergenceDelay& delay);
void printDelay(const analysis::ConvergenceDelay& delay);

} // namespace hysteron::cli
