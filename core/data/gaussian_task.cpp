// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/gaussian_task.h"

#include "core/base/random.h"

#include <numeric>

namespace hysteron {

namespace {

Eigen::MatrixXd jointCovariance(const TaskOptions& options)
{
    const int total = options.inputs + options.outputs;
    Eigen::MatrixXd sigma = Eigen::MatrixXd::Identity(total, total);
    for (int i = 0; i < static_cast<int>(options.eta.size()); ++i) {
        sigma(options.inputs + i, i) = options.eta[i];
        sigma(i, options.inputs + i) = options.eta[i];
    }
    return sigma;
}

/// Standard normals, one sample per column, drawn sample by sample so that a larger set begins with the smaller one.
Eigen::MatrixXd standardNormals(int rows, int samples, std::uint64_t seed, StreamId stream)
{
    Eigen::MatrixXd values(rows, samples);
    RandomStream random(seed, stream);
    random.fillNormal({values.data(), static_cast<std::size_t>(values.size())});
    return values;
}

/// Removes what the draws deviate from unit second moments: afterwards (1/N) sum eps eps^T is the identity.
void matchMoments(Eigen::MatrixXd& normals)
{
    const Eigen::MatrixXd second = normals * normals.transpose() / static_cast<double>(normals.cols());
    second.llt().matrixL().solveInPlace(normals);
}

Dataset split(const Eigen::MatrixXd& samples, int inputs)
{
    return {samples.topRows(inputs), samples.bottomRows(samples.rows() - inputs)};
}

Dataset drawSubset(const Dataset& pool, int count, std::uint64_t seed)
{
    std::vector<int> order(static_cast<std::size_t>(pool.size()));
    std::iota(order.begin(), order.end(), 0);
    RandomStream(seed, StreamId::SubSample).shuffle(order);
    Dataset subset{Eigen::MatrixXd(pool.inputs.rows(), count), Eigen::MatrixXd(pool.outputs.rows(), count)};
    for (int k = 0; k < count; ++k) {
        subset.inputs.col(k) = pool.inputs.col(order[k]);
        subset.outputs.col(k) = pool.outputs.col(order[k]);
    }
    return subset;
}

} // namespace

Moments populationMoments(const TaskOptions& options)
{
    const Eigen::MatrixXd sigma = jointCovariance(options);
    return {sigma.topLeftCorner(options.inputs, options.inputs),
            sigma.bottomLeftCorner(options.outputs, options.inputs),
            sigma.bottomRightCorner(options.outputs, options.outputs)};
}

Task makeGaussianTask(const TaskOptions& options)
{
    Task task;
    task.eta = options.eta;
    task.population = populationMoments(options);
    if (options.sampling == Sampling::Population) {
        task.trainMoments = *task.population;
        task.testMoments = task.trainMoments;
        return task;
    }
    const Eigen::MatrixXd factor = jointCovariance(options).llt().matrixL();
    const int rows = options.inputs + options.outputs;
    Eigen::MatrixXd normals = standardNormals(rows, options.samples, options.seed, StreamId::TrainingData);
    if (options.sampling == Sampling::MomentMatched)
        matchMoments(normals);
    task.train = split(factor * normals, options.inputs);
    if (options.subsample)
        task.train = drawSubset(task.train, *options.subsample, options.seed);
    task.test =
        split(factor * standardNormals(rows, options.testSamples, options.seed, StreamId::TestData), options.inputs);
    task.trainMoments = task.train.moments();
    task.testMoments = task.test.moments();
    return task;
}

} // namespace hysteron
