#include "core/base/number_text.h"

#include <array>
#include <charconv>
#include <utility>

namespace tastescope {

namespace {

template<typename... Form>
std::string written(double value, Form... form)
{
    std::array<char, 512> text{}; // the largest double has 309 digits in front of the point
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value, form...).ptr};
}

} // namespace

std::string shortestText(double value)
{
    std::string text = written(value);
    // "3e-04" is what to_chars writes; people write 3e-4.
    if (const auto exponent = text.find("e-0"); exponent != std::string::npos)
        text.erase(exponent + 2, 1);
    return text;
}

std::string fixedText(double value, int digits)
{
    return written(value, std::chars_format::fixed, digits);
}

std::string roundedText(double value, int digits)
{
    return written(value, std::chars_format::general, digits);
}

std::string bytesText(std::int64_t bytes)
{
    constexpr std::array<std::pair<double, const char*>, 4> units{
        {{1e12, " TB"}, {1e9, " GB"}, {1e6, " MB"}, {1e3, " kB"}}};
    const auto value = static_cast<double>(bytes);
    for (const auto& [unit, name] : units)
        if (value >= unit * 0.9995)
            return fixedText(value / unit, value / unit < (unit >= 1e9 ? 99.95 : 9.95) ? 1 : 0) + name;
    return std::to_string(bytes) + " bytes";
}

} // namespace tastescope
