// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/experiment/specification.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hysteron {

/// A live change of the running experiment that keeps the state. Only the fields that are set change.
/// It takes effect at the start of the next epoch, so a run stays determined by (specification, seed, log of changes).
struct ControlChange {
    std::optional<double> beta = {};
    std::optional<double> learningRate = {};
    std::optional<int> batch = {};
    std::optional<Batching> batching = {};
    std::optional<NoiseOptions> noise = {};

    bool operator==(const ControlChange&) const = default;
    [[nodiscard]] bool empty() const { return *this == ControlChange{}; }
    /// The specification this change would lead to.
    [[nodiscard]] Specification appliedTo(Specification specification) const;
    /// This change followed at once by `later`.
    void merge(const ControlChange& later);
};

/// What of a specification a change can set, piece by piece: `section`, and `name` or, where that is empty, the section
/// as a whole. Together they are the fields that the table calls live (core/experiment/fields.h).
struct ControlPart {
    std::string section;
    std::string name;
    std::function<bool(const ControlChange&)> isSet;
    std::function<void(Specification&, const ControlChange&)> apply; ///< where it is set
    std::function<void(ControlChange&, const ControlChange&)> take;  ///< from another change, where that sets it
    std::function<void(ControlChange&, const Specification&)> set;   ///< to what it is in a specification
    std::function<bool(const Specification&, const Specification&)> differs;

    /// As in a recipe: "beta", "noise".
    [[nodiscard]] const std::string& key() const { return name.empty() ? section : name; }
};
[[nodiscard]] const std::vector<ControlPart>& controlParts();

/// The change that leads from one specification to another, as far as a running experiment can follow: only the fields
/// that differ, so that a log does not tell of changes that were none.
[[nodiscard]] ControlChange differenceBetween(const Specification& from, const Specification& to);

/// One line of the log: this change was in force from the start of this epoch on. Changes of one epoch are one line.
struct LoggedChange {
    std::int64_t epoch = 0;
    ControlChange change;
    bool operator==(const LoggedChange&) const = default;
};

} // namespace hysteron
