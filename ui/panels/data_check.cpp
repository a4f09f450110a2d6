#include "ui/panels/data_check.h"

namespace hysteron::ui {

Errors dataErrors(const Specification& specification)
{
    if (!specification.task.csv)
        return {};
    const Result<Task> task = makeTask(specification.task);
    if (!task)
        return task.errors();
    const int modes = static_cast<int>(task->eta.size());
    const ProtocolOptions& protocol = specification.protocol;
    if (protocol.kind == ProtocolKind::RankTrap && protocol.rank > modes)
        return {{"protocol.rank", std::to_string(protocol.rank),
                 Text("must be an integer from 0 to %1 (the number of modes of the data)", modes)}};
    return {};
}

} // namespace hysteron::ui
