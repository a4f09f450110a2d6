// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>

namespace hysteron::study {

/// Cuts work that is counted (epochs) into pieces that take a given time, by the pace of the pieces before.
class Pieces
{
public:
    /// Calls work(count) with counts that together take about `budget`; work returns false when nothing is left. A
    /// first piece is always done.
    void spend(std::chrono::milliseconds budget, const std::stop_token& stop,
               const std::function<bool(std::int64_t count)>& work);

private:
    std::int64_t m_size = 1;
};

} // namespace hysteron::study
