// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/pieces.h"

#include <algorithm>

namespace hysteron::study {

void Pieces::spend(std::chrono::milliseconds budget, const std::stop_token& stop,
                   const std::function<bool(std::int64_t)>& work)
{
    using Clock = std::chrono::steady_clock;
    constexpr std::int64_t kLargest = 1 << 20;
    const auto end = Clock::now() + budget;
    bool more = true;
    do {
        const auto begin = Clock::now();
        more = work(m_size);
        const auto took = Clock::now() - begin;
        // A quarter of the budget: fine enough to end in time, coarse enough to cost nothing.
        if (took < budget / 8)
            m_size = std::min(2 * m_size, kLargest);
        else if (took > budget / 2)
            m_size = std::max<std::int64_t>(1, m_size / 2);
    } while (more && Clock::now() < end && !stop.stop_requested());
}

} // namespace hysteron::study
