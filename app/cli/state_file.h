#pragma once

#include "core/base/result.h"
#include "core/model/network.h"

#include <nlohmann/json.hpp>

#include <string>

namespace hysteron::cli {

/// The weights of a network, layer by layer and row by row, for state.json.
[[nodiscard]] nlohmann::ordered_json stateJson(const Network& network);
/// Reads them into a network of this shape; `field` names the argument in errors.
[[nodiscard]] Result<Network> readState(const std::string& path, const NetworkShape& shape, const std::string& field);

} // namespace hysteron::cli
