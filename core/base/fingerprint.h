// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace hysteron {

/// 64-bit FNV-1a over the exact bytes of numbers: equal fingerprints mean equal results, bit for bit.
class Fingerprint
{
public:
    void add(std::uint64_t value);
    void add(double value);
    void add(std::span<const double> values);
    /// Bytes of a text, and its length.
    void add(std::string_view text);
    /// Bytes of a part of a text: after its last part the length of the whole is to be added.
    void addPart(std::string_view part);
    /// 16 lower-case hexadecimal digits.
    [[nodiscard]] std::string hex() const;

private:
    std::uint64_t m_hash = 14695981039346656037ull;
};

/// Of the bytes of one text: a file, or an answer written out.
[[nodiscard]] std::string fingerprintOf(std::string_view text);

} // namespace hysteron
