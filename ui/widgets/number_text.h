// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

#include <optional>

namespace hysteron::ui {

/// The number in a text somebody typed: "0.32", "1.06e-3", "0,32" (one comma and no point), "1.06×10⁻³"; spaces around
/// and between digits are ignored. Empty for anything else, also for "nan" and "inf".
[[nodiscard]] std::optional<double> parseNumber(const QString& text);

/// For value boxes: four decimals or as many more as the value needs (at most six significant digits), "1.06e-3"
/// outside [10^-2, 10^5).
[[nodiscard]] QString boxNumber(double value);
/// For running text and readings: `digits` significant digits, "1.06×10⁻³" outside [10^-2, 10^5), infinity as "∞".
[[nodiscard]] QString readableNumber(double value, int digits = 3);
/// At most `digits` significant digits, without zeros at the end: ticks, and parameters in labels, "β = 0.32". Whole
/// numbers from 10^4 on are grouped, "1.06×10⁻³" where it would become long.
[[nodiscard]] QString plainNumber(double value, int digits = 6);
/// 10⁻³.
[[nodiscard]] QString powerOfTen(int exponent);
/// 4 200, with thin spaces that do not break.
[[nodiscard]] QString groupedInteger(qint64 value);
/// 2.2 k, 11.9 M: three digits and a letter, for rates.
[[nodiscard]] QString shortCount(double value);

/// What a field accepts, apart from being a finite number.
struct NumberLimits {
    Q_DECLARE_TR_FUNCTIONS(NumberLimits)
public:
    double minimum = 0.0;
    double maximum = 1.0;
    bool minimumIncluded = true;
    bool integer = false;

    [[nodiscard]] bool accepts(double value) const;
    /// "a number from 0 to 10", "a number above 0, at most 10", "a whole number from 1 to 512".
    [[nodiscard]] QString rule() const;
    /// What this value, which is not accepted, would need, in few words: "Needs 0 to 10", "Needs a whole number".
    [[nodiscard]] QString shortRule(double value) const;
};

} // namespace hysteron::ui
