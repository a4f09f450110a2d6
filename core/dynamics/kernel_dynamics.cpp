#include "core/dynamics/kernel_dynamics.h"

namespace hysteron {

KernelDynamics::KernelDynamics(const Task& task, const NetworkShape& shape, std::uint64_t seed, std::uint32_t replica)
    : m_task(task, shape.activation), m_block(m_task, shape), m_reference(task, shape, seed, replica)
{
    // Whole keys in every lane: no lane may run on zeros.
    for (int lane = 0; lane < ReplicaBlock<double>::kSize; ++lane)
        m_block.setReplica(lane, seed, replica + static_cast<std::uint32_t>(lane));
}

EpochResult KernelDynamics::advanceEpoch(Network& network, std::uint64_t epoch, const StepParameters& parameters)
{
    m_block.setWeights(0, network.weights());
    const int steps = m_block.advanceEpoch(epoch, parameters);
    m_next = m_block.weights(0);
    if (!isWithinLimit(m_next))
        return m_reference.advanceEpoch(network, epoch, parameters);
    network.weights() = m_next;
    return {StepOutcome::Ok, steps};
}

std::optional<Engine> engineNamed(std::string_view name)
{
    if (name == "fast")
        return Engine::Fast;
    if (name == "reference")
        return Engine::Reference;
    return std::nullopt;
}

std::unique_ptr<Dynamics> makeDynamics(Engine engine, const Task& task, const NetworkShape& shape, std::uint64_t seed,
                                       std::uint32_t replica)
{
    if (engine == Engine::Fast && kernels::isSupported(shape))
        return std::make_unique<KernelDynamics>(task, shape, seed, replica);
    return makeReferenceDynamics(task, shape, seed, replica);
}

} // namespace hysteron
