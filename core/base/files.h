// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace hysteron {

// Files in one piece: text and pictures of up to some 100 MB. Errors say `field` (an argument or key of the caller),
// the path, and what the system gave as the reason.

/// Writes a file whole or not at all: beside it, to the disk, then renamed, so that neither a reader nor a crash ever
/// leaves half a file and an old one stays as it was when something fails. An old file keeps its permissions, a link
/// still leads to it; a device or pipe is written to. The directory must exist.
[[nodiscard]] Errors writeFile(const std::filesystem::path& path, std::string_view bytes,
                               const std::string& field = "file");

/// Creates a directory and those above it; one that is there already is no error.
[[nodiscard]] Errors makeDirectories(const std::filesystem::path& path, const std::string& field = "file");

inline constexpr std::uintmax_t kLargestTextFile = 64 << 20;
/// All bytes of a file. Errors: no such file, not a regular file, larger than `mostBytes`, unreadable.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path& path, const std::string& field = "file",
                                           std::uintmax_t mostBytes = kLargestTextFile);

} // namespace hysteron
