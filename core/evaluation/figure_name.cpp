#include "core/evaluation/figure_name.h"

#include "core/base/ascii.h"

namespace tastescope {

std::string canonicalFigureName(std::string_view name)
{
    std::string text;
    for (const char c : name) {
        if (isAsciiDigit(c) && !text.empty() && isAsciiLetter(text.back()))
            text += '-';
        text += c == '@' || c == '_' ? '-' : asciiLower(c);
    }
    return text;
}

} // namespace tastescope
