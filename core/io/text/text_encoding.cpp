#include "core/io/text/text_encoding.h"

#include "core/base/shown_text.h"

#include <algorithm>

namespace tastescope {

namespace {

/// What Windows-1252 has from 0x80 to 0x9F; five places are left empty.
constexpr std::u16string_view windows1252 =
    u"\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
    u"\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

/// A character from 0x80 on.
void appendUtf8(std::string& text, char16_t character)
{
    if (character >= 0x800) {
        text += static_cast<char>(0xE0 | (character >> 12));
        text += static_cast<char>(0x80 | ((character >> 6) & 0x3F));
    } else {
        text += static_cast<char>(0xC0 | (character >> 6));
    }
    text += static_cast<char>(0x80 | (character & 0x3F));
}

} // namespace

std::optional<std::size_t> firstInvalidUtf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = characterLength(text, at);
        if (length == 0)
            return at;
        at += length;
    }
    return std::nullopt;
}

std::string latin1ToUtf8(std::string_view text)
{
    std::string result;
    result.reserve(text.size() + text.size() / 8);
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte < 0x80)
            result += character;
        else
            appendUtf8(result, isWindows1252(character) ? windows1252[byte - 0x80] : char16_t{byte});
    }
    return result;
}

std::size_t characterCount(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count)
        at += std::max<std::size_t>(1, characterLength(text, at));
    return count;
}

std::string escaped(std::string_view text, std::size_t limit)
{
    return shown(text, limit);
}

} // namespace tastescope
