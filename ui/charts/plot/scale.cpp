#include "ui/charts/plot/scale.h"

#include "ui/session/numbers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace tastescope::ui {

namespace {

constexpr double slack = 1e-9; // of a step: what rounding may have moved a tick by

std::vector<double> evenTicks(const Range& range, int most, bool wholeNumbers)
{
    std::vector<double> ticks;
    const double nice = niceStep(range.span(), most);
    const double step = wholeNumbers ? std::max(1.0, std::ceil(nice)) : nice;
    if (!(nice > 0))
        return ticks;
    const double first = std::ceil(range.low / step - slack);
    const double last = std::floor(range.high / step + slack);
    for (double i = first; i <= last; ++i)
        ticks.push_back(i == 0 ? 0 : i * step);
    return ticks;
}

// The values m * 10^(every * n) inside the range, for each m.
std::vector<double> powerTicks(const Range& range, std::initializer_list<double> multiples, int every)
{
    std::vector<double> ticks;
    const int first = static_cast<int>(std::floor(std::log10(range.low)));
    const int last = static_cast<int>(std::ceil(std::log10(range.high)));
    for (int power = first; power <= last; ++power) {
        if (power % every != 0)
            continue;
        for (const double multiple : multiples) {
            const double value = multiple * std::pow(10.0, power);
            if (value >= range.low * (1 - slack) && value <= range.high * (1 + slack))
                ticks.push_back(value);
        }
    }
    return ticks;
}

std::vector<double> logarithmicTicks(const Range& range, int most, bool wholeNumbers)
{
    const auto fits = [&](const std::vector<double>& ticks) {
        return ticks.size() >= 2 && ticks.size() <= static_cast<std::size_t>(most);
    };
    for (const auto& multiples : {std::initializer_list<double>{1, 2, 5}, {1, 3}, {1}})
        if (auto ticks = powerTicks(range, multiples, 1); fits(ticks))
            return ticks;
    for (int every = 2; every < 16; every *= 2)
        if (auto ticks = powerTicks(range, {1}, every); fits(ticks))
            return ticks;
    return evenTicks(range, most, wholeNumbers); // less than a decade
}

// Decimals after which multiples of `step` do not change.
int decimalsOf(double step)
{
    int decimals = 0;
    for (double scaled = std::abs(step); decimals < 9 && std::abs(scaled - std::round(scaled)) > 1e-6 * scaled;
         scaled *= 10)
        ++decimals;
    return decimals;
}

QString shortened(double value)
{
    constexpr std::array<std::pair<double, char>, 3> units{{{1e9, 'G'}, {1e6, 'M'}, {1e3, 'k'}}};
    for (const auto& [size, letter] : units)
        if (std::abs(value) >= size * (1 - slack))
            return fixed(value / size, std::min(2, decimalsOf(value / size))) + QLatin1Char(letter);
    return fixed(value, std::min(4, decimalsOf(value)));
}

} // namespace

double Scale::fraction(double value) const
{
    if (logarithmic && !(value > 0))
        return std::numeric_limits<double>::quiet_NaN();
    if (!(range.span() > 0))
        return 0.5; // all that can be shown is in one place
    if (!logarithmic)
        return (value - range.low) / range.span();
    return std::log(value / range.low) / std::log(range.high / range.low);
}

double Scale::value(double fraction) const
{
    if (!logarithmic)
        return range.low + fraction * range.span();
    return range.low * std::pow(range.high / range.low, fraction);
}

double niceStep(double span, int most)
{
    if (!(span > 0) || !std::isfinite(span))
        return 0;
    const double wanted = span / std::max(1, most);
    const double power = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double multiple : {1.0, 2.0, 2.5, 3.0, 5.0, 10.0})
        if (multiple * power >= wanted * (1 - slack))
            return multiple * power;
    return 20 * power;
}

std::vector<double> tickValues(const Scale& scale, int most, bool wholeNumbers)
{
    return scale.logarithmic ? logarithmicTicks(scale.range, most, wholeNumbers)
                             : evenTicks(scale.range, most, wholeNumbers);
}

QString tickLabel(double value, double step, const TickFormat& format)
{
    if (format.withSign && value > 0) {
        TickFormat plain = format;
        plain.withSign = false;
        return QLatin1Char('+') + tickLabel(value, step, plain);
    }
    if (format.withSign && value == 0)
        return QStringLiteral("0");
    const double shown = value * format.factor;
    if (format.shortened)
        return shortened(shown) + format.suffix;
    const double shownStep = step * format.factor;
    if (shown != 0 && std::abs(shownStep) < 1e-4)
        return general(shown) + format.suffix;
    return fixed(shown, decimalsOf(shownStep)) + format.suffix;
}

QStringList tickLabels(const std::vector<double>& values, const TickFormat& format)
{
    QStringList labels;
    double step = values.size() < 2 ? 0 : values[1] - values[0];
    for (std::size_t i = 1; i < values.size(); ++i)
        step = std::min(step, values[i] - values[i - 1]);
    for (const double value : values) {
        // Logarithmic ticks are not multiples of one step: each then has its own digits.
        const bool multiple = !format.exact && step > 0 && std::abs(value / step - std::round(value / step)) < 1e-6;
        labels << tickLabel(value, multiple ? step : value, format);
    }
    return labels;
}

} // namespace tastescope::ui
