// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hysteron::ui {

/// How a slider's travel maps to values: position 0 is its left end, 1 its right end.
struct SliderScale {
    enum class Kind { Linear, Logarithmic };

    Kind kind = Kind::Linear;
    double minimum = 0.0; ///< > 0 when logarithmic
    double maximum = 1.0;
    bool integer = false;
    bool zeroAtStart = false;   ///< logarithmic with a true zero: the left end means 0
    bool infinityAtEnd = false; ///< the right end means infinity

    /// Where this value sits, [0, 1]; values outside the range sit at the ends.
    [[nodiscard]] double position(double value) const;
    /// The value at this position, rounded so that dragging gives short numbers (about 1000 values over the travel).
    [[nodiscard]] double value(double position) const;
    /// The value one key press away: `share` of the travel up (> 0) or down (< 0). Whole numbers move by at least one.
    /// A value beyond the range does not move further out, and comes back to the range when moved inward.
    [[nodiscard]] double stepped(double value, double share) const;

private:
    [[nodiscard]] double scaleStart() const;
    [[nodiscard]] double scaleEnd() const;
};

} // namespace hysteron::ui
