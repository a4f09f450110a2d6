// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace hysteron {

/// How often the singular value of each mode was seen where, while that mode was in question: equal bins over
/// [0, 1.5 eta). A value beyond the last bin is not counted.
class VisitCounts
{
public:
    static constexpr int kBins = 150;

    explicit VisitCounts(std::vector<double> eta);

    void add(int mode, double singularValue);
    void clear();
    /// The counts that another of the same modes had.
    void restore(const std::vector<std::vector<std::int64_t>>& counts) { m_counts = counts; }
    [[nodiscard]] const std::vector<std::vector<std::int64_t>>& counts() const { return m_counts; } ///< [mode][bin]

private:
    std::vector<double> m_eta;
    std::vector<std::vector<std::int64_t>> m_counts;
};

} // namespace hysteron
