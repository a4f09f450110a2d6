// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace hysteron {

/// Something said to people, not yet in any language: a sentence and the values that fill its places.
///
///     Text("must be a whole number from %1 to %2", low, high)
///
/// The sentence is its id, in English, with places %1 ... %9; it is a literal, so that it can be looked up in a
/// translation. Values are numbers (shortest-exact), texts inside the text, or characters that no language changes:
/// names, paths, keys, numbers already rounded. english() says it for the command line and for files, ui/words for the
/// window. Core never joins sentences with `+`, and nobody cuts a finished one.
class Text
{
public:
    Text() = default;
    // NOLINTBEGIN(google-explicit-constructor): an Error is written {"field", value, "must be ..."}
    template<class... Values>
    Text(const char* sentence, Values&&... values) : m_sentence(sentence), m_values{Text::of(values)...}
    {
    }
    // NOLINTEND(google-explicit-constructor)
    /// Characters that stay as they are in every language.
    [[nodiscard]] static Text verbatim(std::string characters);
    /// Sentences one after the other with a space between them.
    [[nodiscard]] static Text sentences(std::vector<Text> texts);
    /// Clauses one after the other: "a; b; c".
    [[nodiscard]] static Text clauses(std::vector<Text> texts);
    /// "a, b, c" of words that stay as they are.
    [[nodiscard]] static Text list(const std::vector<std::string>& words);

    [[nodiscard]] bool empty() const { return m_sentence.empty() && m_characters.empty(); }
    /// Empty for verbatim characters.
    [[nodiscard]] const std::string& sentence() const { return m_sentence; }
    [[nodiscard]] const std::string& characters() const { return m_characters; }
    [[nodiscard]] const std::vector<Text>& values() const { return m_values; }

    bool operator==(const Text&) const = default;

private:
    static Text of(const Text& text) { return text; }
    static Text of(const std::string& characters) { return verbatim(characters); }
    static Text of(const char* characters) { return verbatim(characters); }
    static Text of(double number);
    template<std::integral Number> static Text of(Number number) { return verbatim(std::to_string(number)); }

    std::string m_sentence;
    std::string m_characters;
    std::vector<Text> m_values;
};

/// Sentence with its places filled; `said` gives the words of a sentence, of the values too, `kept` what stands for
/// verbatim characters. What english() and the window's words share.
template<class Said, class Kept> [[nodiscard]] std::string filled(const Text& text, const Said& said, const Kept& kept)
{
    if (text.sentence().empty())
        return kept(text.characters());
    const std::string words = said(text.sentence());
    std::string result;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::size_t place = words[i] == '%' && i + 1 < words.size() ? static_cast<std::size_t>(words[i + 1] - '1')
                                                                          : text.values().size();
        if (place < text.values().size()) {
            result += filled(text.values()[place], said, kept);
            ++i;
        } else {
            result += words[i];
        }
    }
    return result;
}

/// In English: what the command line prints and files hold.
[[nodiscard]] std::string english(const Text& text);
[[nodiscard]] std::vector<std::string> english(const std::vector<Text>& texts);

} // namespace hysteron
