// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/escape_study.h"

#include <cstdint>
#include <vector>

namespace hysteron::study {

/// Singular value of the mode that is waited for, over epochs, of the first replicas of an ensemble: bounded memory
/// whatever the length of the wait. At which epochs is a function of the epoch reached and nothing else: multiples of a
/// stride that doubles when there are too many points, and the epoch at which a replica leaves.
class ReplicaLines
{
public:
    static constexpr std::size_t kLines = 40; ///< more cannot be told apart
    static constexpr std::size_t kPoints = 400;

    ReplicaLines(std::size_t replicas, int mode, std::int64_t maxEpochs);
    /// The next epoch at which to look, after `epoch`.
    [[nodiscard]] std::int64_t nextEpoch(std::int64_t epoch) const { return (epoch / m_stride + 1) * m_stride; }
    /// Adds a point to each line where one is due at the ensemble's epoch.
    void look(const sampling::Ensemble& ensemble);
    [[nodiscard]] const std::vector<EscapeRecord::Line>& lines() const { return m_lines; }
    [[nodiscard]] std::int64_t stride() const { return m_stride; }
    void restore(std::vector<EscapeRecord::Line> lines, std::int64_t stride);

private:
    void thin();

    std::vector<EscapeRecord::Line> m_lines;
    int m_mode;
    std::int64_t m_stride;
};

} // namespace hysteron::study
