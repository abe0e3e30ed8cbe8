#pragma once

#include <cstdint>
#include <string>

namespace tastescope {

// Numbers as text with a point, whatever the locale: the C library and std::to_string write "0,3" where the person
// does, and what core writes is read again, by programs and in other countries.

/// The fewest digits that read back as the same number: "0.3", "3e-4", "inf".
std::string shortestText(double value);

/// With so many digits after the point, 0 to 100, as printf's "%.*f": "2.50".
std::string fixedText(double value, int digits);

/// With at most so many significant digits, 1 to 17, as printf's "%.*g": "33.33", "1e+06".
std::string roundedText(double value, int digits);

/// An amount of bytes in units of 1,000: "10.9 GB", "336 MB", "1.5 MB", "12 bytes".
std::string bytesText(std::int64_t bytes);

} // namespace tastescope
