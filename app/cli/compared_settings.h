#pragma once

#include "app/cli/compared_runs.h"
#include "core/evaluation/setting_comparison.h"

#include <string>
#include <vector>

namespace tastescope::cli {

/// Runs that differ in nothing but the seed, one a seed.
struct ComparedSetting
{
    std::string name; ///< of the run that was named first
    std::vector<ComparedRun> runs;
    bool isExact = false; ///< its model draws nothing

    SeedResults results() const;
};

/// The settings of words.runs, in the order they are first named, each with every other seed of it that finished in the
/// history. A seed counts once, however often it was run: it is the same model again.
/// Throws: as comparedRuns(); Error when all words are of one setting.
std::vector<ComparedSetting> comparedSettings(const CompareWords& words, const JobContext& job);

/// question "settings", settings[{name, runs[]}], pairs[{a, b, difference, low, high, p, seeds_a, ...}]
Json settingsJson(const std::vector<ComparedSetting>& settings, const std::vector<RunPair>& pairs,
                  const std::vector<SettingComparison>& compared);

std::string settingsText(const std::vector<ComparedSetting>& settings, const std::vector<RunPair>& pairs,
                         const std::vector<SettingComparison>& compared);

} // namespace tastescope::cli
