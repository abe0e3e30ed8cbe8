#include "ui/theme/sequential.h"

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

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
    const std::span<const QRgb> ramp = sequentialRamp();
    const Part part = scheme == Scheme::Light ? onLight : onDark;
    const double inside = std::isnan(fraction) ? 0 : std::clamp(fraction, 0.0, 1.0);
    const double at = (part.from + inside * (part.to - part.from)) * static_cast<double>(ramp.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(at), ramp.size() - 2);
    const auto weight = static_cast<float>(at - static_cast<double>(below));
    const QColor low = QColor::fromRgb(ramp[below]);
    const QColor high = QColor::fromRgb(ramp[below + 1]);
    const auto mixed = [weight](float one, float other) { return one + weight * (other - one); };
    return QColor::fromRgbF(mixed(low.redF(), high.redF()), mixed(low.greenF(), high.greenF()),
                            mixed(low.blueF(), high.blueF()));
}

} // namespace tastescope::ui
