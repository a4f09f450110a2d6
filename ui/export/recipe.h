#pragma once

#include "core/experiment/snapshot.h"

#include <string>

namespace hysteron::ui {

/// What makes a figure again, as JSON: version, the specification as it was started (`started`), the log of live
/// changes and the epoch that is shown.
[[nodiscard]] std::string recipeOf(const Specification& started, const Snapshot& snapshot);

} // namespace hysteron::ui
