#include "core/base/number_format.h"
#include "core/data/limits.h"
#include "core/data/task.h"

#include <algorithm>
#include <functional>

namespace hysteron {

namespace {

class Rules
{
public:
    /// True when the rule holds.
    bool integer(const char* field, int value, int low, int high)
    {
        const bool holds = value >= low && value <= high;
        if (!holds)
            add(field, std::to_string(value),
                "must be a whole number from " + std::to_string(low) + " to " + std::to_string(high));
        return holds;
    }
    void add(const std::string& field, const std::string& value, const std::string& rule)
    {
        m_errors.push_back({field, value, rule});
    }
    [[nodiscard]] Errors errors() const { return m_errors; }

private:
    Errors m_errors;
};

std::string listText(const std::vector<double>& values)
{
    std::string text = "[";
    for (const double value : values)
        text += (text.size() > 1 ? ", " : "") + shortestExact(value);
    return text + "]";
}

void checkEta(const TaskOptions& options, Rules& rules)
{
    const auto most = static_cast<std::size_t>(std::min(options.inputs, options.outputs));
    if (options.eta.empty() || options.eta.size() > most)
        rules.add("task.eta", listText(options.eta),
                  "must list 1 to " + std::to_string(most) +
                      " singular values (the smaller of task.inputs and task.outputs)");
    for (const double eta : options.eta)
        // At 1 the output would be a noiseless function of the input and Sigma singular.
        if (!(eta > 0.0 && eta < 1.0))
            rules.add("task.eta", shortestExact(eta), "must be a number above 0 and below 1");
    if (!std::is_sorted(options.eta.begin(), options.eta.end(), std::greater<>()))
        rules.add("task.eta", listText(options.eta), "must be in descending order");
}

/// The rules that concern only the Gaussian task; `dimensions` is inputs + outputs.
void checkGaussian(const TaskOptions& options, int dimensions, Rules& rules)
{
    checkEta(options, rules);
    const auto checkNumbers = [&](const char* field, int samples) {
        if (samples <= kMostSamples && static_cast<double>(samples) * dimensions > kMostNumbers)
            rules.add(field, std::to_string(samples),
                      "times task.inputs + task.outputs = " + std::to_string(dimensions) +
                          " must not exceed 32 million numbers");
    };
    checkNumbers("task.samples", options.samples);
    checkNumbers("task.test_samples", options.testSamples);
    if (options.sampling == Sampling::MomentMatched && options.samples >= 2 && options.samples <= dimensions)
        rules.add("task.samples", std::to_string(options.samples),
                  "must exceed task.inputs + task.outputs = " + std::to_string(dimensions) +
                      " for task.sampling moment_matched");
    if (options.sampling == Sampling::Population && options.subsample)
        rules.add("task.subsample", std::to_string(*options.subsample),
                  "must be null for task.sampling population, which has no samples");
}

void checkFile(const TaskOptions& options, Rules& rules)
{
    if (options.csv->empty())
        rules.add("task.csv", "(empty)", "must be the path of a CSV file, or null");
    if (options.sampling != Sampling::Raw)
        rules.add("task.sampling", options.sampling == Sampling::Population ? "population" : "moment_matched",
                  "must be raw with task.csv, whose rows are used as they are");
}

} // namespace

Errors TaskOptions::validate() const
{
    Rules rules;
    const bool inputsHold = rules.integer("task.inputs", inputs, 1, kMostDimensions);
    const bool outputsHold = rules.integer("task.outputs", outputs, 1, kMostDimensions);
    rules.integer("task.samples", samples, 2, kMostSamples);
    rules.integer("task.test_samples", testSamples, 2, kMostSamples);
    if (subsample)
        rules.integer("task.subsample", *subsample, 1, csv ? kMostSamples : std::clamp(samples, 1, kMostSamples));
    if (csv)
        checkFile(*this, rules);
    else if (inputsHold && outputsHold)
        checkGaussian(*this, inputs + outputs, rules);
    if (!(csvTestFraction >= 0.0 && csvTestFraction <= 0.9))
        rules.add("task.csv_test_fraction", shortestExact(csvTestFraction), "must be a number from 0 to 0.9");
    return rules.errors();
}

} // namespace hysteron
