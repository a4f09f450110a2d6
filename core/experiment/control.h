#pragma once

#include "core/base/result.h"
#include "core/experiment/specification.h"

#include <cstdint>
#include <optional>
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
