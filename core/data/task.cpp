#include "core/data/task.h"

#include "core/data/csv_task.h"
#include "core/data/gaussian_task.h"

#include <Eigen/Eigenvalues>
#include <Eigen/SVD>

namespace hysteron {

namespace {

/// Singular values of E[y x^T] Sxx^(-1/2), descending: what a whitened network could learn. Directions without variance
/// are left out (pseudo-inverse).
std::vector<double> whitenedSingularValues(const Moments& moments)
{
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(moments.xx);
    constexpr double kNegligible = 1e-12;
    const double floor = kNegligible * std::max(solver.eigenvalues().maxCoeff(), 0.0);
    const Eigen::VectorXd inverseRoot =
        solver.eigenvalues().unaryExpr([floor](double v) { return v > floor ? 1.0 / std::sqrt(v) : 0.0; });
    const Eigen::MatrixXd whitened = moments.yx * solver.eigenvectors() * inverseRoot.asDiagonal();
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
    if (const Errors errors = options.validate(); !errors.empty())
        return errors;
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
    if (options.csv)
        task.eta = modesOfCsv(task.empiricalEta);
    return task;
}

} // namespace hysteron
