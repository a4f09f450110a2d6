#include "core/experiment/first_weights.h"

#include <cmath>

namespace hysteron {

double firstDeviation(const Specification& specification)
{
    return specification.protocol.initStd.value_or(1.0 / std::sqrt(specification.network.width));
}

Network firstNetwork(const Specification& specification, const Task& task, std::uint32_t replica)
{
    const NetworkOptions& options = specification.network;
    Network network({task.inputs(), task.outputs(), options.width, options.depth, options.activation});
    RandomStream random(specification.seed, StreamId::InitialWeights, replica);
    network.initialise(firstDeviation(specification), random);
    return network;
}

} // namespace hysteron
