// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/network_shape.h"
#include "core/base/result.h"
#include "core/experiment/checkpoint.h"

#include <nlohmann/json.hpp>

#include <string>

namespace hysteron {

inline constexpr int kCheckpointVersion = 1;

/// Exact: checkpointFromJson(toJson(c)) goes on as c does, to the last bit. state.json of the command line is this.
[[nodiscard]] nlohmann::ordered_json toJson(const Checkpoint& checkpoint);
/// Errors name what is missing or of the wrong type, with its place ("checkpoint.at.weights"). Whether it belongs to an
/// experiment is judged by Simulation::restore().
[[nodiscard]] Result<Checkpoint> checkpointFromJson(const nlohmann::ordered_json& json);

/// The weights alone, of a checkpoint or of the `{"layers": ...}` that were written before there were checkpoints
/// (layer by layer, row by row). Errors (`field`, `name`: of the argument that gave the file): another network's, or
/// neither of the two.
[[nodiscard]] Result<Eigen::VectorXd> weightsFromJson(const nlohmann::ordered_json& json, const NetworkShape& shape,
                                                      const std::string& field, const std::string& name);

} // namespace hysteron
