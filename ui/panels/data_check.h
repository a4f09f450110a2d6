#pragma once

#include "core/base/result.h"
#include "core/experiment/specification.h"

namespace hysteron::ui {

/// What is wrong with the user's own table of a valid specification: the file, its columns, and whether it has as many
/// modes as the trap should learn. Reads the whole file. Nothing to find without task.csv.
///
/// Asked before a start, so that a file that cannot be read does not cost the experiment that is running.
[[nodiscard]] Errors dataErrors(const Specification& specification);

} // namespace hysteron::ui
