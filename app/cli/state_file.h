#pragma once

#include "core/base/result.h"
#include "core/experiment/specification.h"
#include "core/model/network.h"

#include <string>
#include <vector>

namespace hysteron::cli {

/// The weights of a network, layer by layer and row by row: the text of state.json.
[[nodiscard]] std::string stateText(const Network& network);
/// The weights in a state.json that `run --out` wrote, for the network of this specification. `field` names the
/// argument in errors.
[[nodiscard]] Result<std::vector<double>> readStateWeights(const std::string& path, const Specification& specification,
                                                           const std::string& field);

} // namespace hysteron::cli
