#include "ui/charts/leaders/cost_axis.h"

#include "ui/session/numbers.h"

#include <QObject>

#include <cmath>

namespace tastescope::ui {

namespace {

constexpr std::size_t fewTicks = 3;

/// "0.1 s", "20 s", "1 min": a place on an axis, without decimals it does not need.
QString timeText(double seconds)
{
    constexpr double minute = 60;
    constexpr double hour = 3600;
    const auto text = [](double value, const QString& unit) { return general(value) + QChar(0xA0) + unit; };
    if (seconds < 0.0995)
        return text(seconds * 1000, QObject::tr("ms"));
    if (seconds < minute)
        return text(seconds, QObject::tr("s"));
    return seconds < hour ? text(seconds / minute, QObject::tr("min")) : text(seconds / hour, QObject::tr("h"));
}

/// The powers of ten of what time is counted in: people have no word for a thousand seconds.
std::vector<double> decades(const Range& range, CostUnit unit)
{
    constexpr double largest = 1e15;
    std::vector<double> values;
    for (double power = 1e-6; power < largest && power <= range.high; power *= 10)
        if (unit == CostUnit::Bytes || power < 59)
            values.push_back(power);
    if (unit == CostUnit::Seconds)
        for (double value : {60.0, 600.0, 3600.0, 36'000.0, 360'000.0})
            values.push_back(value);
    return values;
}

} // namespace

std::vector<CostTick> costTicks(const Range& range, CostUnit unit)
{
    const std::vector<double> rounds = decades(range, unit);
    const auto inside = [&](const std::vector<double>& factors) {
        std::vector<CostTick> ticks;
        for (std::size_t i = 0; i < rounds.size(); ++i)
            for (const double factor : factors) {
                const double value = rounds[i] * factor;
                const bool isBelowNext = i + 1 == rounds.size() || value < rounds[i + 1] * 0.99;
                if (isBelowNext && range.contains(value))
                    ticks.push_back({value, unit == CostUnit::Seconds ? timeText(value) : costText(value, unit)});
            }
        return ticks;
    };
    const std::vector<CostTick> ticks = inside({1});
    return ticks.size() >= fewTicks ? ticks : inside({1, 2, 5});
}

QString costText(double cost, CostUnit unit)
{
    return unit == CostUnit::Seconds ? duration(cost) : bytes(std::llround(cost));
}

} // namespace tastescope::ui
