#include "ui/session/compared_settings.h"

#include "core/base/error.h"
#include "core/experiment/run_files.h"
#include "core/experiment/user_results_file.h"
#include "ui/session/numbers.h"
#include "ui/session/run_book.h"

#include <QObject>

#include <algorithm>
#include <set>

namespace tastescope::ui {

namespace {

bool isAnotherSeed(const SessionRun& other, const SessionRun& run)
{
    return other.id != run.id && other.seedGroup == run.seedGroup && other.isOver() && !other.otherData
           && !other.folder.empty() && other.record && other.record->state == RunState::Finished
           && other.record->validation;
}

/// With the results of the run itself, in front. Nothing where too few are left to say anything of the setting.
std::optional<std::vector<UserResults>> seedResults(const SettingOfRun& setting, const UserResults& own,
                                                    const JobContext& job)
{
    std::vector<UserResults> results{own};
    for (const SettingOfRun::Seed& seed : setting.seeds) {
        job.throwIfStopped();
        try {
            UserResults all = loadUserResults(RunFiles(seed.folder).validation, seed.data);
            results.push_back(std::move(all));
        } catch (const Error&) {
            continue; // its folder was moved or deleted: it says nothing any more
        }
    }
    return results.size() > 1 || setting.isExact ? std::optional(std::move(results)) : std::nullopt;
}

SeedResults pointersTo(const std::vector<UserResults>& results, bool isExact)
{
    SeedResults pointers{{}, isExact};
    for (const UserResults& of : results)
        pointers.runs.push_back(&of);
    return pointers;
}

} // namespace

SettingOfRun settingOf(const SessionRun& run, const RunBook& runs)
{
    SettingOfRun setting{QString::fromStdString(run.seedGroup), {}, !hasSeed(run.config.model)};
    if (run.seedGroup.empty() || setting.isExact)
        return setting;
    std::set<std::string> known{seedText(run.config.model)};
    for (auto other = runs.runs().rbegin(); other != runs.runs().rend(); ++other)
        if (setting.seeds.size() < mostOtherSeeds && isAnotherSeed(*other, run)
            && known.insert(seedText(other->config.model)).second)
            setting.seeds.push_back({other->folder, other->record->dataset});
    return setting;
}

std::optional<SettingComparison> compareTheirSettings(const std::array<SettingOfRun, 2>& settings,
                                                      const UserResults& first, const UserResults& second,
                                                      const std::string& metric, const JobContext& job)
{
    if (settings[0].group == settings[1].group)
        return std::nullopt;
    const auto a = seedResults(settings[0], first, job);
    const auto b = a ? seedResults(settings[1], second, job) : std::nullopt;
    if (!b || (settings[0].isExact && settings[1].isExact)) // two models, nothing of which is drawn, are their settings
        return std::nullopt;
    const std::array both{pointersTo(*a, settings[0].isExact), pointersTo(*b, settings[1].isExact)};
    try {
        return compareSettings(both, std::array{RunPair{0, 1}}, metric).front();
    } catch (const Error&) {
        return std::nullopt; // another seed measured other users or figures
    }
}

QString settingsSentence(const SettingComparison& settings)
{
    const QString seeds = settings.seedsA == settings.seedsB
                              ? QObject::tr("%1 seeds each").arg(settings.seedsA)
                              : QObject::tr("%1 and %2 seeds").arg(settings.seedsA).arg(settings.seedsB);
    const QString verdict = settings.tied             ? QObject::tr("about tied")
                            : settings.difference > 0 ? QObject::tr("better")
                                                      : QObject::tr("worse");
    return QObject::tr("As settings, over %1 and the users: %2, %3. Standard error %4 of users, %5 of seeds.")
        .arg(seeds, delta(settings.difference, settings.low, settings.high), verdict, metric(settings.userError),
             metric(settings.seedError));
}

} // namespace tastescope::ui
