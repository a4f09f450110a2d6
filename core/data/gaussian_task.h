// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/task.h"

namespace hysteron {

/// Training, test set and moments of the Gaussian task; `options` are valid.
[[nodiscard]] Task makeGaussianTask(const TaskOptions& options);

} // namespace hysteron
