// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/visit_counts.h"

#include <utility>

namespace hysteron {

namespace {
constexpr double kRangeInEta = 1.5;
}

VisitCounts::VisitCounts(std::vector<double> eta) : m_eta(std::move(eta))
{
    clear();
}

void VisitCounts::add(int mode, double singularValue)
{
    const double bin = singularValue / (kRangeInEta * m_eta[mode]) * kBins;
    if (bin < kBins)
        ++m_counts[mode][static_cast<int>(bin)];
}

void VisitCounts::clear()
{
    m_counts.assign(m_eta.size(), std::vector<std::int64_t>(kBins, 0));
}

} // namespace hysteron
