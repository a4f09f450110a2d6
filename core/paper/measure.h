// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/paper/measurement.h"

namespace hysteron::paper {

// The measurements, each in a file of its own; measurement.cpp lists them. Protocols and variants are numbered as the
// tables' columns say in docs of each function.

/// fig1a-runs, fig1a-curves: protocol 0 random start, 1 trap of rank 1, 2 trap of rank 0 (App. A), 3 the anneal that
/// stops at beta = 0; mini-batch (langevin 0) and Langevin noise (1).
[[nodiscard]] std::vector<Table> measureTrapping(const Conditions& conditions, const ShareDone& share,
                                                 const std::stop_token& stop);
/// fig1b-runs, fig1b-curves: variant 0 the literal words, 1 a small seed in the weak mode, 2 batches drawn with
/// replacement, 3 Langevin.
[[nodiscard]] std::vector<Table> measureSparse(const Conditions& conditions, const ShareDone& share,
                                               const std::stop_token& stop);
/// fig2b-literal: the paper's grid of eta_lr, mini-batch and Langevin noise.
[[nodiscard]] std::vector<Table> measureLiteralGrid(const Conditions& conditions, const ShareDone& share,
                                                    const std::stop_token& stop);
/// fig2b-waiting: escape times at temperatures at which escape can be waited for.
[[nodiscard]] std::vector<Table> measureWaiting(const Conditions& conditions, const ShareDone& share,
                                                const std::stop_token& stop);
/// fig2b-flux: ln tau by forward flux sampling down to 3e-4.
[[nodiscard]] std::vector<Table> measureFlux(const Conditions& conditions, const ShareDone& share,
                                             const std::stop_token& stop);
/// fig3-sweeps, fig3-jumps: quasi-static sweeps up and down; kind 0 gradient descent on matched moments, 1 the same on
/// raw data sets, 2 mini-batch SGD on raw data sets, 3 Langevin of T = 1e-3, 4 the same four times slower.
[[nodiscard]] std::vector<Table> measureSweeps(const Conditions& conditions, const ShareDone& share,
                                               const std::stop_token& stop);
/// appg-sweeps, appg-escapes: tanh (activation 1) and sigmoid (2) networks.
[[nodiscard]] std::vector<Table> measureNonlinear(const Conditions& conditions, const ShareDone& share,
                                                  const std::stop_token& stop);
/// staged-runs: first passages of the stages for d = 2..8 features.
[[nodiscard]] std::vector<Table> measureStages(const Conditions& conditions, const ShareDone& share,
                                               const std::stop_token& stop);
/// depth-escapes: ln tau over depth.
[[nodiscard]] std::vector<Table> measureDepth(const Conditions& conditions, const ShareDone& share,
                                              const std::stop_token& stop);
/// noise-scaling, noise-waiting: what B and eta_lr do to fluctuations and to escape times.
[[nodiscard]] std::vector<Table> measureNoiseScaling(const Conditions& conditions, const ShareDone& share,
                                                     const std::stop_token& stop);
/// gap-runs: train and test error after training, over sample size and number of features.
[[nodiscard]] std::vector<Table> measureGap(const Conditions& conditions, const ShareDone& share,
                                            const std::stop_token& stop);
/// free-energy: visits of sigma_2 in equilibrium.
[[nodiscard]] std::vector<Table> measureFreeEnergy(const Conditions& conditions, const ShareDone& share,
                                                   const std::stop_token& stop);

} // namespace hysteron::paper
