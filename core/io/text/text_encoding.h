#pragma once

#include "core/base/enum_names.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tastescope {

enum class Encoding {
    Auto, ///< UTF-8 until the first byte that cannot be, from there latin-1
    Utf8,
    Latin1
};

constexpr auto enumNames(Encoding)
{
    return namedBy<Encoding>({{Encoding::Auto, "auto"}, {Encoding::Utf8, "utf-8"}, {Encoding::Latin1, "latin-1"}});
}

/// The offset of the first byte that is not valid UTF-8 (overlong forms and surrogates are not), if there is one.
std::optional<std::size_t> firstInvalidUtf8(std::string_view text);

/// ISO-8859-1 to UTF-8. Every byte is a character of latin-1, so this cannot fail.
std::string latin1ToUtf8(std::string_view text);

/// Characters of UTF-8 text; invalid bytes count one each. For columns as an editor shows them.
std::size_t characterCount(std::string_view text);

/// What a file holds, for an error: as shown(), short.
std::string escaped(std::string_view text, std::size_t limit = 80);

} // namespace tastescope
