// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/csv_task.h"

#include "core/base/random.h"
#include "core/data/csv_columns.h"
#include "core/data/whitening.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace hysteron {

namespace {

struct Rows {
    std::vector<int> train;
    std::vector<int> test;
};

/// Which rows are held out and which are trained on: a random order by task.seed, cut in two.
Result<Rows> splitRows(std::size_t count, const TaskOptions& options)
{
    std::vector<int> order(count);
    std::iota(order.begin(), order.end(), 0);
    RandomStream(options.seed, StreamId::SubSample).shuffle(order);
    const auto held = static_cast<std::ptrdiff_t>(options.csvTestFraction * static_cast<double>(count));
    Rows rows{{order.begin() + held, order.end()}, {order.begin(), order.begin() + held}};
    if (rows.train.size() < 2)
        return Error{"task.csv", *options.csv,
                     Text("must leave at least 2 rows for training, and leaves %1", rows.train.size())};
    if (options.subsample) {
        const int wanted = *options.subsample;
        if (wanted < 2 || wanted > static_cast<int>(rows.train.size()))
            return Error{
                "task.subsample", std::to_string(wanted),
                Text("must be a whole number from 2 to %1 (the training rows of %2)", rows.train.size(), *options.csv)};
        rows.train.resize(static_cast<std::size_t>(wanted));
    }
    return rows;
}

using Numbers = std::vector<std::vector<double>>; ///< of each chosen column

Result<Numbers> readNumbers(const CsvTable& table, const std::vector<std::size_t>& columns)
{
    Numbers all;
    Errors errors;
    for (const std::size_t column : columns) {
        Result<std::vector<double>> numbers = table.numbers(column, "task.csv");
        for (Error& error : numbers.errors())
            if (errors.size() < kEnoughCsvErrors)
                errors.push_back(std::move(error));
        if (numbers)
            all.push_back(std::move(*numbers));
    }
    if (!errors.empty())
        return errors;
    return all;
}

Eigen::MatrixXd gather(const Numbers& columns, const std::vector<int>& rows)
{
    Eigen::MatrixXd values(static_cast<Eigen::Index>(columns.size()), static_cast<Eigen::Index>(rows.size()));
    for (std::size_t c = 0; c < columns.size(); ++c)
        for (std::size_t r = 0; r < rows.size(); ++r)
            values(static_cast<Eigen::Index>(c), static_cast<Eigen::Index>(r)) =
                columns[c][static_cast<std::size_t>(rows[r])];
    return values;
}

/// Subtracts the training means. A column that does not vary becomes exactly 0 in the training set, so that the
/// rounding of its mean is never taken for data; its index is returned.
std::vector<std::size_t> centre(Eigen::MatrixXd& train, Eigen::MatrixXd& test)
{
    constexpr double kRounding = 1e-12;
    std::vector<std::size_t> constant;
    for (Eigen::Index c = 0; c < train.rows(); ++c) {
        const double spread = train.row(c).maxCoeff() - train.row(c).minCoeff();
        const double size = train.row(c).cwiseAbs().maxCoeff();
        const double mean = train.row(c).mean();
        train.row(c).array() -= mean;
        test.row(c).array() -= mean;
        if (spread <= kRounding * size || train.row(c).squaredNorm() < std::numeric_limits<double>::min()) {
            train.row(c).setZero();
            constant.push_back(static_cast<std::size_t>(c));
        }
    }
    return constant;
}

void reportConstant(const CsvTable& table, const std::vector<std::size_t>& columns,
                    const std::vector<std::size_t>& constant, Errors& errors)
{
    for (const std::size_t c : constant)
        errors.push_back(
            {"task.csv", table.names()[columns[c]],
             Text("must not have the same value in every training row; leave the column out or turn %1 off",
                  "task.whiten")});
}

/// Inputs to unit covariance, outputs to unit variance each, by training statistics.
Errors whiten(Task& task, const TaskOptions& options)
{
    const int inputs = static_cast<int>(task.train.inputs.rows());
    if (task.train.size() <= inputs)
        return {{"task.csv", *options.csv,
                 Text("must leave more training rows than inputs for whitening: %1 rows for %2 inputs",
                      task.train.size(), inputs)}};
    const Moments moments = task.train.moments();
    const Whitening inputWhitening = whitening(moments.xx);
    if (inputWhitening.rank < inputs)
        return {{"task.whiten", "true", "needs inputs of which none is a combination of the others"}};
    const Eigen::VectorXd outputScale = moments.yy.diagonal().cwiseSqrt().cwiseInverse();
    for (Dataset* set : {&task.train, &task.test}) {
        set->inputs = inputWhitening.matrix * set->inputs;
        set->outputs = outputScale.asDiagonal() * set->outputs;
    }
    return {};
}

} // namespace

Result<Task> makeCsvTask(const TaskOptions& options)
{
    const Result<CsvTable> table = readCsv(*options.csv, "task.csv");
    if (!table)
        return table.errors();
    const Result<CsvColumns> columns = chooseColumns(*table, options);
    if (!columns)
        return columns.errors();
    const Result<Numbers> inputs = readNumbers(*table, columns->inputs);
    const Result<Numbers> outputs = readNumbers(*table, columns->outputs);
    if (!inputs)
        return inputs.errors();
    if (!outputs)
        return outputs.errors();
    const Result<Rows> rows = splitRows(table->rows(), options);
    if (!rows)
        return rows.errors();

    Task task;
    task.train = {gather(*inputs, rows->train), gather(*outputs, rows->train)};
    task.test = {gather(*inputs, rows->test), gather(*outputs, rows->test)};
    const std::vector<std::size_t> constantInputs = centre(task.train.inputs, task.test.inputs);
    const std::vector<std::size_t> constantOutputs = centre(task.train.outputs, task.test.outputs);
    if (const Moments moments = task.train.moments();
        !moments.xx.allFinite() || !moments.yx.allFinite() || !moments.yy.allFinite())
        return Error{"task.csv", *options.csv, "must not have numbers too large to be squared"};
    if (options.whiten) {
        Errors errors;
        reportConstant(*table, columns->inputs, constantInputs, errors);
        reportConstant(*table, columns->outputs, constantOutputs, errors);
        if (errors.empty())
            errors = whiten(task, options);
        if (!errors.empty())
            return errors;
    } else {
        task.notes.push_back("The columns were centred but not whitened. Theory is for inputs of unit covariance and "
                             "outputs of unit variance: its lines are approximate.");
    }
    task.trainMoments = task.train.moments();
    task.testMoments = task.test.size() > 0 ? task.test.moments() : task.trainMoments;
    if (task.test.size() == 0)
        task.notes.push_back("No rows were held out: the test error is the training error.");
    return task;
}

Result<std::vector<double>> modesOfCsv(const std::vector<double>& empiricalEta, const std::string& path)
{
    constexpr double kSmallest = 1e-6; // below, a mode is rounding and not a feature
    std::vector<double> modes = empiricalEta;
    std::erase_if(modes, [](double eta) { return !(eta >= kSmallest); });
    if (modes.empty())
        return Error{"task.csv", path,
                     Text("must have inputs and outputs that are correlated: the largest singular value is %1 (set %2 "
                          "if only the units are large)",
                          empiricalEta.front(), "task.whiten")};
    return modes;
}

} // namespace hysteron
