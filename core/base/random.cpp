// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <Random123/philox.h>

#include <cmath>
#include <numbers>
#include <utility>

namespace hysteron {

RandomStream::RandomStream(std::uint64_t seed, StreamId stream, std::uint32_t replica)
    : m_seed(seed), m_stream(static_cast<std::uint32_t>(stream)), m_replica(replica)
{
}

void RandomStream::seek(std::uint64_t position)
{
    m_position = position;
    m_left = 0;
    m_hasSpareNormal = false;
}

void RandomStream::refill()
{
    using Philox = r123::Philox4x32;
    const Philox::key_type key = {{static_cast<std::uint32_t>(m_seed), static_cast<std::uint32_t>(m_seed >> 32)}};
    const Philox::ctr_type counter = {
        {static_cast<std::uint32_t>(m_position), static_cast<std::uint32_t>(m_position >> 32), m_stream, m_replica}};
    const Philox::ctr_type words = Philox()(counter, key);
    m_block[1] = words[0] | std::uint64_t{words[1]} << 32;
    m_block[0] = words[2] | std::uint64_t{words[3]} << 32;
    m_left = 2;
    ++m_position;
}

std::uint64_t RandomStream::bits()
{
    if (m_left == 0)
        refill();
    return m_block[--m_left];
}

double RandomStream::uniform()
{
    // 52 bits and not 53: with the half added, 53 bits would round to even and reach 1.
    return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52;
}

double RandomStream::normal()
{
    if (m_hasSpareNormal) {
        m_hasSpareNormal = false;
        return m_spareNormal;
    }
    const double radius = std::sqrt(-2.0 * std::log(uniform()));
    const double angle = 2.0 * std::numbers::pi * uniform();
    m_spareNormal = radius * std::sin(angle);
    m_hasSpareNormal = true;
    return radius * std::cos(angle);
}

std::uint64_t RandomStream::below(std::uint64_t bound)
{
    // Rejecting the lowest 2^64 mod bound values leaves a multiple of bound: exactly unbiased.
    const std::uint64_t rejected = (0 - bound) % bound;
    for (;;) {
        const std::uint64_t value = bits();
        if (value >= rejected)
            return value % bound;
    }
}

void RandomStream::fillNormal(std::span<double> out)
{
    for (double& value : out)
        value = normal();
}

void RandomStream::shuffle(std::span<int> values)
{
    for (std::size_t i = values.size(); i > 1; --i)
        std::swap(values[i - 1], values[below(i)]);
}

} // namespace hysteron
