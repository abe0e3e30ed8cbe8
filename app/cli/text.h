#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tastescope::cli {

std::string fixed(double value, int digits); ///< 0.4538; "nan" stays

/// "+0.00023 [-0.00041, 0.00087]"
std::string differenceText(double difference, double low, double high);

/// 1,000,209: thousands apart, so that people can read it.
std::string grouped(std::int64_t value);

/// "1.4 s", "350 ms"
std::string duration(double seconds);

/// Rows of cells under each other: the first column to the left, the others to the right. Each row is one line,
/// whatever its cells hold.
class TextTable
{
public:
    void add(std::vector<std::string> row);
    std::string text() const; ///< two spaces between columns; every row ends in a newline

private:
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace tastescope::cli
