// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/first_weights.h"

#include <cmath>

namespace hysteron {

double firstDeviation(const Specification& specification)
{
    return specification.protocol.initStd.value_or(1.0 / std::sqrt(specification.network.width));
}

Network firstNetwork(const Prepared& prepared, std::uint32_t replica)
{
    const Specification& specification = prepared.specification();
    Network network(prepared.shape());
    RandomStream random(specification.seed, StreamId::InitialWeights, replica);
    network.initialise(firstDeviation(specification), random);
    return network;
}

} // namespace hysteron
