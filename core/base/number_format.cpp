#include "core/base/number_format.h"

#include <array>
#include <charconv>

namespace hysteron {

std::string shortestExact(double value)
{
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

} // namespace hysteron
