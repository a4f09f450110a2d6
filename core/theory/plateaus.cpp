// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/plateaus.h"

#include "core/theory/mode_landscape.h"

namespace hysteron::theory {

double plateauMse(const std::vector<double>& eta, int depth, int outputs, double beta, int rank)
{
    double total = outputs;
    for (int i = 0; i < rank; ++i) {
        const double lambda = ModeLandscape(eta[i], depth).minimum(beta).value_or(0.0);
        total -= lambda * (2.0 * eta[i] - lambda);
    }
    return total / outputs;
}

double bayesMse(const std::vector<double>& eta, int outputs)
{
    double total = outputs;
    for (const double value : eta)
        total -= value * value;
    return total / outputs;
}

} // namespace hysteron::theory
