// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/prepared.h"

namespace hysteron {

Prepared::Prepared(Specification specification, std::shared_ptr<const Task> task)
    : m_specification(std::move(specification)),
      m_task(std::move(task)), m_shape{m_task->inputs(), m_task->outputs(), m_specification.network.width,
                                       m_specification.network.depth, m_specification.network.activation}
{
}

std::shared_ptr<const Prepared> Prepared::withSeed(std::uint64_t seed) const
{
    Specification other = m_specification;
    other.seed = seed;
    return std::shared_ptr<const Prepared>(new Prepared(std::move(other), m_task));
}

Result<std::shared_ptr<const Prepared>> prepare(const Specification& specification, const std::stop_token& stop,
                                                const Prepared* sharing)
{
    if (Errors errors = specification.validate(); !errors.empty())
        return errors;
    std::shared_ptr<const Task> task;
    if (sharing && sharing->m_specification.task == specification.task) {
        task = sharing->m_task;
    } else {
        Result<Task> made = makeTask(specification.task);
        if (!made)
            return made.errors();
        task = std::make_shared<const Task>(std::move(made).value());
    }
    if (stop.stop_requested())
        return Error{"task", specification.task.csv.value_or("(drawn)"), "was stopped before the data were ready"};
    const ProtocolOptions& protocol = specification.protocol;
    if (const int modes = static_cast<int>(task->eta.size());
        protocol.kind == ProtocolKind::RankTrap && protocol.rank > modes)
        return Error{"protocol.rank", std::to_string(protocol.rank),
                     Text("must be an integer from 0 to %1 (the number of modes of the data)", modes)};
    return std::shared_ptr<const Prepared>(new Prepared(specification, std::move(task)));
}

} // namespace hysteron
