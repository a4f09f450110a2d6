// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hysteron::paper {

enum class Verdict { Holds, HoldsWithCondition, Misprint, Contradicted, CannotBeTested };
/// "holds", "holds with a condition", "misprint", "contradicted", "cannot be tested".
[[nodiscard]] Text name(Verdict verdict);
/// One character that tells it without colour: ✓ ≈ ≠ × ?
[[nodiscard]] std::string sign(Verdict verdict);

/// What a quantitative statement of the paper was tested with. Each field is a finding, computed from data or closed
/// forms, never an opinion.
struct Finding {
    /// Whether the literal words agree with what is found; empty: nothing could be found out (too few events, no data).
    std::optional<bool> literal = {};
    /// Whether a changed reading agrees; empty: none was tried.
    std::optional<bool> otherReading = {};
    /// The other reading is a slip of the pen (a letter, a number, a sign) and not another experiment.
    bool slip = false;
};
/// The rule: the literal words agree -> holds; they do not, but another reading does -> misprint when that reading
/// mends a slip, holds with a condition when it is another setting; no reading agrees -> contradicted; nothing found
/// about the literal words -> cannot be tested.
[[nodiscard]] Verdict verdictOf(const Finding& finding);

/// One row of the ledger.
struct Claim {
    std::string id = {}; ///< "saddle-at-0.32"
    Text what = {};      ///< the quantity or statement
    Text where = {};     ///< in the paper: "Sec. 3.2", "Eq. (12)"
    Text stated = {};    ///< as the paper has it
    Text computed = {};  ///< from its own equations; empty: nothing to compute
    Text measured = {};  ///< with what; empty: nothing to measure
    std::optional<double> statedValue = {}, computedValue = {}, measuredValue = {};
    std::optional<std::pair<double, double>> interval = {}; ///< 95 %, of measuredValue
    Finding finding = {};
    Text test = {};          ///< what "agree" means in this row, with the numbers
    std::string figure = {}; ///< that shows it; empty: none
    std::string table = {};  ///< its data; empty: closed forms only

    [[nodiscard]] Verdict verdict() const { return verdictOf(finding); }
};

/// The JSON of `claims.json`: an array of rows with id, stated, computed, measured, interval, verdict and the rest.
[[nodiscard]] std::string claimsToJson(const std::vector<Claim>& claims);

} // namespace hysteron::paper
