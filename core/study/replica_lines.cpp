// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/replica_lines.h"

#include <algorithm>

namespace hysteron::study {

namespace {
/// Looking at every epoch of a wait that may be long costs more than it shows.
constexpr std::int64_t kFirstLooks = 6400;
} // namespace

ReplicaLines::ReplicaLines(std::size_t replicas, int mode, std::int64_t maxEpochs)
    : m_lines(std::min(replicas, kLines)), m_mode(mode), m_stride(std::max<std::int64_t>(1, maxEpochs / kFirstLooks))
{
}

void ReplicaLines::look(const sampling::Ensemble& ensemble)
{
    using sampling::PassageOutcome;
    const std::int64_t now = ensemble.epoch();
    if (now % m_stride != 0 && !ensemble.finished())
        return;
    const auto values = ensemble.firstSingularValues(m_lines.size());
    bool full = false;
    for (std::size_t k = 0; k < m_lines.size(); ++k) {
        const sampling::Passage& passage = ensemble.passages()[k];
        const bool waits = passage.outcome == PassageOutcome::Waiting || passage.outcome == PassageOutcome::Censored;
        EscapeRecord::Line& line = m_lines[k];
        const auto epoch = static_cast<double>(waits ? now : passage.epoch);
        if (!line.epochs.empty() && line.epochs.back() >= epoch)
            continue;
        line.epochs.push_back(epoch);
        line.values.push_back(values[k][static_cast<std::size_t>(m_mode)]);
        full = full || line.epochs.size() > kPoints;
    }
    if (full)
        thin();
}

void ReplicaLines::restore(std::vector<EscapeRecord::Line> lines, std::int64_t stride)
{
    if (lines.size() == m_lines.size())
        m_lines = std::move(lines);
    m_stride = std::max<std::int64_t>(1, stride);
}

void ReplicaLines::thin()
{
    m_stride *= 2;
    for (EscapeRecord::Line& line : m_lines) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < line.epochs.size(); ++i) {
            const bool last = i + 1 == line.epochs.size(); // where it left, perhaps
            if (!last && static_cast<std::int64_t>(line.epochs[i]) % m_stride != 0)
                continue;
            line.epochs[kept] = line.epochs[i];
            line.values[kept++] = line.values[i];
        }
        line.epochs.resize(kept);
        line.values.resize(kept);
    }
}

} // namespace hysteron::study
