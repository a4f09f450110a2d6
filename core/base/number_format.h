#pragma once

#include <string>

namespace hysteron {

/// The shortest decimal text that reads back as exactly this double ("nan", "inf", "-inf" for those).
[[nodiscard]] std::string shortestExact(double value);

} // namespace hysteron
