#include "core/io/text/text_encoding.h"

#include <algorithm>

namespace tastescope {

namespace {

unsigned char byteAt(std::string_view text, std::size_t at)
{
    return static_cast<unsigned char>(text[at]);
}

/// Bytes of the UTF-8 character at `at`, 0 when there is none (The Unicode Standard 15, table 3-7).
std::size_t characterLength(std::string_view text, std::size_t at)
{
    const unsigned char lead = byteAt(text, at);
    if (lead < 0x80)
        return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > text.size())
        return 0;
    const unsigned char second = byteAt(text, at + 1);
    const unsigned char lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest)
        return 0;
    for (std::size_t i = at + 2; i < at + length; ++i)
        if ((byteAt(text, i) & 0xC0) != 0x80)
            return 0;
    return length;
}

void appendHex(std::string& text, unsigned char byte)
{
    constexpr std::string_view digits = "0123456789abcdef";
    text += "\\x";
    text += digits[byte >> 4];
    text += digits[byte & 15];
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
        if (byte < 0x80) {
            result += character;
        } else {
            result += static_cast<char>(0xC0 | (byte >> 6));
            result += static_cast<char>(0x80 | (byte & 0x3F));
        }
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
    std::string result;
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        if (count == limit)
            return result + "...";
        const std::size_t length = characterLength(text, at);
        const unsigned char byte = byteAt(text, at);
        // C1 controls (U+0080 to U+009F) steer terminals as the bytes below 0x20 do.
        const bool c1 = length == 2 && byte == 0xC2 && byteAt(text, at + 1) < 0xA0;
        if (length == 0 || byte < 0x20 || byte == 0x7F)
            appendHex(result, byte);
        else if (c1)
            appendHex(result, byteAt(text, at + 1));
        else
            result += text.substr(at, length);
        at += std::max<std::size_t>(1, length);
    }
    return result;
}

} // namespace tastescope
