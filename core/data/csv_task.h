// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/task.h"

namespace hysteron {

/// Training and test set from the user's file: rows held out at random (task.seed), columns centred by the training
/// means and, on request, whitened by training statistics. `options` are valid and name a file.
[[nodiscard]] Result<Task> makeCsvTask(const TaskOptions& options);

/// The modes theory can work with: the empirical values that are more than rounding, descending. They may exceed 1,
/// where outputs are correlated with each other or not of unit variance. An error when none is left.
[[nodiscard]] Result<std::vector<double>> modesOfCsv(const std::vector<double>& empiricalEta, const std::string& path);

} // namespace hysteron
