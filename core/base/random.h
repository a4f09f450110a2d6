// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/stream_ids.h"

#include <cstdint>
#include <span>

namespace hysteron {

/// Counter-based random numbers (Philox4x32-10, Salmon et al., SC'11, through Random123).
///
/// A number is a pure function of (seed, stream, replica, position): it does not depend on how many threads, replicas
/// or other streams there are, and any position can be reached at no cost. Positions count blocks of 128 bits.
class RandomStream
{
public:
    RandomStream(std::uint64_t seed, StreamId stream, std::uint32_t replica = 0);

    /// Continue from an absolute position; numbers drawn from there are the same whatever was drawn before.
    void seek(std::uint64_t position);

    /// 64 uniform random bits.
    std::uint64_t bits();
    /// Uniform on the open interval (0, 1): the midpoints of 2^52 equal parts.
    double uniform();
    /// Standard normal by Box-Muller in double precision; tails reach 8.5 sigma.
    double normal();
    /// Uniform integer in [0, bound), exactly unbiased. bound >= 1.
    std::uint64_t below(std::uint64_t bound);
    /// Fills with standard normals.
    void fillNormal(std::span<double> out);
    /// Random permutation of the values by Fisher-Yates.
    void shuffle(std::span<int> values);

private:
    void refill();

    std::uint64_t m_seed;
    std::uint32_t m_stream;
    std::uint32_t m_replica;
    std::uint64_t m_position = 0;
    std::uint64_t m_block[2] = {0, 0};
    int m_left = 0;
    double m_spareNormal = 0.0;
    bool m_hasSpareNormal = false;
};

} // namespace hysteron
