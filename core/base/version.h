// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace hysteron {

/// Version of the program, "0.1.0": the project's in the top CMakeLists.txt.
[[nodiscard]] std::string_view version();

/// Revision of the sources it was built from: twelve hexadecimal digits of the commit, with "-dirty" behind where
/// core/, ui/, app/, resources/ or the build files differed from it; "unknown" outside a git repository.
[[nodiscard]] std::string_view revision();

} // namespace hysteron
