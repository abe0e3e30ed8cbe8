#include "app/cli/compared_settings.h"

#include "app/cli/sweep_report.h"
#include "app/cli/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope::cli {

namespace {

std::string groupOf(const RunRecord& record)
{
    return seedGroupOf(record.config, record.dataset);
}

class SettingList
{
public:
    /// Opens a setting, or adds a seed that is not there.
    void add(ComparedRun run)
    {
        const std::string group = groupOf(run.record);
        const auto known = std::ranges::find(m_groups, group);
        const auto place = static_cast<std::size_t>(known - m_groups.begin());
        if (known == m_groups.end()) {
            m_groups.push_back(group);
            m_settings.push_back({run.name, {}, !hasSeed(run.record.config.model)});
        }
        if (!has(group, run.record.config))
            m_settings[place].runs.push_back(std::move(run));
    }

    bool knows(const std::string& group) const { return std::ranges::find(m_groups, group) != m_groups.end(); }

    bool has(const std::string& group, const RunConfig& config) const
    {
        const auto known = std::ranges::find(m_groups, group);
        return known != m_groups.end()
               && std::ranges::any_of(
                   m_settings[static_cast<std::size_t>(known - m_groups.begin())].runs,
                   [&](const ComparedRun& run) { return seedText(run.record.config.model) == seedText(config.model); });
    }

    std::vector<ComparedSetting> take() { return std::move(m_settings); }

private:
    std::vector<std::string> m_groups; ///< as m_settings
    std::vector<ComparedSetting> m_settings;
};

/// Ids of finished runs of the history that are further seeds of these settings. None where there is no history.
std::vector<std::string> otherSeeds(const SettingList& settings, const CompareWords& words)
try {
    std::vector<std::string> ids;
    std::vector<std::pair<std::string, std::string>> found; // group, seed
    for (const StoredRun& run : openStore(words)->runs()) {
        const std::pair seed{run.seedGroup, seedText(run.record.config.model)};
        if (run.state != StoredState::Finished || !settings.knows(run.seedGroup)
            || settings.has(run.seedGroup, run.record.config) || std::ranges::find(found, seed) != found.end())
            continue;
        found.push_back(seed);
        ids.push_back(std::to_string(number(run.id)));
    }
    return ids;
} catch (const NoHistory&) {
    return {};
}

std::string seedsText(const ComparedSetting& setting)
{
    return setting.name
           + (setting.isExact ? " (draws nothing)" : " (" + std::to_string(setting.runs.size()) + " seeds)");
}

} // namespace

SeedResults ComparedSetting::results() const
{
    SeedResults results{{}, isExact};
    for (const ComparedRun& run : runs)
        results.runs.push_back(&run.results);
    return results;
}

std::vector<ComparedSetting> comparedSettings(const CompareWords& words, const JobContext& job)
{
    SettingList list;
    for (ComparedRun& run : comparedRuns(words, job))
        list.add(std::move(run));
    CompareWords others = words;
    others.runs = otherSeeds(list, words);
    if (!others.runs.empty())
        for (ComparedRun& run : comparedRuns(others, job))
            list.add(std::move(run));
    std::vector<ComparedSetting> settings = list.take();
    if (settings.size() < 2)
        throw Error(
            "All runs are of one setting: they differ in nothing but the seed. Leave --group out to compare the "
            "trained models, or name a run of another setting.");
    return settings;
}

Json settingsJson(const std::vector<ComparedSetting>& settings, const std::vector<RunPair>& pairs,
                  const std::vector<SettingComparison>& compared)
{
    Json json{{"question", "settings"}, {"settings", Json::array()}, {"pairs", Json::array()}};
    for (const ComparedSetting& setting : settings) {
        Json runs = Json::array();
        for (const ComparedRun& run : setting.runs)
            runs.push_back(run.name);
        json["settings"].push_back({{"name", setting.name}, {"draws", !setting.isExact}, {"runs", runs}});
    }
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        Json pair{{"a", settings[pairs[i].a].name}, {"b", settings[pairs[i].b].name}};
        pair.update(toJson(compared[i]));
        json["pairs"].push_back(std::move(pair));
    }
    return json;
}

std::string settingsText(const std::vector<ComparedSetting>& settings, const std::vector<RunPair>& pairs,
                         const std::vector<SettingComparison>& compared)
{
    TextTable table;
    table.add({"", "difference", "", "p, Holm", "error of users", "error of seeds"});
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const SettingComparison& pair = compared[i];
        table.add({seedsText(settings[pairs[i].a]) + " minus " + seedsText(settings[pairs[i].b]),
                   differenceText(pair.difference, pair.low, pair.high),
                   pair.tied             ? "about tied"
                   : pair.difference > 0 ? "better"
                                         : "worse",
                   fixed(pair.adjustedP, 4), fixed(pair.userError, 5), fixed(pair.seedError, 5)});
    }
    return table.text();
}

} // namespace tastescope::cli
