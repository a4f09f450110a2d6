// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/temperature.h"

namespace hysteron::theory {

double temperatureFromConstant(double learningRate, int batch, double c)
{
    return learningRate / (batch * c);
}

double temperatureFromTracePerWeight(double learningRate, int batch, double trace, int weights)
{
    return learningRate * trace / (2.0 * batch * weights);
}

double temperatureFromTrace(double learningRate, int batch, double trace)
{
    return learningRate * trace / (2.0 * batch);
}

} // namespace hysteron::theory
