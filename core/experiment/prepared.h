// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/network_shape.h"
#include "core/base/result.h"
#include "core/data/task.h"
#include "core/experiment/specification.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <utility>

namespace hysteron {

/// A specification that was checked, with its data and the shape of its network: what simulations, ensembles, sweeps
/// and forward flux sampling are made from. Immutable, shared, and made by prepare() alone, so that whoever holds one
/// checks nothing and reads no file.
///
///     const auto prepared = prepare(specification);
///     if (!prepared)
///         return prepared.errors();
///     auto simulation = Simulation::create(*prepared);
class Prepared
{
public:
    [[nodiscard]] const Specification& specification() const { return m_specification; }
    [[nodiscard]] const Task& task() const { return *m_task; }
    [[nodiscard]] const NetworkShape& shape() const { return m_shape; }
    /// The same with another seed of weights, batches and noise; the data are shared.
    [[nodiscard]] std::shared_ptr<const Prepared> withSeed(std::uint64_t seed) const;

private:
    friend Result<std::shared_ptr<const Prepared>> prepare(const Specification& specification,
                                                           const std::stop_token& stop, const Prepared* sharing);
    Prepared(Specification specification, std::shared_ptr<const Task> task);

    Specification m_specification;
    std::shared_ptr<const Task> m_task;
    NetworkShape m_shape;
};

/// Checks the specification, once, and makes its data, once: draws them, or reads the user's file. A file of 256 MB
/// takes seconds, so that a window calls it on a worker.
/// sharing: where it has the same `task`, its data are taken over and nothing is drawn or read.
/// Errors: every broken rule of Specification::validate(); what is wrong with the file; a trap of more ranks than the
/// data have modes; "task" when stopped.
[[nodiscard]] Result<std::shared_ptr<const Prepared>>
prepare(const Specification& specification, const std::stop_token& stop = {}, const Prepared* sharing = nullptr);

} // namespace hysteron
