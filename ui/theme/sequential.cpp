#include "ui/theme/sequential.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tastescope::ui {

namespace {

// Nine even parts of viridis; between two of them a straight line in sRGB is within a step of the 256 colours.
constexpr std::array<QRgb, 10> viridis{0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E,
                                       0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B, 0xFDE725};

struct Part
{
    double from;
    double to;
};

constexpr Part onLight{0, 0.60};
constexpr Part onDark{0.42, 1};

} // namespace

QColor sequentialColour(double fraction)
{
    return sequentialColour(fraction, currentScheme());
}

QColor sequentialColour(double fraction, Scheme scheme)
{
    const Part part = scheme == Scheme::Light ? onLight : onDark;
    const double inside = std::isnan(fraction) ? 0 : std::clamp(fraction, 0.0, 1.0);
    const double at = (part.from + inside * (part.to - part.from)) * (viridis.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(at), viridis.size() - 2);
    const auto weight = static_cast<float>(at - static_cast<double>(below));
    const QColor low = QColor::fromRgb(viridis[below]);
    const QColor high = QColor::fromRgb(viridis[below + 1]);
    const auto mixed = [weight](float one, float other) { return one + weight * (other - one); };
    return QColor::fromRgbF(mixed(low.redF(), high.redF()), mixed(low.greenF(), high.greenF()),
                            mixed(low.blueF(), high.blueF()));
}

} // namespace tastescope::ui
