#include "core/experiment/sweep_analysis.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

namespace tastescope {

namespace {

std::optional<double> valueOn(const SweepTrial& trial, std::string_view axis)
{
    for (const OptionSetting& setting : trial.settings) {
        if (setting.name != axis)
            continue;
        if (const auto* whole = std::get_if<std::int64_t>(&setting.value))
            return static_cast<double>(*whole);
        if (const auto* real = std::get_if<double>(&setting.value))
            return *real;
    }
    return std::nullopt;
}

/// 0.975 of Student's t by degrees of freedom, from 1; beyond the table within 0.001 of the expansion below.
double studentQuantile(std::size_t freedom)
{
    constexpr std::array table{12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
                               2.2010,  2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860};
    if (freedom <= table.size())
        return table[freedom - 1];
    constexpr double z = 1.959964;
    const auto f = static_cast<double>(freedom);
    return z + (z * z * z + z) / (4 * f) + (5 * std::pow(z, 5) + 16 * z * z * z + 3 * z) / (96 * f * f);
}

} // namespace

Zone AxisZones::zoneOf(double value) const
{
    if (value < low)
        return Zone::TooSmall;
    if (value <= high)
        return Zone::FlatOptimum;
    return divergesFrom && value >= *divergesFrom ? Zone::Diverging : Zone::TooLarge;
}

std::optional<AxisZones> axisZones(const Sweep& sweep, const std::vector<TrialVerdict>& verdicts, std::string_view axis)
{
    AxisZones zones{.low = std::numeric_limits<double>::infinity(), .high = -std::numeric_limits<double>::infinity()};
    int judged = 0;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        const auto value = valueOn(sweep.trials.at(i), axis);
        judged += value && (verdicts[i].asGoodAsBest || verdicts[i].againstBest) ? 1 : 0;
        if (!value || !verdicts[i].asGoodAsBest)
            continue;
        ++zones.trials;
        zones.low = std::min(zones.low, *value);
        zones.high = std::max(zones.high, *value);
    }
    if (zones.trials == 0 || judged < fewestTrialsForClaims)
        return std::nullopt;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        const auto value = valueOn(sweep.trials[i], axis);
        const bool isWorse = verdicts[i].againstBest && !verdicts[i].asGoodAsBest;
        zones.below += value && isWorse && *value < zones.low ? 1 : 0;
        zones.above += value && isWorse && *value > zones.high ? 1 : 0;
    }
    for (const SweepTrial& trial : sweep.trials) {
        const auto value = valueOn(trial, axis);
        if (trial.phase == TrialPhase::Diverged && value && *value > zones.high)
            zones.divergesFrom = std::min(zones.divergesFrom.value_or(*value), *value);
    }
    return zones;
}

std::vector<SeedGroup> seedGroups(const Sweep& sweep)
{
    std::map<int, std::pair<SeedGroup, std::vector<double>>> groups;
    for (const SweepTrial& trial : sweep.trials) {
        const auto value = trial.value();
        if (!value)
            continue;
        auto& [group, values] = groups[trial.point];
        group.point = trial.point;
        group.settings = trial.settings;
        group.trials.push_back(trial.id);
        values.push_back(*value);
    }
    std::vector<SeedGroup> result;
    for (auto& [point, entry] : groups) {
        entry.first.value = estimateMeanOfFew(entry.second);
        const auto [lowest, highest] = std::ranges::minmax(entry.second);
        entry.first.lowest = lowest;
        entry.first.highest = highest;
        result.push_back(std::move(entry.first));
    }
    return result;
}

Estimate estimateMeanOfFew(std::span<const double> values)
{
    const auto n = static_cast<double>(values.size());
    if (values.empty())
        return {};
    double sum = 0;
    for (const double value : values)
        sum += value;
    const double mean = sum / n;
    if (values.size() < 2)
        return {mean, 0, 1};
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    const double half = studentQuantile(values.size() - 1) * std::sqrt(squares / (n - 1) / n);
    return {mean, std::max(0.0, mean - half), std::min(1.0, mean + half)};
}

} // namespace tastescope
