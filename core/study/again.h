// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/record.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hysteron::study {

/// One source that was made again.
struct SourceAgain {
    std::string kind;
    std::string recorded;     ///< fingerprint; empty: none was recorded
    std::string fingerprint;  ///< now
    std::optional<bool> same; ///< empty: nothing to compare with
};

/// What came out when something was made again.
struct Again {
    std::vector<SourceAgain> sources;
    std::vector<Text> differences;   ///< what is not as it was recorded
    std::optional<bool> same;        ///< all of them; empty: no source had a fingerprint
    Outcome outcome = Outcome::Done; ///< Unfinished: stopped
};

/// What differs here before anything is made again and can make numbers differ: version, source revision, instruction
/// set.
[[nodiscard]] std::vector<Text> differencesHere(const Provenance& recorded);

/// Makes every source of a provenance again, each up to where it stood. watch: called with each study before it
/// goes on, and with null when it is over. recordText: the record that was written, whose values are compared as well;
/// empty: there is none. Errors: as makeStudy(), above
/// all a file that has changed or is gone.
[[nodiscard]] Result<Again> makeAgain(const Provenance& recorded, const std::string& recordText,
                                      const Resources& resources, const std::stop_token& stop,
                                      const std::function<void(const Study*)>& watch = {});

/// The run that a file asks for, whatever it was made by: what `run`, the window and `--headless` start when they are
/// given a file. Of a run it is that run with its live changes, at least up to the epoch that was shown; of an ensemble
/// or a sweep the experiment they set out from; of a figure of the paper the preset that shows it live. Errors: nothing
/// of the kind in it (a fit of somebody's data).
[[nodiscard]] Result<RunRequest> runIn(const Provenance& provenance);

} // namespace hysteron::study
