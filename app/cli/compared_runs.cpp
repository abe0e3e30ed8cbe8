#include "app/cli/compared_runs.h"

#include "core/experiment/open_dataset.h"

#include <algorithm>

namespace tastescope::cli {

namespace {

bool isNumber(const std::string& word)
{
    return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

void requireMeasured(const RunRecord& record, const std::string& name, Part part)
{
    if (!(part == Part::Validation ? record.validation : record.test))
        throw Error(name + " was not measured on the " + std::string(toText(part)) + " part: it is "
                    + std::string(toText(record.state)) + ". Train it to its end with --resume.");
}

/// Opened when the first run asks for it, and kept for the others, which are of the same data.
class OpenedData
{
public:
    OpenedData(const CompareWords& words, const JobContext& job) : m_words(words), m_job(job) {}

    const Dataset& of(const RunRecord& record)
    {
        if (!m_dataset)
            m_dataset = openDatasetFor(record.config.model,
                                       m_words.dataset.empty() ? record.config.dataset : m_words.dataset, m_job);
        return *m_dataset;
    }

private:
    const CompareWords& m_words;
    const JobContext& m_job;
    std::shared_ptr<const Dataset> m_dataset;
};

/// Finds runs by their words. The history is opened when the first one asks for it.
class RunFinder
{
public:
    RunFinder(const CompareWords& words, const JobContext& job) : m_words(words), m_job(job), m_data(words, job) {}

    /// A number is an id where the history has it, then come folders, then names and folders of the history.
    ComparedRun operator()(const std::string& word)
    {
        const bool isFolder = std::filesystem::exists(word);
        if (isFolder && !(isNumber(word) && isInHistory(word)))
            return fromFolder(word);
        try {
            return fromHistory(findRun(history(), word));
        } catch (const NoHistory& none) {
            throw Error(word + " is no folder of a run, and no id can be looked up. " + none.what());
        }
    }

private:
    ComparedRun fromFolder(const std::string& folder)
    {
        Run run = loadRun(folder);
        requireMeasured(run.record, folder, m_words.measure.part);
        const bool isKeptOne = isKept(run.record, m_words.measure);
        UserResults results =
            isKeptOne ? std::move(
                (m_words.measure.part == Part::Validation ? run.record.validation : run.record.test)->perUser)
                      : anew(run);
        return {folder, std::move(run.record), std::move(results), !isKeptOne};
    }

    /// Needs of the run's folder the results of its users, or its model where these do not answer.
    ComparedRun fromHistory(RunId id)
    {
        StoredRun run = history().run(id);
        const std::string name = run.name() + " (" + std::to_string(number(id)) + ")";
        if (!isOver(run.state))
            throw Error(name + " is " + std::string(toText(run.state)) + ". Compare it when it has ended.");
        if (run.origin)
            throw Error(name + " is imported: no results of users of this data are known of it.");
        requireMeasured(run.record, name, m_words.measure.part);
        const bool isKeptOne = isKept(run.record, m_words.measure);
        UserResults results = isKeptOne ? history().userResults(id, m_words.measure.part) : anew(loadRun(run.folder));
        return {name, std::move(run.record), std::move(results), !isKeptOne};
    }

    UserResults anew(const Run& run)
    {
        return measuredResults(run, m_data.of(run.record), m_words.measure, m_words.common.threads, m_job);
    }

    bool isInHistory(const std::string& id)
    {
        try {
            return isRunId(history(), id);
        } catch (const std::exception&) {
            return false; // the folder of that name is there all the same
        }
    }

    const RunStore& history()
    {
        if (!m_store)
            m_store = openStore(m_words);
        return *m_store;
    }

    const CompareWords& m_words;
    const JobContext& m_job;
    OpenedData m_data;
    std::unique_ptr<RunStore> m_store;
};

/// The same data and lists: else the users' values have nothing to do with each other.
void requireSameMeasure(const ComparedRun& a, const ComparedRun& b, Protocol protocol)
{
    if (!isSameData(a.record.dataset, b.record.dataset))
        throw Error(a.name + " learned from " + a.record.dataset.name + " (hash " + a.record.dataset.hash + "), "
                    + b.name + " from " + b.record.dataset.name + " (hash " + b.record.dataset.hash
                    + "). Compare runs of one dataset.");
    if (protocol == Protocol::Sampled && a.record.config.negatives != b.record.config.negatives)
        throw Error(a.name + " was measured among " + std::to_string(a.record.config.negatives) + " negatives, "
                    + b.name + " among " + std::to_string(b.record.config.negatives)
                    + ". Compare runs that were measured alike, or give --protocol full.");
}

} // namespace

std::vector<ComparedRun> comparedRuns(const CompareWords& words, const JobContext& job)
{
    RunFinder find(words, job);
    std::vector<ComparedRun> runs;
    for (const std::string& word : words.runs) {
        job.throwIfStopped();
        runs.push_back(find(word));
        requireSameMeasure(runs.front(), runs.back(), words.measure.protocol);
    }
    return runs;
}

} // namespace tastescope::cli
