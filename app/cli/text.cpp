#include "app/cli/text.h"

#include "core/base/number_text.h"
#include "core/base/shown_text.h"

#include <algorithm>

namespace tastescope::cli {

namespace {

/// Code points, which is what a terminal gives one column each of in the scripts we meet most.
std::size_t width(const std::string& text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace

std::string fixed(double value, int digits)
{
    return fixedText(value, digits);
}

std::string differenceText(double difference, double low, double high)
{
    return (difference >= 0 ? "+" : "") + fixed(difference, 5) + " [" + fixed(low, 5) + ", " + fixed(high, 5) + "]";
}

std::string grouped(std::int64_t value)
{
    std::string text = std::to_string(value);
    const std::ptrdiff_t first = value < 0 ? 1 : 0;
    for (std::ptrdiff_t at = std::ssize(text) - 3; at > first; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string duration(double seconds)
{
    return seconds < 1 ? fixed(1000 * seconds, 0) + " ms" : fixed(seconds, seconds < 100 ? 1 : 0) + " s";
}

void TextTable::add(std::vector<std::string> row)
{
    for (std::string& cell : row)
        cell = shown(cell);
    m_rows.push_back(std::move(row));
}

std::string TextTable::text() const
{
    std::vector<std::size_t> widths;
    for (const auto& row : m_rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], width(row[column]));
    }
    std::string text;
    for (const auto& row : m_rows) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            const std::string padding(widths[column] - width(row[column]), ' ');
            const bool last = column + 1 == row.size();
            text +=
                (column == 0 ? "" : "  ") + (column == 0 ? row[column] + (last ? "" : padding) : padding + row[column]);
        }
        text += '\n';
    }
    return text;
}

} // namespace tastescope::cli
