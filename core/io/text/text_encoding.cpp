#include "core/io/text/text_encoding.h"

#include "core/base/shown_text.h"

#include <algorithm>

namespace tastescope {

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
    return shown(text, limit);
}

} // namespace tastescope
