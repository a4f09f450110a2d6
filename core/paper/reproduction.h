// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/paper/evidence.h"
#include "core/paper/measurement.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace hysteron::paper {

struct ReproductionOptions {
    std::vector<std::string> figures; ///< ids; "all" and "predictions" stand for several
    Conditions conditions;
    std::filesystem::path out; ///< tables are kept here and found again; empty: nothing is kept
};

struct ReproductionProgress {
    Text what;                ///< is being measured
    double share = 0.0;       ///< of everything, 0..1, by time
    double secondsLeft = 0.0; ///< about
    int done = 0;             ///< measurements
    int total = 0;
};
using ReportProgress = std::function<void(const ReproductionProgress&)>;

struct Reproduction {
    std::vector<std::string> figures; ///< ids, in the order of the paper
    Conditions conditions;            ///< that it was measured under
    Evidence evidence;
    std::set<std::string> measured; ///< ids of measurements whose tables are in `evidence`
    bool complete = false;          ///< false: stopped; what was finished is in `evidence` (and in `out`)

    /// Whether everything that a figure needs was measured.
    [[nodiscard]] bool has(const FigureEntry& entry) const;
};

/// Measures what figures need, one measurement after the other. A measurement whose tables lie in out/data with the
/// same conditions and version is not made again: an interrupted reproduction goes on where it was.
class Reproducer
{
public:
    /// Reads what is kept. Errors: unknown figures, conditions out of range. No figures: nothing is to be measured, and
    /// everything that is kept is read.
    [[nodiscard]] static Result<Reproducer> create(const ReproductionOptions& options);

    [[nodiscard]] bool finished() const { return m_next == m_toDo.size(); }
    /// The next measurement; a stop leaves it out. Errors: a directory that cannot be written.
    [[nodiscard]] Errors measureNext(const ReportProgress& report, const std::stop_token& stop);
    [[nodiscard]] const Reproduction& soFar() const { return m_reproduction; }

private:
    ReproductionOptions m_options;
    Reproduction m_reproduction;
    std::vector<const Measurement*> m_toDo;
    std::size_t m_next = 0;
    double m_planned = 0.0; ///< seconds, of all that was to do
    double m_passed = 0.0;  ///< of them, in finished measurements
    std::optional<std::chrono::steady_clock::time_point> m_begin;
};

/// All of it at once. Errors: as Reproducer, and no figure at all.
[[nodiscard]] Result<Reproduction> reproduce(const ReproductionOptions& options, const ReportProgress& report = {},
                                             const std::stop_token& stop = {});

/// Of the numbers drawn in these figures, 16 hex digits.
[[nodiscard]] std::string figuresFingerprint(const std::vector<std::string>& ids, const Evidence& evidence);

/// The figure with the command that makes it again. What was not measured is left out.
[[nodiscard]] Figure drawn(const FigureEntry& entry, const Evidence& evidence, const Conditions& conditions);

/// figures/ID.json and figures/ID.csv of every figure, and claims.json.
[[nodiscard]] Errors writeResults(const Reproduction& reproduction, const std::filesystem::path& out);

} // namespace hysteron::paper
