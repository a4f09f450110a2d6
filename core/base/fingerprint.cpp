// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/fingerprint.h"

#include <bit>

namespace hysteron {

void Fingerprint::add(std::uint64_t value)
{
    // Byte by byte from the lowest, so that the result does not depend on the machine's byte order.
    for (int shift = 0; shift < 64; shift += 8) {
        m_hash ^= (value >> shift) & 0xff;
        m_hash *= 1099511628211ull;
    }
}

void Fingerprint::add(double value)
{
    add(std::bit_cast<std::uint64_t>(value));
}

void Fingerprint::add(std::span<const double> values)
{
    for (const double value : values)
        add(value);
}

void Fingerprint::add(std::string_view text)
{
    addPart(text);
    add(static_cast<std::uint64_t>(text.size()));
}

void Fingerprint::addPart(std::string_view part)
{
    for (const char character : part) {
        m_hash ^= static_cast<unsigned char>(character);
        m_hash *= 1099511628211ull;
    }
}

std::string fingerprintOf(std::string_view text)
{
    Fingerprint fingerprint;
    fingerprint.add(text);
    return fingerprint.hex();
}

std::string Fingerprint::hex() const
{
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text(16, '0');
    for (int i = 0; i < 16; ++i)
        text[i] = kDigits[(m_hash >> (60 - 4 * i)) & 0xf];
    return text;
}

} // namespace hysteron
