#include "core/base/text.h"

#include "core/base/number_format.h"

namespace hysteron {

Text Text::verbatim(std::string characters)
{
    Text text;
    text.m_characters = std::move(characters);
    return text;
}

Text Text::sentences(std::vector<Text> texts)
{
    if (texts.empty())
        return {};
    Text all = std::move(texts.front());
    for (std::size_t i = 1; i < texts.size(); ++i)
        all = Text("%1 %2", all, texts[i]);
    return all;
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
    return filled(text, [](const std::string& sentence) { return sentence; });
}

} // namespace hysteron
