// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/embedded_text.h"

#include <zlib.h>

#include <cstdint>
#include <string_view>

namespace hysteron {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLargestRecipe = 1 << 20;
constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1a\n"sv;
constexpr std::string_view kPdfSignature = "%PDF-"sv;
constexpr std::string_view kProgram = "\"program\":\"Hysteron"sv; ///< among the first keys of what Hysteron writes

/// Empty for what zlib did not write, and for more than a recipe can be.
std::string inflated(std::string_view packed)
{
    std::string text(kLargestRecipe, '\0');
    uLongf size = static_cast<uLongf>(text.size());
    const int status = uncompress(reinterpret_cast<Bytef*>(text.data()), &size,
                                  reinterpret_cast<const Bytef*>(packed.data()), static_cast<uLong>(packed.size()));
    if (status != Z_OK)
        return {};
    text.resize(size);
    return text;
}

std::string utf8FromLatin1(std::string_view latin1)
{
    std::string text;
    for (const char c : latin1) {
        const auto code = static_cast<unsigned char>(c);
        if (code < 0x80) {
            text += c;
        } else {
            text += static_cast<char>(0xC0 | code >> 6);
            text += static_cast<char>(0x80 | (code & 0x3F));
        }
    }
    return text;
}

/// Cuts the part up to the next zero byte off the front.
std::string_view cutField(std::string_view& data)
{
    const std::size_t zero = data.find('\0');
    const std::string_view field = data.substr(0, zero);
    data.remove_prefix(zero == std::string_view::npos ? data.size() : zero + 1);
    return field;
}

/// The text of a PNG chunk (PNG specification, 11.3.4), empty when it is none or has another key.
std::string textOfChunk(std::string_view type, std::string_view data)
{
    if (type != "tEXt" && type != "zTXt" && type != "iTXt")
        return {};
    if (cutField(data) != "Recipe" || data.empty())
        return {};
    if (type == "tEXt")
        return utf8FromLatin1(data);
    if (type == "zTXt") // a byte for the method, 0
        return utf8FromLatin1(inflated(data.substr(1)));
    const bool packed = data.front() != '\0';
    data.remove_prefix(std::min<std::size_t>(2, data.size())); // flag and method
    cutField(data);                                            // language
    cutField(data);                                            // the key, translated
    return packed ? inflated(data) : std::string(data);
}

std::string fromPng(std::string_view png)
{
    constexpr std::size_t kFrame = 12; // length, type and checksum of a chunk
    for (std::string_view rest = png.substr(kPngSignature.size()); rest.size() >= kFrame;) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i)
            length = length << 8 | static_cast<unsigned char>(rest[i]);
        if (length > rest.size() - kFrame)
            break;
        if (std::string text = textOfChunk(rest.substr(4, 4), rest.substr(8, length)); !text.empty())
            return text;
        rest.remove_prefix(length + kFrame);
    }
    return {};
}

/// Text between tags as it was before it was written.
std::string unescaped(std::string_view xml)
{
    struct Entity {
        std::string_view name;
        char character;
    };
    constexpr Entity kEntities[] = {{"&lt;", '<'},    {"&gt;", '>'},   {"&quot;", '"'},
                                    {"&apos;", '\''}, {"&#39;", '\''}, {"&amp;", '&'}};
    std::string text;
    while (!xml.empty()) {
        const Entity* found = nullptr;
        for (const Entity& entity : kEntities) {
            if (xml.starts_with(entity.name))
                found = &entity;
        }
        text += found ? found->character : xml.front();
        xml.remove_prefix(found ? found->name.size() : 1);
    }
    return text;
}

std::string fromSvg(std::string_view svg)
{
    const std::size_t tag = svg.find("<desc");
    const std::size_t begin = tag == std::string_view::npos ? tag : svg.find('>', tag);
    const std::size_t end = begin == std::string_view::npos ? begin : svg.find("</desc>", begin);
    if (end == std::string_view::npos || end - begin > kLargestRecipe)
        return {};
    return unescaped(svg.substr(begin + 1, end - begin - 1));
}

bool isOurs(std::string_view text)
{
    constexpr std::size_t kFirstKeys = 64;
    return text.starts_with('{') && text.substr(0, kFirstKeys).find(kProgram) != std::string_view::npos;
}

/// Among the streams of the file the one that is a recipe, packed or not.
std::string fromPdf(std::string_view pdf)
{
    constexpr std::string_view kBegin = "stream\n"sv, kEnd = "\nendstream"sv;
    constexpr char kZlib = 0x78;
    for (std::size_t at = pdf.find(kBegin); at != std::string_view::npos;) {
        const std::size_t from = at + kBegin.size(), to = pdf.find(kEnd, from);
        if (to == std::string_view::npos)
            break;
        const std::string_view stream = pdf.substr(from, to - from);
        if (isOurs(stream))
            return std::string(stream);
        if (stream.starts_with(kZlib)) {
            if (std::string text = inflated(stream); isOurs(text))
                return text;
        }
        at = pdf.find(kBegin, to + kEnd.size());
    }
    return {};
}

bool isSvg(std::string_view text)
{
    constexpr std::size_t kProlog = 4096; // a comment or a document type may come first
    const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return first != std::string_view::npos && text[first] == '<' &&
           text.substr(0, kProlog).find("<svg") != std::string_view::npos;
}

} // namespace

bool isFigure(const std::string& bytes)
{
    return bytes.starts_with(kPngSignature) || bytes.starts_with(kPdfSignature) || isSvg(bytes);
}

std::string recipeIn(const std::string& bytes)
{
    if (bytes.starts_with(kPngSignature))
        return fromPng(bytes);
    return bytes.starts_with(kPdfSignature) ? fromPdf(bytes) : fromSvg(bytes);
}

} // namespace hysteron
