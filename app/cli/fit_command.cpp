#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/fit_json.h"

#include "core/base/number_format.h"
#include "core/data/csv_table.h"

#include <cmath>
#include <cstdio>
#include <map>
#include <memory>

namespace hysteron::cli {

namespace {

using Json = nlohmann::ordered_json;

struct FitArguments {
    std::string file;
    std::string tau;
    std::string x;
    std::string xIs = "1/T";
    std::string censored;
    std::string group;
    bool curve = false;
    std::string step;
    std::string train;
    std::string test;
    bool json = false;
};

constexpr std::size_t kEnoughErrors = 5; ///< the first few say what is wrong with a file
constexpr double kLargest = 1e100;       ///< sums and squares stay finite

/// One column of the file, by the option that names it.
class Column
{
public:
    Column(const CsvTable& table, const std::string& file, std::string option, const std::string& column,
           Errors& errors)
        : m_option(std::move(option))
    {
        const std::size_t index = table.find(column);
        if (column.empty())
            errors.push_back({m_option, "(none)", "must name a column of " + file});
        else if (index == table.names.size())
            errors.push_back({m_option, column, "must be a column of " + file});
        else
            m_values = &table.columns[index];
    }

    [[nodiscard]] double operator[](std::size_t row) const { return (*m_values)[row]; }
    [[nodiscard]] const std::vector<double>& values() const { return *m_values; }
    /// Adds an error unless `good`; rows are counted from 1 below the header.
    void require(bool good, std::size_t row, const std::string& rule, Errors& errors) const
    {
        if (!good && errors.size() < kEnoughErrors)
            errors.push_back({m_option, shortestExact((*m_values)[row]),
                              rule + " (row " + std::to_string(row + 1) + " below the header)"});
    }

private:
    std::string m_option;
    const std::vector<double>* m_values = nullptr;
};

struct Waits {
    std::vector<analysis::Wait> all;
    std::map<double, std::vector<analysis::Wait>> groups;
};

Result<Waits> readWaits(const FitArguments& arguments, const CsvTable& table)
{
    Errors errors;
    if (arguments.xIs != "1/T" && arguments.xIs != "T" && arguments.xIs != "eta_lr")
        errors.push_back({"--x-is", arguments.xIs, "must be 1/T, T or eta_lr"});
    const bool inverse = arguments.xIs != "1/T";
    const Column tau(table, arguments.file, "--tau", arguments.tau, errors);
    const Column x(table, arguments.file, "--x", arguments.x, errors);
    std::optional<Column> censored;
    std::optional<Column> group;
    if (!arguments.censored.empty())
        censored.emplace(table, arguments.file, "--censored", arguments.censored, errors);
    if (!arguments.group.empty())
        group.emplace(table, arguments.file, "--group", arguments.group, errors);
    if (!errors.empty())
        return errors;

    Waits waits;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        tau.require(tau[row] >= 1.0 / kLargest && tau[row] <= kLargest, row, "must be a number from 1e-100 to 1e100",
                    errors);
        if (inverse)
            x.require(x[row] >= 1.0 / kLargest && x[row] <= kLargest, row, "must be a number from 1e-100 to 1e100",
                      errors);
        else
            x.require(std::abs(x[row]) <= kLargest, row, "must be a number from -1e100 to 1e100", errors);
        if (censored)
            censored->require((*censored)[row] == 0.0 || (*censored)[row] == 1.0, row, "must be 0 or 1", errors);
        const analysis::Wait wait{inverse ? 1.0 / x[row] : x[row], tau[row], censored && (*censored)[row] == 1.0};
        waits.all.push_back(wait);
        if (group)
            waits.groups[(*group)[row]].push_back(wait);
    }
    if (!errors.empty())
        return errors;
    return waits;
}

int runLaws(const FitArguments& arguments, const CsvTable& table)
{
    const Result<Waits> waits = readWaits(arguments, table);
    if (!waits)
        return report(waits.errors());
    const analysis::LawComparison pooled = analysis::compareLaws(waits->all);
    Json json = fitJson(pooled);
    json["x_is"] = arguments.xIs;
    if (!arguments.json)
        printFit(pooled);
    for (const auto& [value, group] : waits->groups) {
        const analysis::LawComparison comparison = analysis::compareLaws(group);
        Json answer{{"group", value}};
        answer.update(fitJson(comparison));
        json["groups"].push_back(std::move(answer));
        if (!arguments.json) {
            std::printf("\n--- %s = %s\n", arguments.group.c_str(), shortestExact(value).c_str());
            printFit(comparison);
        }
    }
    if (arguments.json)
        print(json);
    return pooled.tooFewEvents ? kNumericalOutcome : kDone;
}

int runCurve(const FitArguments& arguments, const CsvTable& table)
{
    Errors errors;
    const Column step(table, arguments.file, "--step", arguments.step, errors);
    const Column train(table, arguments.file, "--train", arguments.train, errors);
    const Column test(table, arguments.file, "--test", arguments.test, errors);
    if (!errors.empty())
        return report(errors);
    const analysis::TrainingCurve trainCurve{step.values(), train.values()};
    const analysis::TrainingCurve testCurve{step.values(), test.values()};
    errors = checkCurve(trainCurve, "--train");
    for (Error& error : checkCurve(testCurve, "--test"))
        errors.push_back(std::move(error));
    if (!errors.empty())
        return report(errors);
    const analysis::ConvergenceDelay delay = convergenceDelay(trainCurve, testCurve);
    if (arguments.json)
        print(delayJson(delay));
    else
        printDelay(delay);
    return delay.delay ? kDone : kNumericalOutcome;
}

int runFit(const FitArguments& arguments)
{
    const Result<CsvTable> table = readCsv(arguments.file, "FILE");
    if (!table)
        return report(table.errors());
    return arguments.curve ? runCurve(arguments, *table) : runLaws(arguments, *table);
}

} // namespace

void addFit(CLI::App& app, Action& action)
{
    auto arguments = std::make_shared<FitArguments>();
    CLI::App* command =
        app.add_subcommand("fit", "Escape-time law of anybody's data, or the delay of a training curve");
    command->add_option("FILE", arguments->file, "CSV file with a header and numbers")->required();
    command->add_option("--tau", arguments->tau, "Column of the times; one for each x is taken for a mean");
    command->add_option("--x", arguments->x, "Column of the covariate");
    command->add_option("--x-is", arguments->xIs, "1/T (the laws take x as it is), T or eta_lr (they take 1/x)")
        ->capture_default_str();
    command->add_option("--censored", arguments->censored,
                        "Column with 1 where nothing had happened by the time, else 0");
    command->add_option("--group", arguments->group, "Column of a number; one more answer for each of its values");
    command->add_flag("--curve", arguments->curve, "The delay between train and test error instead of a law");
    command->add_option("--step", arguments->step, "With --curve: column of steps or epochs");
    command->add_option("--train", arguments->train, "With --curve: column of the train error");
    command->add_option("--test", arguments->test, "With --curve: column of the test error");
    command->add_flag("--json", arguments->json, "One JSON document on standard output");
    command->callback([arguments, &action] { action = [arguments] { return runFit(*arguments); }; });
}

} // namespace hysteron::cli
