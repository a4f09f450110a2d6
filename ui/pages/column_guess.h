// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/measured_table.h"

#include <string>
#include <vector>

namespace hysteron::ui {

/// The column that a name like one of these belongs to, most telling first; -1: none does.
[[nodiscard]] int guessColumn(const std::vector<std::string>& columns, const std::vector<std::string>& names);

/// What a covariate is, guessed from the name of its column.
[[nodiscard]] Covariate covariateLike(const std::string& name);

} // namespace hysteron::ui
