#include "core/io/text/transcoder.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstdint>

namespace tastescope {

namespace {

struct IconvName
{
    Encoding encoding;
    const char* name;
};

// Of two names for nearly the same, that which holds more characters.
constexpr std::array iconvNames{
    IconvName{Encoding::Utf16Le, "UTF-16LE"},   IconvName{Encoding::Utf16Be, "UTF-16BE"},
    IconvName{Encoding::Gbk, "GB18030"},        IconvName{Encoding::Big5, "BIG5-HKSCS"},
    IconvName{Encoding::ShiftJis, "CP932"},     IconvName{Encoding::EucJp, "EUC-JP"},
    IconvName{Encoding::EucKr, "CP949"},        IconvName{Encoding::Windows1250, "CP1250"},
    IconvName{Encoding::Windows1251, "CP1251"}, IconvName{Encoding::Windows1254, "CP1254"},
    IconvName{Encoding::Koi8R, "KOI8-R"},
};

bool isHigh(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

/// What speaks for an encoding of several bytes a character.
struct HighBytes
{
    std::size_t all = 0;
    std::size_t inRuns = 0;  ///< those that have another one beside them
    std::size_t letters = 0; ///< from 0xE0 on: the small letters of Windows-1251
    std::size_t kana = 0;    ///< 0x82 and 0x83, by which Shift-JIS begins kana
};

HighBytes highBytesOf(std::string_view text)
{
    HighBytes bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!isHigh(text[i]))
            continue;
        const auto byte = static_cast<unsigned char>(text[i]);
        ++bytes.all;
        bytes.inRuns += (i > 0 && isHigh(text[i - 1])) || (i + 1 < text.size() && isHigh(text[i + 1])) ? 1 : 0;
        bytes.letters += byte >= 0xE0 ? 1 : 0;
        bytes.kana += byte == 0x82 || byte == 0x83 ? 1 : 0;
    }
    return bytes;
}

/// Pairs of high bytes from the left, as GBK and EUC-KR have them, and how many begin with a frequent character.
struct Pairs
{
    std::size_t all = 0;
    std::size_t hanzi = 0;  ///< the 3,755 of the first level of GB 2312
    std::size_t hangul = 0; ///< all of KS X 1001
};

Pairs pairsOf(std::string_view text)
{
    Pairs pairs;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (!isHigh(text[i]))
            continue;
        const auto lead = static_cast<unsigned char>(text[i++]);
        ++pairs.all;
        pairs.hanzi += lead >= 0xB0 && lead <= 0xD7 && isHigh(text[i]) ? 1 : 0;
        pairs.hangul += lead >= 0xB0 && lead <= 0xC8 && isHigh(text[i]) ? 1 : 0;
    }
    return pairs;
}

/// UTF-16 without a byte order mark: every other byte of what is mostly ASCII is 0.
Encoding guessByZeros(std::string_view head)
{
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < head.size(); ++i)
        zeros[i % 2] += head[i] == '\0' ? 1 : 0;
    const std::size_t half = head.size() / 2;
    if (half >= 4 && zeros[1] * 10 >= half * 6 && zeros[0] * 20 < half)
        return Encoding::Utf16Le;
    return half >= 4 && zeros[0] * 10 >= half * 6 && zeros[1] * 20 < half ? Encoding::Utf16Be : Encoding::Auto;
}

/// Throws: Error when this system does not know the encoding.
iconv_t opened(Encoding from)
{
    constexpr std::intptr_t unknown = -1; // what iconv_open() gives then
    const auto* row = std::ranges::find(iconvNames, from, &IconvName::encoding);
    iconv_t handle = row == iconvNames.end() ? nullptr : iconv_open("UTF-8", row->name);
    if (!handle || std::bit_cast<std::intptr_t>(handle) == unknown)
        throw Error("This system cannot read the encoding " + std::string(toText(from)) + ". Save the file as UTF-8.");
    return handle;
}

/// Whether all bytes, but for a character cut at the end, are of this encoding.
bool isAll(std::string_view text, Encoding encoding)
{
    Transcoder transcoder(encoding);
    return !firstInvalidUtf8(transcoder.convert(text)).has_value();
}

} // namespace

Transcoder::Transcoder(Encoding from) : m_from(from), m_iconv(opened(from)) {}

Transcoder::~Transcoder()
{
    iconv_close(m_iconv);
}

std::string Transcoder::convert(std::string_view bytes)
{
    m_kept += bytes;
    std::string text(m_kept.size() * 3 + 16, '\0'); // two bytes become three at most, one too
    char* in = m_kept.data();
    std::size_t left = m_kept.size();
    std::string result;
    while (left > 0) {
        char* out = text.data();
        std::size_t room = text.size();
        const std::size_t done = iconv(m_iconv, &in, &left, &out, &room);
        result.append(text.data(), text.size() - room);
        if (done != static_cast<std::size_t>(-1))
            break;
        if (errno == EINVAL)
            break; // half a character
        if (errno == EILSEQ) {
            const bool isWide = m_from == Encoding::Utf16Le || m_from == Encoding::Utf16Be;
            const std::size_t unit = std::min<std::size_t>(isWide ? 2 : 1, left);
            result += isWide || !isHigh(*in) ? '\xFF' : *in;
            in += unit;
            left -= unit;
        }
    }
    m_kept.erase(0, m_kept.size() - left);
    return result;
}

std::string Transcoder::finish()
{
    std::string rest;
    for (std::size_t i = 0; i < m_kept.size(); ++i)
        rest += '\xFF'; // half a character at the end of the file
    m_kept.clear();
    return rest;
}

bool needsTranscoder(Encoding encoding)
{
    return std::ranges::find(iconvNames, encoding, &IconvName::encoding) != iconvNames.end();
}

Encoding guessEncoding(std::string_view head)
{
    using namespace std::string_view_literals;
    if (head.starts_with("\xFF\xFE"sv) && !head.starts_with("\xFF\xFE\0\0"sv))
        return Encoding::Utf16Le;
    if (head.starts_with("\xFE\xFF"sv))
        return Encoding::Utf16Be;
    if (const Encoding byZeros = guessByZeros(head); byZeros != Encoding::Auto)
        return byZeros;
    const HighBytes high = highBytesOf(head);
    constexpr std::size_t enough = 8; ///< bytes, to know that they are no letters of latin-1
    if (high.all < enough || head.find('\0') != std::string_view::npos)
        return Encoding::Auto;
    if (const auto invalid = firstInvalidUtf8(head); !invalid || *invalid + 4 > head.size()) // cut at the end
        return Encoding::Auto;
    if (high.kana * 4 >= high.all && isAll(head, Encoding::ShiftJis))
        return Encoding::ShiftJis;
    if (high.inRuns * 10 < high.all * 8)
        return Encoding::Auto;
    if (high.letters * 10 >= high.all * 6)
        return Encoding::Windows1251;
    const Pairs pairs = pairsOf(head);
    if (pairs.hangul * 20 >= pairs.all * 19 && isAll(head, Encoding::EucKr))
        return Encoding::EucKr;
    return pairs.hanzi * 10 >= pairs.all * 6 && isAll(head, Encoding::Gbk) ? Encoding::Gbk : Encoding::Auto;
}

} // namespace tastescope
