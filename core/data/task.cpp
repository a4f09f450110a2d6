// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/task.h"

#include "core/data/csv_task.h"
#include "core/data/gaussian_task.h"
#include "core/data/whitening.h"

#include <Eigen/SVD>

#include <algorithm>

namespace hysteron {

namespace {

/// Singular values of E[y x^T] Sxx^(-1/2), descending: what a whitened network could learn. The root by correlations
/// has the same singular values as the symmetric one and does not lose columns in small units.
std::vector<double> whitenedSingularValues(const Moments& moments)
{
    const Eigen::MatrixXd whitened = moments.yx * whitening(moments.xx).matrix.transpose();
    const Eigen::VectorXd values = Eigen::JacobiSVD<Eigen::MatrixXd>(whitened).singularValues();
    return {values.begin(), values.end()};
}

} // namespace

Moments Dataset::moments() const
{
    const double n = std::max(1, size());
    return {inputs * inputs.transpose() / n, outputs * inputs.transpose() / n, outputs * outputs.transpose() / n};
}

Result<Task> makeTask(const TaskOptions& options)
{
    Task task;
    if (options.csv) {
        Result<Task> read = makeCsvTask(options);
        if (!read)
            return read.errors();
        task = std::move(read).value();
    } else {
        task = makeGaussianTask(options);
    }
    task.empiricalEta = whitenedSingularValues(task.trainMoments);
    if (options.csv) {
        Result<std::vector<double>> modes = modesOfCsv(task.empiricalEta, *options.csv);
        if (!modes)
            return modes.errors();
        task.eta = std::move(modes).value();
    }
    return task;
}

} // namespace hysteron
