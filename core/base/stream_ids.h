// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace hysteron {

/// Every use of random numbers in the product has its own stream; two uses never share one.
/// The values are part of the meaning of a seed: append, never renumber.
enum class StreamId : std::uint32_t {
    TrainingData = 1,   ///< Gaussian training samples (key: task.seed)
    TestData = 2,       ///< Gaussian test samples (key: task.seed)
    SubSample = 3,      ///< which samples of a pool or rows of a file are trained on (key: task.seed)
    InitialWeights = 4, ///< random initialisation (key: seed)
    Batches = 5,        ///< shuffles and draws of mini-batches (key: seed)
    LangevinNoise = 6,  ///< thermal noise on the weights (key: seed)
    Sampling = 7,       ///< from which state a walker of rare-event sampling sets out (key: seed)
    Bootstrap = 32,     ///< resampling of measured data (key: a seed of the analysis, not of an experiment)
};

} // namespace hysteron
