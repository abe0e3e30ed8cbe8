#include "core/pipeline/song_key.h"

#include <array>
#include <cstdint>

namespace tastescope {

namespace {

/// Base letters of U+00C0 to U+017F; a digit stands for two letters, see pairs.
constexpr std::string_view latin = "aaaaaa1ceeeeiiiidnooooo ouuuuy23"
                                   "aaaaaa1ceeeeiiiidnooooo ouuuuy2y"
                                   "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii44jjkkk"
                                   "llllllllllnnnnnnnnnoooooo55rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(latin.size() == 0x180 - 0xC0);
constexpr std::array<std::string_view, 6> pairs{"", "ae", "th", "ss", "ij", "oe"};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct Decoded
{
    char32_t code = 0;
    std::size_t bytes = 1;
};

/// The character at the beginning of `text`. A byte that is no UTF-8 stands for itself (Latin-1).
Decoded decode(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t first = byte(0);
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
    if (length == 1 || text.size() < length)
        return {first, 1};
    char32_t code = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U)
            return {first, 1};
        code = (code << 6) | (byte(i) & 0x3FU);
    }
    return {code, length};
}

void appendFolded(std::string& key, std::string_view bytes, char32_t code)
{
    const bool isGreekCapital = code >= 0x391 && code <= 0x3A9;
    const bool isCyrillicCapital = code >= 0x410 && code <= 0x42F;
    if (code >= 0xC0 && code < 0x180) {
        const char base = latin[code - 0xC0];
        if (base >= '1' && base <= '5')
            key += pairs[static_cast<std::size_t>(base - '0')];
        else if (base != ' ')
            key += base;
    } else if (isGreekCapital || isCyrillicCapital) {
        const char32_t small = code + 0x20;
        key += static_cast<char>(0xC0U | (small >> 6));
        key += static_cast<char>(0x80U | (small & 0x3FU));
    } else if ((code >= 0x180 && code < 0x300) || (code >= 0x370 && code < 0x2000) || code > 0x206F) {
        key += bytes; // neither a combining accent nor general punctuation
    }
}

/// Where a "feat." part begins and ends, or npos.
struct Guests
{
    std::size_t begin = std::string_view::npos;
    std::size_t end = std::string_view::npos;
};

Guests findGuests(std::string_view text)
{
    constexpr std::array<std::string_view, 5> words{"featuring ", "feat. ", "feat ", "ft. ", "ft "};
    for (std::size_t i = 1; i < text.size(); ++i) {
        const bool inBrackets = text[i - 1] == '(' || text[i - 1] == '[';
        if (!inBrackets && text[i - 1] != ' ')
            continue;
        for (const std::string_view word : words) {
            // "a feat of strength": without brackets only the abbreviation with its dot is meant.
            const bool isClear = inBrackets || word[word.size() - 2] == '.' || word == words[0];
            if (!isClear || !text.substr(i).starts_with(word))
                continue;
            const std::size_t close = text.find_first_of(inBrackets ? ")]" : "([", i);
            return {i - 1, close == std::string_view::npos ? text.size() : close + (inBrackets ? 1 : 0)};
        }
    }
    return {};
}

std::string trimmedLower(std::string_view text)
{
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    std::string result(text);
    for (char& c : result)
        c = lower(c);
    return result;
}

std::string normalised(std::string_view text)
{
    std::string plain = trimmedLower(text);
    if (const Guests guests = findGuests(plain); guests.begin != std::string_view::npos)
        plain.erase(guests.begin, guests.end - guests.begin);
    std::string key;
    for (std::string_view rest = plain; !rest.empty();) {
        const Decoded next = decode(rest);
        if (next.code < 0x80) {
            if (isLetterOrDigit(rest.front()))
                key += rest.front();
        } else {
            appendFolded(key, rest.substr(0, next.bytes), next.code);
        }
        rest.remove_prefix(next.bytes);
    }
    return key.empty() ? plain : key;
}

} // namespace

std::string songKey(std::string_view title, std::string_view artist, MatchRule rule)
{
    const bool isNormalised = rule == MatchRule::Normalised;
    const auto form = isNormalised ? normalised : trimmedLower;
    return form(title) + '\n' + form(artist);
}

} // namespace tastescope
