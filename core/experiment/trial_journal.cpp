#include "core/experiment/trial_journal.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/base/json_line.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope {

namespace {

constexpr int listVersion = 1;
constexpr std::int64_t mostJournalBytes = 256 << 20; // 100,000 trials write some 100 MB

TrialPhase readPhase(JsonObject& object)
{
    const auto phase = object.choice<TrialPhase>("state");
    return phase == TrialPhase::Running ? TrialPhase::Interrupted : phase;
}

void readTrial(JsonObject& object, const std::string& file, const ModelOptions& model,
               std::map<int, SweepTrial>& trials)
{
    SweepTrial trial;
    const std::int64_t id = object.whole("id");
    if (id < 1 || id > mostTrials)
        object.fail("id", "found " + std::to_string(id) + ", expected 1 to " + std::to_string(mostTrials) + ".");
    trial.id = static_cast<int>(id);
    trial.point = static_cast<int>(object.whole("point"));
    trial.repeat = static_cast<int>(object.whole("repeat"));
    trial.added = object.flag("added");
    trial.settings = readPoint(object.at("options"), file, model);
    trial.phase = readPhase(object);
    trial.message = object.text("message");
    object.rejectUnknown();
    trials[trial.id] = std::move(trial);
}

} // namespace

TrialJournal::TrialJournal(std::filesystem::path file) : m_file(std::move(file)) {}

void TrialJournal::rewrite(std::string_view lines)
{
    m_open.reset();
    replaceFile(m_file, lines);
    m_open.emplace(m_file);
}

void TrialJournal::append(std::string_view lines)
{
    try {
        m_open->append(lines, true);
    } catch (const Error&) {
        m_open.reset();
        throw;
    }
}

std::string journalLine(const SweepTrial& trial)
{
    return toLine({{"id", trial.id},
                   {"point", trial.point},
                   {"repeat", trial.repeat},
                   {"added", trial.added},
                   {"options", toJson(trial.settings)},
                   {"state", toText(trial.phase)},
                   {"message", trial.message}})
           + "\n";
}

std::map<int, SweepTrial> readJournal(const std::filesystem::path& file, const ModelOptions& model,
                                      const JobContext& job)
{
    std::map<int, SweepTrial> trials;
    if (!std::filesystem::exists(file))
        return trials;
    const std::string text = readWhole(file, mostJournalBytes);
    const std::string name = file.string();
    std::int64_t number = 0;
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
        job.throwIfStopped();
        const std::string place = name + ":" + std::to_string(++number);
        const Json json = parseJson(std::string_view(text).substr(begin, end - begin), place);
        JsonObject object(json, place);
        readTrial(object, place, model, trials);
    }
    return trials;
}

std::map<int, SweepTrial> readTrialList(const std::filesystem::path& file, const ModelOptions& model,
                                        const JobContext& job)
{
    std::map<int, SweepTrial> trials;
    if (!std::filesystem::exists(file))
        return trials;
    const Json json = readJsonFile(file);
    const std::string name = file.string();
    JsonObject whole(json, name);
    if (const std::int64_t version = whole.whole("version"); version != listVersion)
        whole.fail("version", "found " + std::to_string(version) + ", expected " + std::to_string(listVersion) + ".");
    for (JsonObject& object : whole.objects("trials")) {
        job.throwIfStopped();
        readTrial(object, name, model, trials);
    }
    whole.rejectUnknown();
    return trials;
}

} // namespace tastescope
