#include "core/base/number_text.h"

#include <array>
#include <charconv>

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

} // namespace tastescope
