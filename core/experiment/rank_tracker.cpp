// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/rank_tracker.h"

namespace hysteron {

namespace {
constexpr double kForgottenShare = 1.0 / 20.0;
}

RankTracker::RankTracker(const std::vector<double>& eta, int depth, double beta)
{
    for (const double value : eta)
        m_modes.emplace_back(value, depth);
    setBeta(beta);
}

void RankTracker::setBeta(double beta)
{
    m_learnt.clear();
    m_forgotten.clear();
    for (const theory::ModeLandscape& mode : m_modes) {
        m_learnt.push_back(mode.learntThreshold(beta));
        m_forgotten.push_back(mode.saddle(beta).value_or(kForgottenShare * mode.eta()));
    }
}

int RankTracker::restart(const std::vector<double>& singularValues)
{
    m_rank = 0;
    return update(singularValues);
}

int RankTracker::update(const std::vector<double>& singularValues)
{
    const int modes = static_cast<int>(m_modes.size());
    while (m_rank < modes && singularValues[m_rank] > m_learnt[m_rank])
        ++m_rank;
    while (m_rank > 0 && singularValues[m_rank - 1] < m_forgotten[m_rank - 1])
        --m_rank;
    return m_rank;
}

} // namespace hysteron
