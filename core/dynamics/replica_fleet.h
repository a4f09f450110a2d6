// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker_pool.h"
#include "core/dynamics/replica_block.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace hysteron {

/// Any number of replicas, in blocks that several threads take in turn. Those that leave make room: the rest moves
/// together, so that the work shrinks with their number. Nobody's numbers depend on the threads or on who left.
template<class T> class ReplicaFleet
{
public:
    /// Sees one replica at the end of an epoch, observed; false: it leaves. Called by several threads at once, for
    /// different members. `epoch` counts whole epochs.
    using Visitor = std::function<bool(const ReplicaBlock<T>& block, int lane, std::size_t member, std::int64_t epoch)>;

    /// task and pool must outlive the fleet. shape: kernels::isSupported.
    ReplicaFleet(const KernelTask<T>& task, const NetworkShape& shape, WorkerPool& pool);

    /// A further replica, called `member` from now on.
    void add(std::size_t member, std::uint64_t seed, std::uint32_t replica, const Eigen::VectorXd& weights);
    /// Everybody leaves.
    void clear();
    /// Moves all by `epochs` epochs, the first of them with the index `epoch`. Replicas leave at the epoch at which the
    /// visitor says so; their lane is free at the end of the call.
    void advance(std::int64_t epoch, int epochs, const StepParameters& parameters, const Visitor& visit);
    /// All that have not left, in no particular order; they are not observed anew.
    void forEach(const std::function<void(const ReplicaBlock<T>& block, int lane, std::size_t member)>& see) const;
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    static constexpr std::size_t kFree = static_cast<std::size_t>(-1);
    struct Group {
        std::unique_ptr<ReplicaBlock<T>> block;
        std::array<std::size_t, ReplicaBlock<T>::kSize> members;
        int used = 0;
    };
    void advanceGroup(Group& group, std::int64_t epoch, int epochs, const StepParameters& parameters,
                      const Visitor& visit) const;
    void compact();

    const KernelTask<T>& m_task;
    NetworkShape m_shape;
    WorkerPool& m_pool;
    std::vector<Group> m_groups;
    std::size_t m_size = 0;
};

} // namespace hysteron
