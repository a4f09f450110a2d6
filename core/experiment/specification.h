// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/task.h"
#include "core/dynamics/dynamics.h"
#include "core/model/network.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hysteron {

/// `training.*`
struct TrainingOptions {
    double beta = 0.32;         ///< weight decay, dimensionless, [0, 10]
    double learningRate = 0.08; ///< eta_lr, (0, 10]
    int batch = 64;             ///< B, 1..task.samples
    Batching batching = Batching::Shuffled;
    std::int64_t epochs = 20000; ///< length of a run, epochs, 1..10^9

    bool operator==(const TrainingOptions&) const = default;
};

/// How the temperature of Langevin noise is found when `noise.temperature` is null.
enum class TemperatureReading {
    Constant,       ///< T = eta_lr / (B C) with noise.c
    TracePerWeight, ///< T = eta_lr tr / (2 B D), tr measured at the start of the run (after the trap)
    Trace,          ///< T = eta_lr tr / (2 B)
};

/// `noise.*`
struct NoiseOptions {
    NoiseKind kind = NoiseKind::Langevin;
    std::optional<double> temperature; ///< T set directly, [0, 10]; empty: from `reading`
    double c = 1.179;                  ///< C of T = eta_lr/(B C), dimensionless, (0, 10^6]
    TemperatureReading reading = TemperatureReading::Constant;

    bool operator==(const NoiseOptions&) const = default;
};

/// One leg of a beta schedule.
struct ScheduleLeg {
    double beta = 0.0;       ///< [0, 10]
    std::int64_t epochs = 0; ///< dwell, epochs, 1..10^8
    bool operator==(const ScheduleLeg&) const = default;
};

enum class ProtocolKind {
    Random,   ///< random weights, training from epoch 0
    RankTrap, ///< random weights, annealed without noise through `anneal` into rank `rank`, then epoch 0. The anneal
              ///< has a clock of its own (trap.h: 8 steps of 0.08 an epoch, the paper's), so that the trapped state
              ///< does not depend on the learning rate and the batch under study
    Schedule, ///< random weights, then the legs of `anneal` one after another *as* the run, then training.beta to the
              ///< end. A live change of beta ends the schedule
};

/// `protocol.*`
struct ProtocolOptions {
    ProtocolKind kind = ProtocolKind::RankTrap;
    int rank = 1;                    ///< rank the trap should have, 0..number of modes
    std::vector<ScheduleLeg> anneal; ///< empty with RankTrap: derivedAnneal() of the training data's own spectrum
    std::optional<double> initStd;   ///< standard deviation of the first weights, (0, 10]; empty: 1/sqrt(width)

    bool operator==(const ProtocolOptions&) const = default;
};

enum class EscapeObservable { SingularValue, TestMse };

/// `escape.*`: when a trapped network (protocol RankTrap) counts as escaped.
struct EscapeOptions {
    EscapeObservable observable = EscapeObservable::SingularValue;
    std::optional<double> threshold; ///< (0, 10^6]; empty: (lambda_sad + lambda_**)/2 of the next mode, or the mid of
                                     ///< the two test-MSE plateaus

    bool operator==(const EscapeOptions&) const = default;
};

/// One experiment, complete: with it and the log of live changes a run is determined, bit for bit.
struct Specification {
    TaskOptions task;
    NetworkOptions network;
    TrainingOptions training;
    NoiseOptions noise;
    ProtocolOptions protocol;
    EscapeOptions escape;
    std::uint64_t seed = 42;

    bool operator==(const Specification&) const = default;

    /// Every broken rule: ranges by the table of core/experiment/fields.h, then the rules between fields. Fields are
    /// dotted keys as in the file ("training.learning_rate").
    [[nodiscard]] Errors validate() const;
};

/// Those rules that a live change (core/experiment/control.h) can break; the others hold as they held before it.
[[nodiscard]] Errors checkLive(const Specification& specification);
/// The rules of the trap alone: whether this network on this task can be caught at protocol.rank.
[[nodiscard]] Errors checkTrap(const Specification& specification);

/// beta at this epoch: that of the schedule's leg, training.beta after the last one and for other protocols.
[[nodiscard]] double scheduledBeta(const Specification& specification, std::int64_t epoch);
/// First epoch after `epoch` at which scheduledBeta() may differ; empty when it stays to the end.
[[nodiscard]] std::optional<std::int64_t> nextBetaChange(const Specification& specification, std::int64_t epoch);

/// Legs that end in rank `rank`: beta = 0 until modes 1..rank are learnt, then a beta between the folds of mode rank+1
/// and mode rank (rank 0: 5 % above the first fold; full rank: only the first leg). They last twice as long as the
/// gradient flow of balanced modes needs to converge to 1e-12, but no leg more than 100000 epochs. eta: descending,
/// each > 0; depth >= 2; learningRate and stepsPerEpoch of the anneal.
[[nodiscard]] std::vector<ScheduleLeg> derivedAnneal(const std::vector<double>& eta, int depth, int rank,
                                                     double learningRate, int stepsPerEpoch);

} // namespace hysteron
