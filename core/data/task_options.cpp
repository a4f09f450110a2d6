// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_format.h"
#include "core/data/limits.h"
#include "core/data/task.h"

#include <algorithm>
#include <functional>
#include <iterator>

namespace hysteron {

namespace {

std::string listText(const std::vector<double>& values)
{
    std::string text = "[";
    for (const double value : values)
        text += (text.size() > 1 ? ", " : "") + shortestExact(value);
    return text + "]";
}

// One function for each rule between fields. Values outside their ranges are reported elsewhere.

void etaFitsTheTask(const TaskOptions& options, Errors& errors)
{
    const int most = std::min(options.inputs, options.outputs);
    if (most >= 1 && most <= kMostDimensions && (options.eta.empty() || std::ssize(options.eta) > most))
        errors.push_back(
            {"task.eta", listText(options.eta),
             Text("must list 1 to %1 singular values (the smaller of task.inputs and task.outputs)", most)});
}

void etaDescends(const TaskOptions& options, Errors& errors)
{
    if (!std::is_sorted(options.eta.begin(), options.eta.end(), std::greater<>()))
        errors.push_back({"task.eta", listText(options.eta), "must be in descending order"});
}

void samplesFitIntoMemory(const char* field, int samples, int dimensions, Errors& errors)
{
    if (samples <= kMostSamples && static_cast<double>(samples) * dimensions > kMostNumbers)
        errors.push_back(
            {field, std::to_string(samples),
             Text("times task.inputs + task.outputs = %1 must not exceed 32 million numbers", dimensions)});
}

void momentsCanBeMatched(const TaskOptions& options, int dimensions, Errors& errors)
{
    if (options.sampling == Sampling::MomentMatched && options.samples >= 2 && options.samples <= dimensions)
        errors.push_back(
            {"task.samples", std::to_string(options.samples),
             Text("must exceed task.inputs + task.outputs = %1 for task.sampling moment_matched", dimensions)});
}

void subsampleComesFromThePool(const TaskOptions& options, Errors& errors)
{
    if (!options.subsample)
        return;
    const int subsample = *options.subsample;
    if (options.sampling == Sampling::Population)
        errors.push_back({"task.subsample", std::to_string(subsample),
                          "must be null for task.sampling population, which has no samples"});
    else if (options.samples >= 1 && subsample > options.samples && subsample <= kMostSamples)
        errors.push_back({"task.subsample", std::to_string(subsample),
                          Text("must be a whole number from 1 to %1 (task.samples)", options.samples)});
}

void fileIsNamed(const TaskOptions& options, Errors& errors)
{
    if (options.csv->empty())
        errors.push_back({"task.csv", "(empty)", "must be the path of a CSV file, or null"});
}

void fileIsTakenAsItIs(const TaskOptions& options, Errors& errors)
{
    if (options.sampling != Sampling::Raw)
        errors.push_back(
            {"task.sampling", wordOf(options.sampling), "must be raw with task.csv, whose rows are used as they are"});
}

} // namespace

Errors TaskOptions::validate() const
{
    Errors errors;
    if (csv) {
        fileIsNamed(*this, errors);
        fileIsTakenAsItIs(*this, errors);
        return errors;
    }
    etaFitsTheTask(*this, errors);
    etaDescends(*this, errors);
    if (inputs >= 1 && inputs <= kMostDimensions && outputs >= 1 && outputs <= kMostDimensions) {
        const int dimensions = inputs + outputs;
        samplesFitIntoMemory("task.samples", samples, dimensions, errors);
        samplesFitIntoMemory("task.test_samples", testSamples, dimensions, errors);
        momentsCanBeMatched(*this, dimensions, errors);
    }
    subsampleComesFromThePool(*this, errors);
    return errors;
}

} // namespace hysteron
