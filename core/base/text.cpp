// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include "core/base/number_format.h"

namespace hysteron {

Text Text::verbatim(std::string characters)
{
    Text text;
    text.m_characters = std::move(characters);
    return text;
}

namespace {

Text joined(std::vector<Text>&& texts, const char* pair)
{
    if (texts.empty())
        return {};
    Text all = std::move(texts.front());
    for (std::size_t i = 1; i < texts.size(); ++i)
        all = Text(pair, all, texts[i]);
    return all;
}

} // namespace

Text Text::sentences(std::vector<Text> texts)
{
    return joined(std::move(texts), "%1 %2");
}

Text Text::clauses(std::vector<Text> texts)
{
    return joined(std::move(texts), "%1; %2");
}

Text Text::list(const std::vector<std::string>& words)
{
    std::string joined;
    for (const std::string& word : words)
        joined += (joined.empty() ? "" : ", ") + word;
    return verbatim(std::move(joined));
}

Text Text::of(double number)
{
    return verbatim(shortestExact(number));
}

std::string english(const Text& text)
{
    const auto same = [](const std::string& characters) { return characters; };
    return filled(text, same, same);
}

std::vector<std::string> english(const std::vector<Text>& texts)
{
    std::vector<std::string> all;
    all.reserve(texts.size());
    for (const Text& text : texts)
        all.push_back(english(text));
    return all;
}

} // namespace hysteron
