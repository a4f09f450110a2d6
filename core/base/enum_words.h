// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <type_traits>
#include <vector>

namespace hysteron {

/// The words of an enumeration in files, arguments and errors, in the order of its values, which are 0, 1, 2, ...:
/// a specialisation with `static constexpr const char* words[]`. Those of the specification stand in
/// core/experiment/enum_words.h.
template<class E> struct EnumWords;

template<class E>
requires std::is_enum_v<E>
[[nodiscard]] std::string wordOf(E value)
{
    return EnumWords<E>::words[static_cast<std::size_t>(value)];
}

template<class E> [[nodiscard]] std::vector<std::string> wordsOf()
{
    return {std::begin(EnumWords<E>::words), std::end(EnumWords<E>::words)};
}

} // namespace hysteron
