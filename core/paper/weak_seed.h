// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/task.h"
#include "core/model/network.h"

namespace hysteron::paper {

/// A linear network (L >= 2, hidden units to spare) with a small balanced seed in the strongest mode that it lacks: its
/// end-to-end map gains `sigma` times u v^T, the leading singular vectors of what the training moments still ask for,
/// orthogonal to what it has learnt. Each layer gains sigma^(1/L). sigma > 0, dimensionless.
void seedWeakMode(Network& network, const Task& task, double sigma);

/// eta of that mode: the leading singular value of what is asked for, dimensionless.
[[nodiscard]] double lackingMode(const Network& network, const Task& task);

} // namespace hysteron::paper
