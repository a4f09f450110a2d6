// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/noise_temperature.h"

#include "core/theory/temperature.h"

#include <algorithm>

namespace hysteron {

double temperatureInForce(const NoiseOptions& noise, const TrainingOptions& training, int samples, int weights,
                          double trace)
{
    if (!usesTemperature(noise.kind))
        return 0.0;
    if (noise.temperature)
        return *noise.temperature;
    const int batch = samples > 0 ? std::min(training.batch, samples) : training.batch;
    switch (noise.reading) {
    case TemperatureReading::TracePerWeight:
        return theory::temperatureFromTracePerWeight(training.learningRate, batch, trace, weights);
    case TemperatureReading::Trace:
        return theory::temperatureFromTrace(training.learningRate, batch, trace);
    case TemperatureReading::Constant:
        break;
    }
    return theory::temperatureFromConstant(training.learningRate, batch, noise.c);
}

bool readsTrace(const NoiseOptions& noise)
{
    return usesTemperature(noise.kind) && !noise.temperature && noise.reading != TemperatureReading::Constant;
}

} // namespace hysteron
