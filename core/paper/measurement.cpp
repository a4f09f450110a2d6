// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/measurement.h"

#include "core/paper/measure.h"

#include <algorithm>

namespace hysteron::paper {

const std::vector<Measurement>& measurements()
{
    // Seconds: measured on two threads of the machine of PERFORMANCE.md, 50 seeds.
    static const std::vector<Measurement> all = {
        {"fig1a", "traps and random starts, mini-batch and Langevin", 60, measureTrapping},
        {"fig1b", "25 samples of 5000", 30, measureSparse},
        {"fig2b-literal", "the paper's grid of learning rates", 10, measureLiteralGrid},
        {"fig2b-waiting", "escape times that can be waited for", 10, measureWaiting},
        {"fig2b-flux", "escape times by forward flux sampling", 40, measureFlux},
        {"fig3", "quasi-static sweeps up and down", 40, measureSweeps},
        {"appg", "tanh and sigmoid networks", 60, measureNonlinear},
        {"staged", "stages of 2 to 8 features", 60, measureStages},
        {"depth", "escape times of deeper networks", 40, measureDepth},
        {"noise", "what batch and learning rate do to the noise", 20, measureNoiseScaling},
        {"gap", "train and test error over sample size", 30, measureGap},
        {"free-energy", "visits in equilibrium", 40, measureFreeEnergy},
    };
    return all;
}

const Measurement* findMeasurement(const std::string& id)
{
    const auto found = std::ranges::find(measurements(), id, &Measurement::id);
    return found == measurements().end() ? nullptr : &*found;
}

} // namespace hysteron::paper
