#include "app/cli/common.h"
#include "app/cli/sweep_report.h"
#include "app/cli/text.h"
#include "core/evaluation/paired_comparison.h"
#include "core/experiment/run.h"

#include <nlohmann/json.hpp>

#include <map>

namespace tastescope::cli {

namespace {

struct CompareWords
{
    Common common;
    std::vector<std::string> runs;
    std::string metric = "mrr";
    Part part = Part::Validation;
};

UserResults resultsOf(const Run& run, const std::string& name, Part part)
{
    const auto& evaluation = part == Part::Validation ? run.record.validation : run.record.test;
    if (!evaluation)
        throw Error(name + " was not measured on the " + std::string(toText(part)) + " part: it is "
                    + std::string(toText(run.record.state)) + ". Train it to its end with --resume.");
    return evaluation->perUser;
}

/// The same data and lists: else the users' values have nothing to do with each other.
void requireSameMeasure(const Run& a, const std::string& nameA, const Run& b, const std::string& nameB)
{
    if (a.record.dataset.hash != b.record.dataset.hash)
        throw Error(nameA + " learned from " + a.record.dataset.name + " (hash " + a.record.dataset.hash + "), " + nameB
                    + " from " + b.record.dataset.name + " (hash " + b.record.dataset.hash
                    + "). Compare runs of one dataset.");
    if (a.record.config.negatives != b.record.config.negatives)
        throw Error(nameA + " was measured among " + std::to_string(a.record.config.negatives) + " negatives, " + nameB
                    + " among " + std::to_string(b.record.config.negatives)
                    + ". Compare runs that were measured alike.");
}

std::vector<UserResults> loadResults(const CompareWords& words, const JobContext& job)
{
    std::vector<UserResults> results;
    std::optional<Run> first;
    for (const std::string& name : words.runs) {
        job.throwIfStopped();
        Run run = loadRun(name);
        run.model.reset();
        results.push_back(resultsOf(run, name, words.part));
        if (first)
            requireSameMeasure(*first, words.runs[0], run, name);
        else
            first = std::move(run);
    }
    return results;
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

std::string pairsText(const CompareWords& words, const std::vector<RunPair>& pairs,
                      const std::vector<PairedComparison>& compared)
{
    TextTable table;
    table.add({"", "difference", "", "P(better)", "p, Holm", "wins / ties / losses", "smallest seen"});
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const PairedComparison& pair = compared[i];
        table.add({words.runs[pairs[i].a] + " minus " + words.runs[pairs[i].b], differenceText(pair),
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
    const std::vector<UserResults> results = loadResults(words, job);
    std::vector<const UserResults*> runs;
    for (const UserResults& result : results)
        runs.push_back(&result);
    const std::vector<RunPair> pairs = allPairs(runs.size());
    PairedOptions options;
    options.seed = words.common.seed.value_or(options.seed);
    options.threads = words.common.threads;
    const auto compared = compareFamily(runs, pairs, words.metric, options, job);
    if (words.common.json)
        print(pairsJson(words, pairs, compared));
    else
        print(pairsText(words, pairs, compared));
}

} // namespace

void addRunsCompare(CLI::App& runs, Action& chosen)
{
    CLI::App* command = runs.add_subcommand("compare", "Say whether the differences between runs are real");
    auto words = std::make_shared<CompareWords>();
    command->add_option("RUN", words->runs, "Two runs or more: folders given to train --out")
        ->required()
        ->expected(2, 100)
        ->type_name("");
    command->add_option("--metric", words->metric, "mrr, hit-1, hit-5, hit-10, ndcg-10, ...")->capture_default_str();
    command->add_option("--part", words->part, "Which held-out positives; validation")
        ->transform(
            CLI::Transformer(std::map<std::string, Part>{{"validation", Part::Validation}, {"test", Part::Test}})
                .description(""))
        ->type_name("validation|test");
    addCommon(*command, words->common);
    command->callback([words, &chosen] { chosen = [words](const std::stop_token& stop) { compare(*words, stop); }; });
}

} // namespace tastescope::cli
