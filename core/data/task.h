// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/enum_words.h"
#include "core/base/result.h"

#include <Eigen/Dense>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hysteron {

enum class Sampling {
    Raw,           ///< independent Gaussian draws: sample moments scatter around Sigma
    MomentMatched, ///< the draws, linearly corrected so that their sample covariance is exactly Sigma
    Population,    ///< no samples: training sees Sigma itself (needs a noise without mini-batches)
};

template<> struct EnumWords<Sampling> {
    static constexpr const char* words[] = {"raw", "moment_matched", "population"};
};

/// What is to be learnt. Field names are those of the specification (`task.*`).
struct TaskOptions {
    /// Singular values of Sigma_yx: 1 to min(inputs, outputs) of them, each in (0, 1), descending (equal ones are
    /// allowed). Those that are not given are 0.
    std::vector<double> eta = {0.9, 0.8};
    int inputs = 2;        ///< p_in, 1..64
    int outputs = 2;       ///< p_out, 1..64
    int samples = 512;     ///< training samples (the pool, when `subsample` is set), 2..10^6
    int testSamples = 512; ///< independent test samples, 2..10^6
    /// Train on this many samples drawn from the pool without replacement, 1..samples. Of a CSV: 2..its training rows.
    std::optional<int> subsample;
    Sampling sampling = Sampling::Raw;   ///< must be Raw for a CSV
    std::optional<std::string> csv;      ///< a user's own data instead of the Gaussian task
    std::vector<std::string> csvInputs;  ///< column names of the inputs (empty: all that are not outputs)
    std::vector<std::string> csvOutputs; ///< column names of the outputs (empty: the last `outputs` columns)
    double csvTestFraction = 0.25;       ///< share of the rows held out as test set, [0, 0.9]
    bool whiten = false;                 ///< whiten inputs (and scale outputs to unit variance) of the user's data
    std::uint64_t seed = 1;              ///< of the data; independent of the seed of the run

    bool operator==(const TaskOptions&) const = default;
    /// Every broken rule between the fields, with the field as "task.<key>"; ranges are those of the table in
    /// core/experiment/fields.h.
    [[nodiscard]] Errors validate() const;
};

/// Second moments per sample; all that a linear network can see of its data.
struct Moments {
    Eigen::MatrixXd xx; ///< E[x x^T], p_in x p_in
    Eigen::MatrixXd yx; ///< E[y x^T], p_out x p_in
    Eigen::MatrixXd yy; ///< E[y y^T], p_out x p_out
};

/// Samples as columns.
struct Dataset {
    Eigen::MatrixXd inputs;  ///< p_in x N
    Eigen::MatrixXd outputs; ///< p_out x N

    [[nodiscard]] int size() const { return static_cast<int>(inputs.cols()); }
    [[nodiscard]] Moments moments() const;
};

/// The data of one experiment, fixed for its whole life.
struct Task {
    Dataset train;        ///< empty when sampling is Population
    Dataset test;         ///< empty when sampling is Population and for a CSV without held-out rows
    Moments trainMoments; ///< of `train`, or the population's
    Moments testMoments;  ///< of `test`; the population's (or the training set's) where there is none
    /// Of the Gaussian task the samples are drawn from; empty for a CSV.
    std::optional<Moments> population;
    std::vector<double> eta; ///< the modes theory works with: task.eta, or for a CSV the empirical values above 1e-6
    /// Singular values of the training set's E[y x^T] Sxx^(-1/2), descending, min(p_in, p_out) of them.
    std::vector<double> empiricalEta;
    /// What the person should know, as sentences (e.g. that the columns of a file were not whitened).
    std::vector<Text> notes;

    [[nodiscard]] int inputs() const { return static_cast<int>(trainMoments.xx.rows()); }
    [[nodiscard]] int outputs() const { return static_cast<int>(trainMoments.yy.rows()); }
    /// N: training samples; 0 for Population.
    [[nodiscard]] int trainingSize() const { return train.size(); }
};

/// Draws or reads the data. options: they obey validate(). Errors: unusable files. Same options (and file), same data,
/// bit for bit.
/// Gaussian task (App. A): z = L eps with L the Cholesky factor of the joint covariance
/// [[I, S^T], [S, I]], S = diag(eta) padded with zeros; the first p_in components are inputs. MomentMatched corrects
/// the training samples (of a sub-sample: its pool); the test set is always independent raw draws.
[[nodiscard]] Result<Task> makeTask(const TaskOptions& options);

/// The population moments of the Gaussian task.
[[nodiscard]] Moments populationMoments(const TaskOptions& options);

} // namespace hysteron
