#pragma once

#include "core/base/result.h"
#include "core/paper/evidence.h"
#include "core/paper/measurement.h"

#include <filesystem>
#include <functional>
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
    bool complete = false; ///< false: stopped; what was finished is in `evidence` (and in `out`)
};

/// Measures what the figures need, one measurement after the other. A measurement whose tables lie in out/data with the
/// same conditions and version is not made again: an interrupted reproduction goes on where it was. Errors: unknown
/// figures, conditions out of range, a directory that cannot be written.
[[nodiscard]] Result<Reproduction> reproduce(const ReproductionOptions& options, const ReportProgress& report = {},
                                             const std::stop_token& stop = {});

/// The figure with the command that makes it again. What was not measured is left out.
[[nodiscard]] Figure drawn(const FigureEntry& entry, const Evidence& evidence, const Conditions& conditions);

/// figures/ID.json and figures/ID.csv of every figure, and claims.json.
[[nodiscard]] Errors writeResults(const Reproduction& reproduction, const std::filesystem::path& out);

} // namespace hysteron::paper
