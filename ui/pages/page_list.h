// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <vector>

namespace hysteron::ui {

/// The pages of the program, in the order of their tabs: the one place that names them all.
[[nodiscard]] std::vector<PageMaker> pageList();

} // namespace hysteron::ui
