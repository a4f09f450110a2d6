// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace hysteron::ui {

/// "₁₀": digits below the line, which every program that opens an SVG can draw. For numbers from 0.
[[nodiscard]] QString subscript(int number);
/// Singular value of a mode, counted from 1: "σ₁", "σ₁₀".
[[nodiscard]] QString modeSymbol(int number);

} // namespace hysteron::ui
