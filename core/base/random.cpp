#include "core/base/random.h"

#include <cmath>
#include <numbers>

namespace tastescope {

Random::Random(std::uint64_t seed, std::initializer_list<std::uint64_t> stream)
    : m_counter(mix(seed + 0x632BE59BD9B4E019ULL))
{
    for (const std::uint64_t part : stream)
        m_counter = mix(m_counter ^ mix(part + 0x9E3779B97F4A7C15ULL));
}

std::uint64_t Random::below(std::uint64_t bound)
{
    __extension__ using Wide = unsigned __int128;
    Wide product = static_cast<Wide>(next()) * bound;
    auto low = static_cast<std::uint64_t>(product);
    if (low < bound) {
        const std::uint64_t threshold = (0 - bound) % bound;
        while (low < threshold) {
            product = static_cast<Wide>(next()) * bound;
            low = static_cast<std::uint64_t>(product);
        }
    }
    return static_cast<std::uint64_t>(product >> 64);
}

double Random::normal()
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

double Random::gamma(double shape)
{
    if (shape < 1.0)
        return gamma(shape + 1.0) * std::pow(1.0 - uniform(), 1.0 / shape);
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    for (;;) {
        const double x = normal();
        const double v = std::pow(1.0 + c * x, 3);
        if (v > 0.0 && std::log(1.0 - uniform()) < 0.5 * x * x + d - d * v + d * std::log(v))
            return d * v;
    }
}

double Random::beta(double alpha, double betaValue)
{
    const double x = gamma(alpha);
    return x / (x + gamma(betaValue));
}

} // namespace tastescope
