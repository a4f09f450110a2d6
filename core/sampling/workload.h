// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace hysteron::sampling {

/// One block of replicas of the paper's network (L = 3, w = 10, two inputs and outputs; N = 512, B = 64) under one kind
/// of training: what speed is measured on.
class Workload
{
public:
    virtual ~Workload() = default;

    [[nodiscard]] virtual std::string name() const = 0;      ///< "gradient", "langevin", "minibatch", "online", "tanh"
    [[nodiscard]] virtual std::string precision() const = 0; ///< "f64" or "f32"
    /// Some epochs of 8 steps each for all replicas. Returns the replica steps done.
    virtual std::int64_t advance(int epochs) = 0;
    /// Hash of the weights, 16 hex digits: equal for equal numbers of epochs.
    [[nodiscard]] virtual std::string fingerprint() const = 0;
    /// Replica steps per second that a machine with this many fused multiply-adds per second could do at most; 0: not
    /// stated (noise and sums of batches are no multiply-adds).
    [[nodiscard]] virtual double limit(double multiplyAddsPerSecond) const = 0;
};

/// All of them, in both precisions, with a fixed seed.
[[nodiscard]] std::vector<std::unique_ptr<Workload>> makeWorkloads();

} // namespace hysteron::sampling
