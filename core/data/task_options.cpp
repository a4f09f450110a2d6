#include "core/base/number_format.h"
#include "core/data/task.h"

#include <cmath>

namespace hysteron {

namespace {

constexpr int kMostDimensions = 64;
constexpr int kMostSamples = 1'000'000;
/// Numbers in a data set: 1 GB in double precision.
constexpr double kMostNumbers = 125e6;

class Rules
{
public:
    void integer(const char* field, int value, int low, int high)
    {
        if (value < low || value > high)
            add(field, std::to_string(value),
                "must be a whole number from " + std::to_string(low) + " to " + std::to_string(high));
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
    const auto most = static_cast<std::size_t>(std::max(0, std::min(options.inputs, options.outputs)));
    if (options.eta.empty() || options.eta.size() > most)
        rules.add("task.eta", listText(options.eta),
                  "must list 1 to min(task.inputs, task.outputs) = " + std::to_string(most) + " singular values");
    for (std::size_t i = 0; i < options.eta.size(); ++i) {
        const double eta = options.eta[i];
        // At 1 the output would be a noiseless function of the input and Sigma singular.
        if (!(eta > 0.0 && eta < 1.0))
            rules.add("task.eta", shortestExact(eta), "must be a number above 0 and below 1");
        else if (i > 0 && eta > options.eta[i - 1])
            rules.add("task.eta", listText(options.eta), "must be in descending order");
    }
}

} // namespace

Errors TaskOptions::validate() const
{
    Rules rules;
    rules.integer("task.inputs", inputs, 1, kMostDimensions);
    rules.integer("task.outputs", outputs, 1, kMostDimensions);
    rules.integer("task.samples", samples, 2, kMostSamples);
    rules.integer("task.test_samples", testSamples, 2, kMostSamples);
    if (subsample)
        rules.integer("task.subsample", *subsample, 1, std::max(1, samples));
    const double numbers = static_cast<double>(std::max(samples, testSamples)) * (inputs + outputs);
    if (numbers > kMostNumbers)
        rules.add("task.samples", std::to_string(std::max(samples, testSamples)),
                  "times (inputs + outputs) must stay below 125 million numbers");
    if (csv) {
        if (csv->empty())
            rules.add("task.csv", "(empty)", "must be the path of a CSV file, or null");
        if (sampling == Sampling::Population)
            rules.add("task.sampling", "population", "is not possible with a file, whose population is unknown");
    } else {
        checkEta(*this, rules);
        if (sampling == Sampling::MomentMatched && samples <= inputs + outputs)
            rules.add("task.samples", std::to_string(samples),
                      "must exceed inputs + outputs for moment-matched sampling");
        if (sampling == Sampling::Population && subsample)
            rules.add("task.subsample", std::to_string(*subsample), "must be null when task.sampling is population");
    }
    if (!(csvTestFraction >= 0.0 && csvTestFraction <= 0.9))
        rules.add("task.csv_test_fraction", shortestExact(csvTestFraction), "must be a number from 0 to 0.9");
    return rules.errors();
}

} // namespace hysteron
