// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/experiment/specification.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hysteron {

/// An interval of numbers whose ends belong to it or not.
struct FieldRange {
    double low = 0.0;
    double high = 0.0;
    bool lowOpen = false;
    bool highOpen = false;

    /// False for NaN.
    [[nodiscard]] bool contains(double value) const
    {
        return (lowOpen ? value > low : value >= low) && (highOpen ? value < high : value <= high);
    }
};

enum class FieldKind {
    Real,
    Whole,
    Seed,   ///< a whole number from 0 to 2^64 - 1
    Switch, ///< yes or no
    Choice, ///< one of `words`
    Text,
    Reals, ///< a list of numbers
    Texts, ///< a list of texts
    Legs,  ///< a schedule, ScheduleLeg
};

enum class FieldUnit { None, Epochs, Samples, TimePerStep, Layers, Units };

/// Empty: null, where the field is optional. A choice is its word.
using FieldValue = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string,
                                std::vector<double>, std::vector<std::string>, std::vector<ScheduleLeg>>;

/// One field of a specification: all that anybody needs to know of it. Validation, files, `--set`, the schema, recipes,
/// sliders and the marks of events read this, so that they cannot disagree.
struct Field {
    std::string section; ///< "task", "training", ...; empty at the top
    std::string name;    ///< "learning_rate"
    std::string symbol;  ///< as math text, "η_{lr}"; empty where it has none
    FieldKind kind = FieldKind::Real;
    FieldUnit unit = FieldUnit::None;
    std::optional<FieldRange> range; ///< of the number, or of each number of a list
    std::vector<std::string> words;  ///< of a choice
    bool optional = false;           ///< may be null
    bool live = false;               ///< may change while the run goes on (core/experiment/control.h)
    Text meaning;                    ///< one or two sentences with symbol and unit
    std::function<FieldValue(const Specification&)> get;
    /// The value is of the kind that get() returns. False, and nothing set, when it does not fit into the field's type.
    std::function<bool(Specification&, const FieldValue&)> set;

    [[nodiscard]] std::string key() const { return section.empty() ? name : section + "." + name; }
};

/// In the order in which files are written.
[[nodiscard]] const std::vector<Field>& fields();
/// By its dotted key; null when there is none.
[[nodiscard]] const Field* findField(std::string_view key);
/// The same; a key that is not there is a programmer's error (std::logic_error).
[[nodiscard]] const Field& fieldOf(std::string_view key);
/// Of a field that has one.
[[nodiscard]] const FieldRange& rangeOf(std::string_view key);
/// Of the legs of a schedule: beta (as training.beta) and epochs.
[[nodiscard]] FieldRange legBetaRange();
[[nodiscard]] FieldRange legEpochsRange();

/// "must be a finite number from 0 to 10".
[[nodiscard]] Text ruleOf(const FieldRange& range, bool whole);
/// Of `unit`, as it stands behind a number: "epochs"; empty without one.
[[nodiscard]] Text nameOf(FieldUnit unit);

/// Every field outside its range, with the field as its dotted key. liveOnly: of those alone that may change live.
[[nodiscard]] Errors checkRanges(const Specification& specification, bool liveOnly = false);

} // namespace hysteron
