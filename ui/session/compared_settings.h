#pragma once

#include "core/evaluation/setting_comparison.h"
#include "core/experiment/run_record.h"

#include <QString>

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace tastescope::ui {

class RunBook;
struct SessionRun;

/// A run stands for its setting: the finished runs that differ from it in nothing but the seed.
struct SettingOfRun
{
    struct Seed
    {
        std::filesystem::path folder;
        DatasetFacts data;
    };

    QString group;           ///< equal for runs of one setting; empty: not known
    std::vector<Seed> seeds; ///< besides the run's own: one run a seed, the newest
    bool isExact = false;    ///< its model draws nothing: there is no other seed
};

/// At most so many other seeds are read, the newest.
constexpr std::size_t mostOtherSeeds = 9;

SettingOfRun settingOf(const SessionRun& run, const RunBook& runs);

/// Whether two settings differ, of the users of `first` and `second`, which are the results of the two runs that stand
/// for them. Seeds that cannot be read any more are left out. Nothing: one has a single seed, or both are one setting.
/// Reads files: for a worker. Throws: Cancelled.
std::optional<SettingComparison> compareTheirSettings(const std::array<SettingOfRun, 2>& settings,
                                                      const UserResults& first, const UserResults& second,
                                                      const std::string& metric, const JobContext& job);

/// "As settings, over 3 and 4 seeds: +0.0021 [-0.0004, 0.0046], about tied. ..."
QString settingsSentence(const SettingComparison& settings);

} // namespace tastescope::ui
