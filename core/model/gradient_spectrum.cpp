// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/gradient_spectrum.h"

#include "core/model/layer_products.h"
#include "core/model/sample_pass.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hysteron {

namespace {

constexpr Eigen::Index kChunk = 256; ///< samples whose gradients are written out at a time

/// Eigenvalues of a matrix that is positive semidefinite up to rounding.
GradientSpectrum spectrumOf(const Eigen::MatrixXd& covariance)
{
    const Eigen::VectorXd ascending =
        Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(covariance, Eigen::EigenvaluesOnly).eigenvalues();
    GradientSpectrum spectrum;
    for (Eigen::Index i = ascending.size(); i-- > 0;)
        spectrum.eigenvalues.push_back(std::max(0.0, ascending(i)));
    return spectrum;
}

/// Of a linear network: g = J vec(e x^T), so that its covariance J S J^T has the eigenvalues of (J^T J)^(1/2) S
/// (J^T J)^(1/2), with S the covariance of vec(e x^T) and J^T J = sum_l (B_l^T B_l) x (A_l A_l^T) (Kronecker).
GradientSpectrum linearSpectrum(const Network& network, const Eigen::MatrixXd& s)
{
    const LayerProducts products(network);
    const int in = network.shape().inputs, out = network.shape().outputs;
    Eigen::MatrixXd jj = Eigen::MatrixXd::Zero(s.rows(), s.cols());
    for (int l = 0; l < network.shape().depth; ++l) {
        const Eigen::MatrixXd m = products.behind[l] * products.behind[l].transpose();
        const Eigen::MatrixXd n = products.before[l].transpose() * products.before[l];
        for (int j = 0; j < in; ++j) {
            for (int k = 0; k < in; ++k)
                jj.block(j * out, k * out, out, out) += n(j, k) * m;
        }
    }
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> parts(jj);
    const Eigen::MatrixXd root = parts.eigenvectors() * parts.eigenvalues().cwiseMax(0.0).cwiseSqrt().asDiagonal();
    return spectrumOf(root.transpose() * s * root);
}

/// Covariance of vec(e x^T) over samples.
Eigen::MatrixXd productCovariance(const Network& network, const Dataset& data)
{
    const Eigen::MatrixXd errors = network.endToEnd() * data.inputs - data.outputs;
    const Eigen::Index out = errors.rows(), size = out * data.inputs.rows();
    const double samples = data.size();
    const Eigen::MatrixXd mean = errors * data.inputs.transpose() / samples;
    Eigen::MatrixXd s = Eigen::MatrixXd::Zero(size, size);
    for (Eigen::Index first = 0; first < data.size(); first += kChunk) {
        const Eigen::Index count = std::min<Eigen::Index>(kChunk, data.size() - first);
        Eigen::MatrixXd products(size, count);
        for (Eigen::Index k = 0; k < count; ++k) {
            for (Eigen::Index j = 0; j < data.inputs.rows(); ++j)
                products.col(k).segment(j * out, out) = data.inputs(j, first + k) * errors.col(first + k) - mean.col(j);
        }
        s.noalias() += products * products.transpose() / samples;
    }
    return s;
}

/// Centred gradients of `count` samples, one per column, D x count.
Eigen::MatrixXd centredGradients(const SamplePass& pass, const NetworkShape& shape, const Eigen::VectorXd& mean,
                                 Eigen::Index first, Eigen::Index count)
{
    Eigen::MatrixXd gradients(shape.weightCount(), count);
    for (Eigen::Index k = 0; k < count; ++k) {
        Eigen::Index offset = 0;
        for (int l = 0; l < shape.depth; ++l) {
            const auto left = pass.sensitivity(l).col(first + k);
            const auto right = pass.layerInput(l).col(first + k);
            for (Eigen::Index j = 0; j < right.size(); ++j, offset += left.size())
                gradients.col(k).segment(offset, left.size()) = right(j) * left;
        }
    }
    return gradients.colwise() - mean;
}

GradientSpectrum generalSpectrum(const Network& network, const Dataset& data)
{
    const NetworkShape& shape = network.shape();
    const double samples = data.size();
    SamplePass pass(shape);
    pass.run(network, data.inputs, data.outputs);
    Eigen::VectorXd mean;
    pass.meanGradient(mean);
    if (data.size() < shape.weightCount()) {
        const Eigen::MatrixXd gradients = centredGradients(pass, shape, mean, 0, data.size());
        return spectrumOf(gradients.transpose() * gradients / samples);
    }
    Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(shape.weightCount(), shape.weightCount());
    for (Eigen::Index first = 0; first < data.size(); first += kChunk) {
        const Eigen::MatrixXd gradients =
            centredGradients(pass, shape, mean, first, std::min<Eigen::Index>(kChunk, data.size() - first));
        covariance.noalias() += gradients * gradients.transpose() / samples;
    }
    return spectrumOf(covariance);
}

/// Whether p_in p_out is the smallest side, as it is taken to be for a population.
bool usesProducts(const NetworkShape& shape, int samples)
{
    return shape.activation == Activation::Linear &&
           (samples == 0 || shape.inputs * shape.outputs <= std::min(shape.weightCount(), samples));
}

} // namespace

double GradientSpectrum::trace() const
{
    return std::accumulate(eigenvalues.rbegin(), eigenvalues.rend(), 0.0);
}

double GradientSpectrum::participation() const
{
    const double squares = std::inner_product(eigenvalues.begin(), eigenvalues.end(), eigenvalues.begin(), 0.0);
    return squares > 0.0 ? trace() * trace() / squares : 0.0;
}

GradientSpectrum gradientSpectrum(const Network& network, const Dataset& data)
{
    if (data.size() == 0)
        return {};
    return usesProducts(network.shape(), data.size()) ? linearSpectrum(network, productCovariance(network, data))
                                                      : generalSpectrum(network, data);
}

GradientSpectrum gradientSpectrum(const Network& network, const Moments& population)
{
    const ErrorMoments error(network.endToEnd(), population);
    const Eigen::Index out = error.ee.rows(), in = population.xx.rows();
    Eigen::MatrixXd s(in * out, in * out);
    // Isserlis: Cov(e_i x_j, e_k x_m) = E[e_i e_k] E[x_j x_m] + E[e_i x_m] E[e_k x_j].
    for (Eigen::Index j = 0; j < in; ++j) {
        for (Eigen::Index m = 0; m < in; ++m)
            s.block(j * out, m * out, out, out) =
                error.ee * population.xx(j, m) + error.ex.col(m) * error.ex.col(j).transpose();
    }
    return linearSpectrum(network, s);
}

double gradientSpectrumCost(const NetworkShape& shape, int samples)
{
    const double n = samples, d = shape.weightCount(), p = shape.inputs * shape.outputs;
    const double side = usesProducts(shape, samples) ? p : std::min(d, n);
    // The Gram matrix, and some 4 side^3 for its eigenvalues.
    return (usesProducts(shape, samples) ? p * p * n : side * d * n) + 4.0 * side * side * side;
}

} // namespace hysteron
