#pragma once

#include "core/base/enum_names.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tastescope {

enum class Encoding {
    Auto, ///< told by the bytes: see guessEncoding(); else UTF-8, from the first byte that cannot be latin-1
    Utf8,
    Latin1, ///< with the quotes and letters that Windows-1252 has in place of controls
    Utf16Le,
    Utf16Be,
    Gbk, ///< and GB 18030, which holds it
    Big5,
    ShiftJis,
    EucJp,
    EucKr,
    Windows1250,
    Windows1251,
    Windows1254,
    Koi8R
};

constexpr auto enumNames(Encoding)
{
    return namedBy<Encoding>({{Encoding::Auto, "auto"},
                              {Encoding::Utf8, "utf-8"},
                              {Encoding::Latin1, "latin-1"},
                              {Encoding::Utf16Le, "utf-16le"},
                              {Encoding::Utf16Be, "utf-16be"},
                              {Encoding::Gbk, "gbk"},
                              {Encoding::Big5, "big5"},
                              {Encoding::ShiftJis, "shift-jis"},
                              {Encoding::EucJp, "euc-jp"},
                              {Encoding::EucKr, "euc-kr"},
                              {Encoding::Windows1250, "windows-1250"},
                              {Encoding::Windows1251, "windows-1251"},
                              {Encoding::Windows1254, "windows-1254"},
                              {Encoding::Koi8R, "koi8-r"}});
}

/// The offset of the first byte that is not valid UTF-8 (overlong forms and surrogates are not), if there is one.
std::optional<std::size_t> firstInvalidUtf8(std::string_view text);

/// ISO-8859-1 to UTF-8, and where it has control characters, those of Windows-1252. Every byte is a character, so this
/// cannot fail.
std::string latin1ToUtf8(std::string_view text);

/// Whether a byte is a character of Windows-1252 and a control character of latin-1.
inline bool isWindows1252(char character)
{
    const auto byte = static_cast<unsigned char>(character);
    return byte >= 0x80 && byte < 0xA0;
}

/// Characters of UTF-8 text; invalid bytes count one each. For columns as an editor shows them.
std::size_t characterCount(std::string_view text);

/// What a file holds, for an error: as shown(), short.
std::string escaped(std::string_view text, std::size_t limit = 80);

} // namespace tastescope
