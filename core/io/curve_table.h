#pragma once

#include "core/experiment/snapshot.h"

#include <iosfwd>

namespace hysteron {

/// The curves of a run as CSV: comment lines (#) with version, seed and the specification as JSON, then
/// epoch,sigma_1,...,sigma_p,train_mse,test_mse and, where the history was thinned, sigma_1_low, sigma_1_high, ...
void writeCurvesCsv(std::ostream& out, const Snapshot& snapshot);

} // namespace hysteron
