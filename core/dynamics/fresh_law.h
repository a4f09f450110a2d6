// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/task.h"
#include "core/kernels/fresh_moments.h"

namespace hysteron {

/// The law of the second moments of `batch` new samples of the task. Throws std::logic_error where the task's law is
/// unknown (a CSV).
[[nodiscard]] kernels::FreshLaw freshLaw(const Task& task, int batch);

} // namespace hysteron
