#include "app/cli/field_words.h"
#include "app/cli/runs_words.h"
#include "app/cli/sweep_report.h"
#include "app/cli/text.h"
#include "core/evaluation/paired_comparison.h"
#include "core/experiment/run.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope::cli {

namespace {

struct CompareWords : RunsWords
{
    Common common;
    std::string metric = "mrr";
    Part part = Part::Validation;
};

/// A run as the comparison needs it, whether it comes from a folder or from the history.
struct Compared
{
    std::string name; ///< for people
    RunRecord record;
    UserResults results;
};

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

Compared fromFolder(const std::string& folder, Part part)
{
    Run run = loadRun(folder);
    requireMeasured(run.record, folder, part);
    UserResults results = std::move((part == Part::Validation ? run.record.validation : run.record.test)->perUser);
    return {folder, std::move(run.record), std::move(results)};
}

/// Needs nothing of the run's folder but the results of its users.
Compared fromHistory(const RunStore& store, RunId id, Part part)
{
    StoredRun run = store.run(id);
    const std::string name = run.name() + " (" + std::to_string(number(id)) + ")";
    if (!isOver(run.state))
        throw Error(name + " is " + std::string(toText(run.state)) + ". Compare it when it has ended.");
    requireMeasured(run.record, name, part);
    return {name, std::move(run.record), store.userResults(id, part)};
}

/// Finds runs by their words. The history is opened when the first one asks for it.
class RunFinder
{
public:
    explicit RunFinder(const CompareWords& words) : m_words(words) {}

    /// A number is an id where the history has it, then come folders, then names and folders of the history.
    Compared operator()(const std::string& word)
    {
        const bool isFolder = std::filesystem::exists(word);
        if (isFolder && !(isNumber(word) && isInHistory(word)))
            return fromFolder(word, m_words.part);
        try {
            return fromHistory(history(), findRun(history(), word), m_words.part);
        } catch (const NoHistory& none) {
            throw Error(word + " is no folder of a run, and no id can be looked up. " + none.what());
        }
    }

private:
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
    std::unique_ptr<RunStore> m_store;
};

/// The same data and lists: else the users' values have nothing to do with each other.
void requireSameMeasure(const Compared& a, const Compared& b)
{
    if (!isSameData(a.record.dataset, b.record.dataset))
        throw Error(a.name + " learned from " + a.record.dataset.name + " (hash " + a.record.dataset.hash + "), "
                    + b.name + " from " + b.record.dataset.name + " (hash " + b.record.dataset.hash
                    + "). Compare runs of one dataset.");
    if (a.record.config.negatives != b.record.config.negatives)
        throw Error(a.name + " was measured among " + std::to_string(a.record.config.negatives) + " negatives, "
                    + b.name + " among " + std::to_string(b.record.config.negatives)
                    + ". Compare runs that were measured alike.");
}

std::vector<Compared> loadRuns(const CompareWords& words, const JobContext& job)
{
    RunFinder find(words);
    std::vector<Compared> runs;
    for (const std::string& word : words.runs) {
        job.throwIfStopped();
        runs.push_back(find(word));
        requireSameMeasure(runs.front(), runs.back());
    }
    return runs;
}

Json pairsJson(const CompareWords& words, const std::vector<RunPair>& pairs,
               const std::vector<PairedComparison>& compared)
{
    Json json{{"part", toText(words.part)}, {"pairs", Json::array()}};
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        Json pair{{"a", words.runs[pairs[i].a]}, {"b", words.runs[pairs[i].b]}};
        pair.update(toJson(compared[i]));
        json["pairs"].push_back(pair);
    }
    return json;
}

std::string pairsText(const CompareWords& words, const std::vector<Compared>& runs, const std::vector<RunPair>& pairs,
                      const std::vector<PairedComparison>& compared)
{
    TextTable table;
    table.add({"", "difference", "", "P(better)", "p, Holm", "wins / ties / losses", "smallest seen"});
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const PairedComparison& pair = compared[i];
        table.add({runs[pairs[i].a].name + " minus " + runs[pairs[i].b].name, differenceText(pair),
                   pair.tied             ? "about tied"
                   : pair.difference > 0 ? "better"
                                         : "worse",
                   fixed(pair.pBetter, 3), fixed(pair.adjustedP, 4),
                   grouped(pair.wins) + " / " + grouped(pair.ties) + " / " + grouped(pair.losses),
                   fixed(pair.smallestDetectable, 5)});
    }
    return words.metric + " on " + std::string(toText(words.part)) + ", paired bootstrap over "
           + grouped(compared.front().users) + " users, " + grouped(compared.front().resamples) + " resamples\n"
           + table.text();
}

void compare(const CompareWords& words, const std::stop_token& stop)
{
    const JobContext job = jobFor(words.common, stop);
    const std::vector<Compared> runs = loadRuns(words, job);
    std::vector<const UserResults*> results;
    results.reserve(runs.size());
    for (const Compared& run : runs)
        results.push_back(&run.results);
    const std::vector<RunPair> pairs = allPairs(runs.size());
    PairedOptions options;
    options.seed = words.common.seed.value_or(options.seed);
    options.threads = words.common.threads;
    const auto compared = compareFamily(results, pairs, words.metric, options, job);
    if (words.common.json)
        print(pairsJson(words, pairs, compared));
    else
        print(pairsText(words, runs, pairs, compared));
}

} // namespace

void addRunsCompare(CLI::App& runs, Action& chosen)
{
    CLI::App* command = runs.add_subcommand("compare", "Say whether the differences between runs are real");
    auto words = std::make_shared<CompareWords>();
    command->add_option("RUN", words->runs, "Two runs or more: ids or names of the history, or folders")
        ->required()
        ->expected(2, 100)
        ->type_name("");
    command->add_option("--metric", words->metric, "mrr, hit-1, hit-5, hit-10, ndcg-10, ...")->capture_default_str();
    addChoice(*command, "--part", words->part, "Which held-out positives; validation");
    addWorkspace(*command, *words);
    addCommon(*command, words->common);
    command->callback([words, &chosen] { chosen = [words](const std::stop_token& stop) { compare(*words, stop); }; });
}

} // namespace tastescope::cli
