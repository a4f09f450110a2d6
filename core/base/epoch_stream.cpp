// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/epoch_stream.h"

#include "core/base/random.h"

#include <limits>

namespace hysteron {

namespace {

/// The key is drawn far from any position that samples or first weights use.
constexpr std::uint64_t kKeyPosition = std::numeric_limits<std::uint64_t>::max() - 1;

/// Finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014; constants: Stafford's variant 13).
constexpr std::uint64_t mix(std::uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

} // namespace

StreamKey streamKey(std::uint64_t seed, StreamId stream, std::uint32_t replica)
{
    RandomStream random(seed, stream, replica);
    random.seek(kKeyPosition);
    StreamKey key;
    for (std::uint64_t& word : key)
        word = random.bits();
    return key;
}

std::array<std::uint64_t, 4> epochState(const StreamKey& key, std::uint64_t epoch)
{
    constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15;
    std::array<std::uint64_t, 4> state;
    for (std::size_t i = 0; i < state.size(); ++i)
        state[i] = mix(key[i] + epoch * kGolden);
    return state;
}

EpochStream::EpochStream(std::uint64_t seed, StreamId stream, std::uint32_t replica)
    : EpochStream(streamKey(seed, stream, replica))
{
}

EpochStream::EpochStream(const StreamKey& key) : m_key(key), m_state(epochState(key, 0)) {}

void EpochStream::beginEpoch(std::uint64_t epoch)
{
    m_state = epochState(m_key, epoch);
}

} // namespace hysteron
