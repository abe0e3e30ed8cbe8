#pragma once

#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Readers that share nothing with the program's: a character at a time over a whole text in memory, slow and short, for
// input that is known to be good. What they read, the program must read too.

using TextRows = std::vector<std::vector<std::string>>;

/// The rows of a table whose fields may stand in double quotes. Spaces (and tabs, where they do not separate) around a
/// field do not count, nor do blank lines. Lines end with LF, CRLF or CR.
inline TextRows slowTable(std::string_view text, char separator)
{
    const auto isBlank = [&](char c) { return c == ' ' || (c == '\t' && separator != '\t'); };
    TextRows rows;
    std::vector<std::string> row;
    std::string field;
    std::size_t kept = 0; // of the field; blanks after it do not count
    bool isQuoted = false;
    bool isInside = false;
    const auto endField = [&] {
        row.push_back(field.substr(0, kept));
        field.clear();
        kept = 0;
        isQuoted = false;
    };
    const auto endRow = [&] {
        endField();
        if (row.size() > 1 || !row[0].empty())
            rows.push_back(row);
        row.clear();
    };
    for (std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; at < text.size(); ++at) {
        const char c = text[at];
        const char next = at + 1 < text.size() ? text[at + 1] : '\0';
        if (isInside && c == '"' && next == '"') {
            field += c;
            kept = field.size();
            ++at;
        } else if (isInside && c == '"') {
            isInside = false;
        } else if (isInside) {
            field += c;
            kept = field.size();
        } else if (c == separator) {
            endField();
        } else if (c == '\n' || c == '\r') {
            endRow();
            at += c == '\r' && next == '\n' ? 1 : 0;
        } else if (c == '"' && field.empty() && !isQuoted) {
            isInside = isQuoted = true;
        } else if (!isBlank(c) || (!field.empty() && !isQuoted)) {
            field += c;
            kept = isBlank(c) ? kept : field.size();
        }
    }
    if (!row.empty() || !field.empty())
        endRow();
    return rows;
}

/// A JSON text as one line that says of every value what it is: two texts mean the same exactly when their lines are
/// equal. Whole numbers keep their digits; others are written as their shortest double.
class SlowJson
{
public:
    static std::string meaning(std::string_view text)
    {
        SlowJson reader(text);
        return reader.value();
    }

private:
    explicit SlowJson(std::string_view text) : m_text(text) {}

    char peek()
    {
        while (std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
        return m_text[m_at];
    }

    std::string value()
    {
        const char c = peek();
        if (c == '{' || c == '[')
            return container(c, c == '{' ? '}' : ']');
        if (c == '"')
            return "text " + std::to_string(string().size()) + ":" + m_last;
        if (c == 't' || c == 'f' || c == 'n') {
            m_at += c == 'f' ? 5 : 4;
            return c == 't' ? "yes" : c == 'f' ? "no" : "nothing";
        }
        return number();
    }

    std::string container(char open, char close)
    {
        std::string all(1, open);
        ++m_at;
        while (peek() != close) {
            if (peek() == ',')
                ++m_at;
            if (peek() == '"' && open == '{') {
                all += std::to_string(string().size()) + ":" + m_last + "=";
                peek();
                ++m_at; // the colon
            }
            all += value() + ";";
        }
        ++m_at;
        return all + close;
    }

    std::string number()
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && std::string_view("+-.eE0123456789").find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
        const std::string_view digits = m_text.substr(begin, m_at - begin);
        if (digits.find_first_of(".eE") == std::string_view::npos)
            return "whole " + std::string(digits);
        double number = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
        char shortest[32];
        const auto end = std::to_chars(shortest, shortest + sizeof shortest, number).ptr;
        return "real " + std::string(shortest, end);
    }

    const std::string& string()
    {
        m_last.clear();
        for (++m_at; m_text[m_at] != '"'; ++m_at) {
            if (m_text[m_at] != '\\') {
                m_last += m_text[m_at];
                continue;
            }
            const char c = m_text[++m_at];
            constexpr std::string_view names = "\"\\/bfnrt";
            if (c == 'u')
                addEscaped();
            else
                m_last += "\"\\/\b\f\n\r\t"[names.find(c)];
        }
        ++m_at;
        return m_last;
    }

    std::uint32_t hexDigits()
    {
        std::uint32_t unit = 0;
        std::from_chars(m_text.data() + m_at + 1, m_text.data() + m_at + 5, unit, 16);
        m_at += 4;
        return unit;
    }

    /// \uXXXX, or two of them for a character beyond.
    void addEscaped()
    {
        std::uint32_t code = hexDigits();
        if (code >= 0xD800 && code < 0xDC00) {
            m_at += 2;
            code = 0x10000 + ((code - 0xD800) << 10) + (hexDigits() - 0xDC00);
        }
        if (code < 0x80) {
            m_last += static_cast<char>(code);
            return;
        }
        const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        constexpr int marks[] = {0, 0xC0, 0xE0, 0xF0};
        m_last += static_cast<char>(static_cast<std::uint32_t>(marks[more]) | code >> (6 * more));
        for (int i = more - 1; i >= 0; --i)
            m_last += static_cast<char>(0x80 | ((code >> (6 * i)) & 0x3F));
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_last; ///< the string read last
};
