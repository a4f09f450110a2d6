// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/measured_table.h"

#include "core/base/number_format.h"

#include <cmath>

namespace hysteron {

namespace {

constexpr double kLargest = 1e100; ///< sums and squares stay finite

class Column
{
public:
    Column(const CsvTable& table, const std::string& file, const ColumnChoice& choice, Errors& errors,
           Missing missing = Missing::Refused)
        : m_table(table), m_field(choice.field), m_index(table.find(choice.name))
    {
        if (choice.name.empty())
            errors.push_back({m_field, "(none)", Text("must name a column of %1", file)});
        else if (m_index == table.names().size())
            errors.push_back({m_field, choice.name, Text("must be a column of %1", file)});
        else if (Result<std::vector<double>> numbers = table.numbers(m_index, m_field, missing))
            m_values = std::move(*numbers);
        else
            for (Error& error : numbers.errors())
                errors.push_back(std::move(error));
    }

    [[nodiscard]] double operator[](std::size_t row) const { return m_values[row]; }
    [[nodiscard]] const std::vector<double>& values() const { return m_values; }
    /// Adds an error unless `good`, up to the few that are enough.
    void require(bool good, std::size_t row, const Text& rule, Errors& errors) const
    {
        if (!good && errors.size() < kEnoughCsvErrors)
            errors.push_back(
                {m_field, shortestExact(m_values[row]), Text("%1 (%2)", rule, m_table.place(row, m_index))});
    }

private:
    const CsvTable& m_table;
    std::string m_field;
    std::size_t m_index;
    std::vector<double> m_values;
};

/// The rows in which both are there: train and test are often measured at different steps.
analysis::TrainingCurve curveOf(const Column& step, const Column& value)
{
    analysis::TrainingCurve curve;
    for (std::size_t row = 0; row < step.values().size(); ++row) {
        if (std::isnan(value[row]))
            continue;
        curve.steps.push_back(step[row]);
        curve.values.push_back(value[row]);
    }
    return curve;
}

constexpr Covariate kCovariates[] = {Covariate::InverseTemperature, Covariate::Temperature, Covariate::LearningRate};

} // namespace

std::string name(Covariate covariate)
{
    switch (covariate) {
    case Covariate::Temperature:
        return "T";
    case Covariate::LearningRate:
        return "eta_lr";
    case Covariate::InverseTemperature:
        break;
    }
    return "1/T";
}

std::optional<Covariate> covariateOf(const std::string& text)
{
    for (const Covariate covariate : kCovariates) {
        if (name(covariate) == text)
            return covariate;
    }
    return std::nullopt;
}

Result<MeasuredWaits> readWaits(const CsvTable& table, const std::string& file, const WaitColumns& columns)
{
    Errors errors;
    const bool inverse = columns.covariate != Covariate::InverseTemperature;
    const Column time(table, file, columns.time, errors);
    const Column x(table, file, columns.x, errors);
    std::optional<Column> censored;
    std::optional<Column> group;
    if (!columns.censored.name.empty())
        censored.emplace(table, file, columns.censored, errors);
    if (!columns.group.name.empty())
        group.emplace(table, file, columns.group, errors);
    if (!errors.empty())
        return errors;

    const auto isPositive = [](double value) { return value >= 1.0 / kLargest && value <= kLargest; };
    MeasuredWaits waits;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        time.require(isPositive(time[row]), row, "must be a number from 1e-100 to 1e100", errors);
        if (inverse)
            x.require(isPositive(x[row]), row, "must be a number from 1e-100 to 1e100", errors);
        else
            x.require(std::abs(x[row]) <= kLargest, row, "must be a number from -1e100 to 1e100", errors);
        if (censored)
            censored->require((*censored)[row] == 0.0 || (*censored)[row] == 1.0, row, "must be 0 or 1", errors);
        const analysis::Wait wait{inverse ? 1.0 / x[row] : x[row], time[row], censored && (*censored)[row] == 1.0};
        waits.all.push_back(wait);
        if (group)
            waits.groups[(*group)[row]].push_back(wait);
    }
    if (!errors.empty())
        return errors;
    return waits;
}

Result<MeasuredCurves> readCurves(const CsvTable& table, const std::string& file, const CurveColumns& columns)
{
    Errors errors;
    const Column step(table, file, columns.step, errors);
    const Column train(table, file, columns.train, errors, Missing::AsNan);
    const Column test(table, file, columns.test, errors, Missing::AsNan);
    if (!errors.empty())
        return errors;
    MeasuredCurves curves{curveOf(step, train), curveOf(step, test)};
    errors = checkCurve(curves.train, columns.train.field);
    for (Error& error : checkCurve(curves.test, columns.test.field))
        errors.push_back(std::move(error));
    if (!errors.empty())
        return errors;
    return curves;
}

} // namespace hysteron
