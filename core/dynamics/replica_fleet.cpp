// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dynamics/replica_fleet.h"

#include <algorithm>

namespace hysteron {

template<class T>
ReplicaFleet<T>::ReplicaFleet(const KernelTask<T>& task, const NetworkShape& shape, WorkerPool& pool)
    : m_task(task), m_shape(shape), m_pool(pool)
{
}

template<class T>
void ReplicaFleet<T>::add(std::size_t member, std::uint64_t seed, std::uint32_t replica, const Eigen::VectorXd& weights)
{
    if (m_groups.empty() || m_groups.back().used == ReplicaBlock<T>::kSize) {
        m_groups.push_back({std::make_unique<ReplicaBlock<T>>(m_task, m_shape), {}, 0});
        m_groups.back().members.fill(kFree);
    }
    Group& group = m_groups.back();
    const auto place = std::find(group.members.begin(), group.members.end(), kFree);
    const int lane = static_cast<int>(place - group.members.begin());
    *place = member;
    ++group.used;
    ++m_size;
    group.block->setReplica(lane, seed, replica);
    group.block->setWeights(lane, weights);
}

template<class T> void ReplicaFleet<T>::clear()
{
    m_groups.clear();
    m_size = 0;
}

template<class T>
void ReplicaFleet<T>::advanceGroup(Group& group, std::int64_t epoch, int epochs, const StepParameters& parameters,
                                   const Visitor& visit) const
{
    for (std::int64_t now = epoch; now < epoch + epochs && group.used > 0; ++now) {
        group.block->advanceEpoch(static_cast<std::uint64_t>(now), parameters);
        group.block->observe();
        for (int lane = 0; lane < ReplicaBlock<T>::kSize; ++lane) {
            if (group.members[lane] != kFree && !visit(*group.block, lane, group.members[lane], now + 1)) {
                group.members[lane] = kFree;
                --group.used;
            }
        }
    }
}

template<class T>
void ReplicaFleet<T>::advance(std::int64_t epoch, int epochs, const StepParameters& parameters, const Visitor& visit)
{
    m_pool.forEach(static_cast<int>(m_groups.size()),
                   [&](int group) { advanceGroup(m_groups[group], epoch, epochs, parameters, visit); });
    compact();
}

template<class T> void ReplicaFleet<T>::compact()
{
    m_size = 0;
    for (const Group& group : m_groups)
        m_size += static_cast<std::size_t>(group.used);
    const std::size_t needed = (m_size + ReplicaBlock<T>::kSize - 1) / ReplicaBlock<T>::kSize;
    if (needed == m_groups.size())
        return;
    // The emptiest are given up; theirs move into the gaps of the others.
    std::stable_sort(m_groups.begin(), m_groups.end(), [](const Group& a, const Group& b) { return a.used > b.used; });
    std::size_t target = 0;
    for (std::size_t source = needed; source < m_groups.size(); ++source) {
        Group& from = m_groups[source];
        for (int lane = 0; lane < ReplicaBlock<T>::kSize; ++lane) {
            if (from.members[lane] == kFree)
                continue;
            while (m_groups[target].used == ReplicaBlock<T>::kSize)
                ++target;
            Group& to = m_groups[target];
            const auto gap = std::find(to.members.begin(), to.members.end(), kFree);
            to.block->copyFrom(*from.block, lane, static_cast<int>(gap - to.members.begin()));
            *gap = from.members[lane];
            ++to.used;
        }
    }
    m_groups.resize(needed);
}

template<class T>
void ReplicaFleet<T>::forEach(
    const std::function<void(const ReplicaBlock<T>& block, int lane, std::size_t member)>& see) const
{
    for (const Group& group : m_groups) {
        for (int lane = 0; lane < ReplicaBlock<T>::kSize; ++lane) {
            if (group.members[lane] != kFree)
                see(*group.block, lane, group.members[lane]);
        }
    }
}

template class ReplicaFleet<float>;
template class ReplicaFleet<double>;

} // namespace hysteron
