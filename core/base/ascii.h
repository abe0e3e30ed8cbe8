#pragma once

#include <algorithm>
#include <string>

namespace tastescope {

// Letters as programs write them. <cctype> asks the locale: in Turkish an "I" does not become an "i".

constexpr bool isAsciiDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr char asciiLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string asciiLower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](char c) { return asciiLower(c); });
    return text;
}

} // namespace tastescope
