// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/specification.h"
#include "core/model/order_parameters.h"
#include "core/theory/mode_landscape.h"

#include <optional>
#include <vector>

namespace hysteron {

/// When a network that was trapped at rank `startRank` counts as escaped (`escape.*`): the singular value of the next
/// mode rises above a threshold, or the test error falls below one.
class EscapeRule
{
public:
    /// eta: the modes, descending, each > 0; startRank: 0..eta.size() (a network of full rank has nothing to escape
    /// to).
    EscapeRule(const EscapeOptions& options, const std::vector<double>& eta, int depth, int outputs, int startRank,
               double beta);

    /// Moves the thresholds that depend on beta.
    void setBeta(double beta);
    [[nodiscard]] bool passed(const OrderParameters& order) const;
    /// The same for the singular value of mode() alone; only for the observable SingularValue.
    [[nodiscard]] bool passed(double singularValue) const { return m_threshold && singularValue > *m_threshold; }
    [[nodiscard]] EscapeObservable observable() const { return m_options.observable; }
    /// The mode that is waited for, counted from 0.
    [[nodiscard]] int mode() const { return m_startRank; }
    /// In force now; empty where nothing can be passed (full rank, or equal plateaus above the fold).
    [[nodiscard]] std::optional<double> threshold() const { return m_threshold; }

private:
    EscapeOptions m_options;
    std::vector<double> m_eta;
    int m_depth;
    int m_outputs;
    int m_startRank;
    std::optional<double> m_threshold;
};

} // namespace hysteron
