#include "core/io/table/plain_rows.h"

#include <algorithm>
#include <array>
#include <bit>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace tastescope {

namespace {

constexpr std::size_t mostPlainColumns = 16;
constexpr std::size_t block = 64; ///< bytes looked at together

/// A bit for each byte of a block that ends a field or needs care: separators, line ends and quotes.
struct Marks
{
    char separator;
    char quote; ///< the separator where quotes mean nothing

#ifdef __SSE2__
    std::uint64_t of(const char* text) const
    {
        std::uint64_t bits = 0;
        for (std::size_t part = 0; part < block / 16; ++part) {
            const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + part * 16));
            const auto equals = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
            const __m128i found =
                _mm_or_si128(_mm_or_si128(equals(separator), equals('\n')), _mm_or_si128(equals(quote), equals('\r')));
            bits |= static_cast<std::uint64_t>(static_cast<std::uint16_t>(_mm_movemask_epi8(found))) << (part * 16);
        }
        return bits;
    }
#else
    std::uint64_t of(const char* text) const
    {
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < block; ++i) {
            const char c = text[i];
            const bool isMark = c == separator || c == '\n' || c == quote || c == '\r';
            bits |= static_cast<std::uint64_t>(isMark) << i;
        }
        return bits;
    }
#endif
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Up to 10 digits: seconds, whatever their number.
std::optional<std::int64_t> plainTime(std::string_view text)
{
    std::int64_t value = 0;
    for (const char c : text) {
        if (!isDigit(c))
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return !text.empty() && text.size() <= 10 ? std::optional(value) : std::nullopt;
}

/// "4", "3.5", "-12.25": the number nearest to it, since both the digits and the power of ten are exact.
std::optional<double> plainReal(std::string_view text)
{
    constexpr std::array<double, 13> powers{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};
    const bool isNegative = text.starts_with('-');
    const std::string_view digits = text.substr(isNegative ? 1 : 0);
    if (digits.empty() || digits.size() > powers.size() || !isDigit(digits.front()) || !isDigit(digits.back()))
        return std::nullopt;
    std::int64_t value = 0;
    std::size_t point = digits.size() - 1;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (digits[i] == '.' && point == digits.size() - 1)
            point = i;
        else if (isDigit(digits[i]))
            value = value * 10 + (digits[i] - '0');
        else
            return std::nullopt;
    }
    const double real = static_cast<double>(value) / powers[digits.size() - 1 - point];
    return isNegative ? 0.0 - real : real;
}

} // namespace

/// One pass over a text.
class PlainRowParser::Work
{
public:
    Work(const PlainRowParser& parser, std::string_view text) : m_parser(parser), m_text(text)
    {
        constexpr std::size_t bytesOfARow = 24;
        m_rows.users.reserve(text.size() / bytesOfARow);
        m_rows.items.reserve(text.size() / bytesOfARow);
    }

    PlainRows run()
    {
        const Marks marks{m_parser.m_separator, m_parser.m_hasQuotes ? '"' : m_parser.m_separator};
        std::size_t at = 0;
        for (; at + block <= m_text.size(); at += block)
            take(at, marks.of(m_text.data() + at));
        std::array<char, block> last{}; // zeros are no marks
        m_text.substr(at).copy(last.data(), block);
        take(at, marks.of(last.data()));
        return std::move(m_rows);
    }

private:
    void take(std::size_t base, std::uint64_t bits)
    {
        for (; bits != 0; bits &= bits - 1)
            mark(base + static_cast<std::size_t>(std::countr_zero(bits)));
    }

    void mark(std::size_t at)
    {
        const char c = m_text[at];
        if (c == '\n') {
            endField(at);
            endLine(at + 1);
        } else if (c == m_parser.m_separator) {
            endField(at);
        } else if (c == '\r' && m_text[at + 1] == '\n') { // the text ends with a line feed
            m_carriage = 1;
        } else {
            m_isPlain = false;
        }
    }

    void endField(std::size_t at)
    {
        if (m_column < m_fields.size())
            m_fields[m_column] = {m_text.data() + m_fieldBegin, at - m_carriage - m_fieldBegin};
        ++m_column;
        m_fieldBegin = at + 1;
    }

