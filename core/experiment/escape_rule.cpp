// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/escape_rule.h"

#include "core/theory/plateaus.h"

namespace hysteron {

EscapeRule::EscapeRule(const EscapeOptions& options, const std::vector<double>& eta, int depth, int outputs,
                       int startRank, double beta)
    : m_options(options), m_eta(eta), m_depth(depth), m_outputs(outputs), m_startRank(startRank)
{
    setBeta(beta);
}

void EscapeRule::setBeta(double beta)
{
    m_threshold.reset();
    if (m_startRank >= static_cast<int>(m_eta.size()))
        return;
    if (m_options.threshold) {
        m_threshold = m_options.threshold;
    } else if (m_options.observable == EscapeObservable::SingularValue) {
        m_threshold = theory::ModeLandscape(m_eta[m_startRank], m_depth).learntThreshold(beta);
    } else {
        const double trapped = theory::plateauMse(m_eta, m_depth, m_outputs, beta, m_startRank);
        const double escaped = theory::plateauMse(m_eta, m_depth, m_outputs, beta, m_startRank + 1);
        if (escaped < trapped)
            m_threshold = (trapped + escaped) / 2.0;
    }
}

bool EscapeRule::passed(const OrderParameters& order) const
{
    if (!m_threshold)
        return false;
    if (m_options.observable == EscapeObservable::TestMse)
        return order.testMse < *m_threshold;
    return passed(order.singularValues[m_startRank]);
}

} // namespace hysteron
