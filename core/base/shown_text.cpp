#include "core/base/shown_text.h"

namespace tastescope {

namespace {

unsigned char byteAt(std::string_view text, std::size_t at)
{
    return static_cast<unsigned char>(text[at]);
}

void appendHex(std::string& text, unsigned int value, int digits)
{
    constexpr std::string_view hex = "0123456789abcdef";
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        text += hex[value >> shift & 15U];
}

/// The code point of a valid character.
unsigned int codePoint(std::string_view text, std::size_t at, std::size_t length)
{
    if (length == 1)
        return byteAt(text, at);
    unsigned int code = byteAt(text, at) & (0x7FU >> length);
    for (std::size_t i = at + 1; i < at + length; ++i)
        code = code << 6U | (byteAt(text, i) & 0x3FU);
    return code;
}

/// C0, DEL and C1, which steer terminals.
bool isControl(unsigned int code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

/// Separators of lines, and what turns the direction of text (The Unicode Standard 15, annex 9, section 2).
bool turnsText(unsigned int code)
{
    return code == 0x61C || code == 0x200E || code == 0x200F || (code >= 0x2028 && code <= 0x202E)
           || (code >= 0x2066 && code <= 0x2069);
}

/// Copies `text`, with what could do harm as escape(result, code point) writes it.
template<typename Escape>
std::string copied(std::string_view text, std::size_t limit, bool lines, const Escape& escape)
{
    std::string result;
    result.reserve(text.size());
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        if (count == limit)
            return result + "...";
        const std::size_t length = characterLength(text, at);
        const unsigned int code = length == 0 ? byteAt(text, at) : codePoint(text, at, length);
        if (length == 0 || (isControl(code) && !(lines && code == '\n')) || turnsText(code))
            escape(result, code);
        else
            result += text.substr(at, length);
        at += length == 0 ? 1 : length;
    }
    return result;
}

void escape(std::string& result, unsigned int code)
{
    result += code < 0x100 ? "\\x" : "\\u";
    appendHex(result, code, code < 0x100 ? 2 : 4);
}

} // namespace

std::size_t characterLength(std::string_view text, std::size_t at)
{
    const unsigned char lead = byteAt(text, at);
    if (lead < 0x80)
        return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > text.size())
        return 0;
    const unsigned char second = byteAt(text, at + 1);
    const unsigned char lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80; // table 3-7 of the standard
    const unsigned char highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest)
        return 0;
    for (std::size_t i = at + 2; i < at + length; ++i)
        if ((byteAt(text, i) & 0xC0) != 0x80)
            return 0;
    return length;
}

std::string shown(std::string_view text, std::size_t limit)
{
    return copied(text, limit, false, escape);
}

std::string shownLines(std::string_view text)
{
    return copied(text, text.size(), true, escape);
}

std::string shownJson(std::string_view json)
{
    return copied(json, json.size(), true, [](std::string& result, unsigned int code) {
        result += "\\u";
        appendHex(result, code, 4);
    });
}

} // namespace tastescope
