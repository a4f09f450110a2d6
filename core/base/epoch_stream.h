// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/stream_ids.h"

#include <array>
#include <cstdint>

namespace hysteron {

/// The four secret words of one (seed, stream, replica), from which every epoch's numbers follow.
using StreamKey = std::array<std::uint64_t, 4>;
/// By Philox4x32-10 (random.h), so that neighbouring seeds, streams and replicas have nothing in common.
[[nodiscard]] StreamKey streamKey(std::uint64_t seed, StreamId stream, std::uint32_t replica);

/// Fast random numbers of a training run: xoshiro256++ (Blackman, Vigna, ACM TOMS 47, 2021), started afresh at every
/// epoch from the key and the epoch's index. An epoch's numbers are therefore a pure function of
/// (seed, stream, replica, epoch), whatever was drawn before and by whom. 2^256 states against some 10^12 epochs of
/// 10^9 numbers: the chance that two stretches meet is below 10^-40.
///
/// This is the readable definition; core/kernels draws the same numbers for many replicas at once.
class EpochStream
{
public:
    EpochStream(std::uint64_t seed, StreamId stream, std::uint32_t replica = 0);
    explicit EpochStream(const StreamKey& key);

    /// Goes on from a state().
    struct Resume {
    };
    EpochStream(const std::array<std::uint64_t, 4>& state, Resume) : m_key{}, m_state(state) {}

    void beginEpoch(std::uint64_t epoch);
    /// 64 uniform random bits.
    [[nodiscard]] std::uint64_t bits()
    {
        const std::uint64_t result = rotl(m_state[0] + m_state[3], 23) + m_state[0];
        step();
        return result;
    }
    /// The same generator with the cheaper output of xoshiro256+, made for floating-point numbers: its lowest three
    /// bits are linear, and decide no more than the last 2^-20 of an angle. One epoch uses one of the two outputs.
    [[nodiscard]] std::uint64_t noiseBits()
    {
        const std::uint64_t result = m_state[0] + m_state[3];
        step();
        return result;
    }
    /// Uniform integer in [0, bound), bound >= 1; no value is favoured by more than bound/2^64.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound)
    {
        return static_cast<std::uint64_t>((static_cast<Wide>(bits()) * bound) >> 64);
    }

    [[nodiscard]] const std::array<std::uint64_t, 4>& state() const { return m_state; }

private:
    __extension__ using Wide = unsigned __int128;
    static constexpr std::uint64_t rotl(std::uint64_t x, int k) { return x << k | x >> (64 - k); }
    void step()
    {
        const std::uint64_t shifted = m_state[1] << 17;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= shifted;
        m_state[3] = rotl(m_state[3], 45);
    }

    StreamKey m_key;
    std::array<std::uint64_t, 4> m_state;
};

/// Where xoshiro256++ starts in this epoch: each word is the SplitMix64 output of (key word + epoch x golden ratio).
[[nodiscard]] std::array<std::uint64_t, 4> epochState(const StreamKey& key, std::uint64_t epoch);

} // namespace hysteron
