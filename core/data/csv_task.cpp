#include "core/data/csv_task.h"

#include "core/base/random.h"
#include "core/data/csv_table.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hysteron {

namespace {

struct Columns {
    std::vector<std::size_t> inputs;
    std::vector<std::size_t> outputs;
};

Errors findColumns(const CsvTable& table, const std::vector<std::string>& names, const char* field,
                   std::vector<std::size_t>& found)
{
    Errors errors;
    for (const std::string& name : names) {
        const std::size_t index = table.find(name);
        if (index == table.names.size())
            errors.push_back({field, name, "is not a column of the file"});
        found.push_back(index);
    }
    return errors;
}

/// Named columns, or by default: the last `outputs` columns are outputs, the others inputs.
Result<Columns> chooseColumns(const CsvTable& table, const TaskOptions& options)
{
    Columns columns;
    Errors errors = findColumns(table, options.csvInputs, "task.csv_inputs", columns.inputs);
    const Errors more = findColumns(table, options.csvOutputs, "task.csv_outputs", columns.outputs);
    errors.insert(errors.end(), more.begin(), more.end());
    if (!errors.empty())
        return errors;
    const std::size_t count = table.names.size();
    if (columns.outputs.empty())
        for (std::size_t i = count - std::min(count, static_cast<std::size_t>(options.outputs)); i < count; ++i)
            columns.outputs.push_back(i);
    const auto isOutput = [&](std::size_t i) {
        return std::find(columns.outputs.begin(), columns.outputs.end(), i) != columns.outputs.end();
    };
    if (columns.inputs.empty())
        for (std::size_t i = 0; i < count; ++i)
            if (!isOutput(i))
                columns.inputs.push_back(i);
    for (const std::size_t i : columns.inputs)
        if (isOutput(i))
            errors.push_back({"task.csv_inputs", table.names[i], "cannot be input and output at once"});
    constexpr std::size_t kMost = 64;
    if (columns.inputs.empty() || columns.inputs.size() > kMost)
        errors.push_back({"task.csv", *options.csv,
                          "leaves " + std::to_string(columns.inputs.size()) + " input columns; 1 to 64 are needed"});
    if (!errors.empty())
        return errors;
    return columns;
}

Eigen::MatrixXd gather(const CsvTable& table, const std::vector<std::size_t>& columns, const std::vector<int>& rows)
{
    Eigen::MatrixXd values(static_cast<Eigen::Index>(columns.size()), static_cast<Eigen::Index>(rows.size()));
    for (std::size_t c = 0; c < columns.size(); ++c)
        for (std::size_t r = 0; r < rows.size(); ++r)
            values(static_cast<Eigen::Index>(c), static_cast<Eigen::Index>(r)) = table.columns[columns[c]][rows[r]];
    return values;
}

void centre(Eigen::MatrixXd& train, Eigen::MatrixXd& test)
{
    const Eigen::VectorXd mean = train.rowwise().mean();
    train.colwise() -= mean;
    test.colwise() -= mean;
}

/// Names of columns that do not vary in the training rows: nothing can be learnt from them, nor can they be whitened.
Errors constantColumns(const CsvTable& table, const std::vector<std::size_t>& columns, const Eigen::MatrixXd& centred)
{
    Errors errors;
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (centred.row(static_cast<Eigen::Index>(c)).squaredNorm() == 0.0)
            errors.push_back(
                {"task.csv", table.names[columns[c]],
                 "has the same value in every training row; leave the column out or turn task.whiten off"});
    return errors;
}

/// Inputs to unit covariance (symmetric whitening), outputs to unit variance each, by training statistics.
Errors whiten(Dataset& train, Dataset& test)
{
    const Moments moments = train.moments();
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(moments.xx);
    constexpr double kCollinear = 1e-12;
    if (solver.eigenvalues().minCoeff() <= kCollinear * solver.eigenvalues().maxCoeff())
        return {{"task.whiten", "true", "needs inputs of which none is a combination of the others"}};
    const Eigen::MatrixXd inputScale = solver.operatorInverseSqrt();
    const Eigen::VectorXd outputScale = moments.yy.diagonal().cwiseSqrt().cwiseInverse();
    train.inputs = inputScale * train.inputs;
    test.inputs = inputScale * test.inputs;
    train.outputs = outputScale.asDiagonal() * train.outputs;
    test.outputs = outputScale.asDiagonal() * test.outputs;
    return {};
}

} // namespace

Result<Task> makeCsvTask(const TaskOptions& options)
{
    const Result<CsvTable> table = readCsv(*options.csv, "task.csv");
    if (!table)
        return table.errors();
    const Result<Columns> columns = chooseColumns(*table, options);
    if (!columns)
        return columns.errors();

    std::vector<int> rows(table->rows());
    std::iota(rows.begin(), rows.end(), 0);
    RandomStream(options.seed, StreamId::SubSample).shuffle(rows);
    const auto held = static_cast<std::ptrdiff_t>(options.csvTestFraction * static_cast<double>(rows.size()));
    const std::vector<int> testRows(rows.begin(), rows.begin() + held);
    std::vector<int> trainRows(rows.begin() + held, rows.end());
    if (options.subsample && *options.subsample < static_cast<int>(trainRows.size()))
        trainRows.resize(static_cast<std::size_t>(*options.subsample));
    if (trainRows.size() < 2)
        return Error{"task.csv", *options.csv, "leaves fewer than 2 training rows"};

    Task task;
    task.train = {gather(*table, columns->inputs, trainRows), gather(*table, columns->outputs, trainRows)};
    task.test = {gather(*table, columns->inputs, testRows), gather(*table, columns->outputs, testRows)};
    centre(task.train.inputs, task.test.inputs);
    centre(task.train.outputs, task.test.outputs);
    if (options.whiten) {
        Errors errors = constantColumns(*table, columns->inputs, task.train.inputs);
        const Errors more = constantColumns(*table, columns->outputs, task.train.outputs);
        errors.insert(errors.end(), more.begin(), more.end());
        if (errors.empty())
            errors = whiten(task.train, task.test);
        if (!errors.empty())
            return errors;
    } else {
        task.notes.push_back("The inputs were not whitened: theory lines are approximate.");
    }
    task.trainMoments = task.train.moments();
    task.testMoments = task.test.size() > 0 ? task.test.moments() : task.trainMoments;
    if (task.test.size() == 0)
        task.notes.push_back("No rows were held out: the test error is the training error.");
    return task;
}

std::vector<double> modesOfCsv(const std::vector<double>& empiricalEta)
{
    // A perfectly predictable output has eta = 1 up to rounding; theory wants the open interval.
    constexpr double kSmallest = 1e-6;
    constexpr double kLargest = 1.0 - 1e-9;
    std::vector<double> modes;
    for (const double eta : empiricalEta)
        if (eta > kSmallest)
            modes.push_back(std::min(eta, kLargest));
    return modes;
}

} // namespace hysteron
