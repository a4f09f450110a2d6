#pragma once

#include "core/data/task.h"

namespace hysteron {

/// Training and test set from the user's file: rows held out at random (task.seed), columns centred by the training
/// means and, on request, whitened by training statistics. `options` are valid and name a file.
[[nodiscard]] Result<Task> makeCsvTask(const TaskOptions& options);

/// The modes theory can work with: empirical values inside (0, 1), descending.
[[nodiscard]] std::vector<double> modesOfCsv(const std::vector<double>& empiricalEta);

} // namespace hysteron