    void endLine(std::size_t next)
    {
        if (m_isPlain && m_column == m_parser.m_roles.size() && takeRow()) {
            auto& runs = m_rows.runs;
            if (runs.empty() || runs.back().end != m_lineBegin)
                runs.push_back({m_lineBegin, m_lineBegin, m_rows.size() - 1, 0});
            runs.back().end = next;
            ++runs.back().rows;
        }
        m_lineBegin = m_fieldBegin = next;
        m_column = 0;
        m_carriage = 0;
        m_isPlain = true;
    }

    bool takeRow()
    {
        std::string_view user;
        std::string_view item;
        double value = 0;
        std::int64_t time = 0;
        if (m_parser.m_hasComments && (m_text[m_lineBegin] == '#' || m_text[m_lineBegin] == '%'))
            return false;
        for (std::size_t column = 0; column < m_column; ++column) {
            const std::string_view field = m_fields[column];
            switch (m_parser.m_roles[column]) {
            case ColumnRole::User:
                user = field;
                break;
            case ColumnRole::Item:
                item = field;
                break;
            case ColumnRole::Rating:
            case ColumnRole::Weight: {
                const auto real = plainReal(field);
                if (!real || !(*real >= m_parser.m_lowest && *real <= m_parser.m_highest))
                    return false;
                value = *real;
                m_hasValue = true;
                break;
            }
            case ColumnRole::Time: {
                const auto seconds = plainTime(field);
                if (!seconds)
                    return false;
                time = *seconds;
                m_hasTime = true;
                break;
            }
            default:
                break;
            }
        }
        if (!isPlainId(user) || !isPlainId(item))
            return false;
        m_rows.users.push_back(m_rows.userIds.add(user));
        m_rows.items.push_back(m_rows.itemIds.add(item));
        if (m_hasValue)
            m_rows.values.push_back(static_cast<float>(value));
        if (m_hasTime)
            m_rows.times.push_back(time);
        return true;
    }

    bool isPlainId(std::string_view id) const
    {
        if (id.empty())
            return false;
        if (m_parser.m_wholeNumberIds) {
            bool digits = id.size() <= 18;
            for (const char c : id)
                digits &= isDigit(c);
            return digits;
        }
        const auto isSpace = [this](char c) { return c == ' ' || (m_parser.m_trimsTabs && c == '\t'); };
        if (isSpace(id.front()) || isSpace(id.back()))
            return false;
        return isDigit(id.front()) || !isMissing(id);
    }

    const PlainRowParser& m_parser;
    std::string_view m_text;
    PlainRows m_rows;
    std::array<std::string_view, mostPlainColumns> m_fields;
    std::size_t m_lineBegin = 0;
    std::size_t m_fieldBegin = 0;
    std::size_t m_column = 0;
    std::size_t m_carriage = 0; ///< 1: the line ends with CRLF
    bool m_isPlain = true;
    bool m_hasValue = false;
    bool m_hasTime = false;
};

PlainRowParser::PlainRowParser(const TableLayout& layout)
    : m_roles(layout.roles),
      m_separator(layout.dialect.separator.front()),
      m_hasQuotes(layout.dialect.quotes),
      m_hasComments(layout.dialect.comments),
      m_trimsTabs(m_separator != '\t'),
      m_wholeNumberIds(layout.wholeNumberIds),
      m_lowest(std::max(layout.lowestRating, -3e38)),
      m_highest(std::min(layout.highestRating, 3e38))
{
}

std::optional<PlainRowParser> PlainRowParser::make(const TableLayout& layout)
{
    const Dialect& dialect = layout.dialect;
    const bool isCutPlainly = dialect.separator.size() == 1 && dialect.separator != " " && dialect.separator != "\""
                              && !dialect.blocks && dialect.keys.empty();
    const bool isPlain = isCutPlainly && !layout.moreItems && !layout.rowIsUser && layout.kinds.empty()
                         && !layout.has(ColumnRole::Title) && layout.numbers == NumberForm::Decimal
                         && layout.times != TimeForm::Compact && layout.roles.size() <= mostPlainColumns;
    return isPlain ? std::optional(PlainRowParser(layout)) : std::nullopt;
}

PlainRows PlainRowParser::parse(std::string_view text) const
{
    return Work(*this, text).run();
}

} // namespace tastescope
