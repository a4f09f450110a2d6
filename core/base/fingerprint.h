#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace hysteron {

/// 64-bit FNV-1a over the exact bytes of numbers: equal fingerprints mean equal results, bit for bit.
class Fingerprint
{
public:
    void add(std::uint64_t value);
    void add(double value);
    void add(std::span<const double> values);
    /// 16 lower-case hexadecimal digits.
    [[nodiscard]] std::string hex() const;

private:
    std::uint64_t m_hash = 14695981039346656037ull;
};

} // namespace hysteron
