// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/epoch_stream.h"
#include "core/data/task.h"
#include "core/dynamics/dynamics.h"
#include "core/kernels/batch_source.h"
#include "core/kernels/block.h"
#include "core/kernels/samples.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace hysteron {

/// A task as the kernels of one activation read it; shared by all blocks that train on it.
template<class T> class KernelTask
{
public:
    /// task must outlive it.
    KernelTask(const Task& task, Activation activation);

    [[nodiscard]] const Task& task() const { return m_task; }
    [[nodiscard]] int samples() const { return m_samples; }
    /// Linear: the moments of each sample; otherwise the samples themselves.
    [[nodiscard]] kernels::SampleRows<T> rows() const;
    /// The whole training set (or population): linear its moments, [momentCount][lane], otherwise [N][p_in +
    /// p_out][lane].
    [[nodiscard]] const T* whole() const { return m_whole.data(); }
    /// Numbers in a row.
    [[nodiscard]] int entries() const { return m_entries; }
    /// Sxx^-1 / N, for networks that are not linear.
    [[nodiscard]] const T* inverse() const { return m_inverse.data(); }

private:
    void listMomentRows();
    void listSamples();

    const Task& m_task;
    int m_samples;
    int m_entries;
    kernels::AlignedArray<T> m_rows;
    kernels::AlignedArray<T> m_whole;
    std::vector<T> m_inverse;
};

/// kernels::kLanes<T> replicas that move together, each with its own random numbers. T: double, or float for speed
/// where 1e-4 is enough. What a replica does depends on its own (seed, replica) and weights alone, never on its lane or
/// on who its neighbours are.
template<class T> class ReplicaBlock
{
public:
    static constexpr int kSize = kernels::kLanes<T>;

    /// task must outlive the block and be made for the activation of the shape; shape: kernels::isSupported.
    ReplicaBlock(const KernelTask<T>& task, const NetworkShape& shape);

    /// Random numbers from now on are those of this replica of this seed.
    void setReplica(int lane, std::uint64_t seed, std::uint32_t replica);
    void setWeights(int lane, const Eigen::VectorXd& weights);
    [[nodiscard]] Eigen::VectorXd weights(int lane) const;
    /// A replica moves to another block (or lane): its weights and its random numbers.
    void copyFrom(const ReplicaBlock& other, int otherLane, int lane);

    /// One epoch of every lane. Returns the steps taken.
    int advanceEpoch(std::uint64_t epoch, const StepParameters& parameters);

    /// Singular values of P and the largest |weight| of every lane, as they are now.
    void observe();
    [[nodiscard]] double singularValue(int lane, int index) const
    {
        return static_cast<double>(m_singularValues[index * kSize + lane]);
    }
    /// Number of singular values.
    [[nodiscard]] int modes() const { return std::min(m_shape.inputs, m_shape.outputs); }
    /// P as it was observed, p_out x p_in.
    [[nodiscard]] Eigen::MatrixXd endToEnd(int lane) const;
    /// After observe(): false for weights beyond kDivergenceLimit or not finite.
    [[nodiscard]] bool isWithinLimit(int lane) const { return m_largest[lane] <= static_cast<T>(kDivergenceLimit); }

private:
    void prepareBatches(const StepParameters& parameters);
    void startNoise(std::uint64_t epoch);
    void advanceLinear(int steps, bool batched, const StepParameters& parameters, const NormalScale* noise);
    void advanceSamples(int steps, bool batched, const StepParameters& parameters, const NormalScale* noise);

    const KernelTask<T>& m_task;
    NetworkShape m_shape;
    std::optional<kernels::Workspace<T>> m_workspace;             ///< linear
    std::optional<kernels::SampleWorkspace<T>> m_sampleWorkspace; ///< not linear
    kernels::AlignedArray<T> m_weights;
    kernels::AlignedArray<T> m_batchData; ///< of the next step or steps
    kernels::AlignedArray<std::uint64_t> m_noiseState;
    kernels::AlignedArray<T> m_endToEnd;
    kernels::AlignedArray<T> m_singularValues;
    kernels::AlignedArray<T> m_largest;
    std::array<StreamKey, kSize> m_noiseKeys{};
    std::array<StreamKey, kSize> m_batchKeys{};
    std::unique_ptr<kernels::BatchSource<T>> m_batches;
    int m_batch = 0; ///< what m_batches was made for
    Batching m_batching = Batching::Full;
};

} // namespace hysteron
