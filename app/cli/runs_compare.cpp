#include "app/cli/compared_settings.h"
#include "app/cli/field_words.h"
#include "app/cli/sweep_report.h"
#include "app/cli/text.h"
#include "core/evaluation/paired_comparison.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope::cli {

namespace {

/// What was held against what, of runs and of settings alike.
Json measureJson(const Measure& measure)
{
    Json json{{"part", toText(measure.part)}, {"protocol", toText(measure.protocol)}, {"metric", measure.metric}};
    if (measure.protocol == Protocol::Full)
        json["masked"] =
            maskedParts(Evaluation{.protocol = measure.protocol, .part = measure.part, .mask = measure.mask});
    return json;
}

Json pairsJson(const CompareWords& words, const std::vector<RunPair>& pairs,
               const std::vector<PairedComparison>& compared)
{
    Json json = measureJson(words.measure);
    json["question"] = "models";
    json["pairs"] = Json::array();
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        Json pair{{"a", words.runs[pairs[i].a]}, {"b", words.runs[pairs[i].b]}};
        pair.update(toJson(compared[i]));
        json["pairs"].push_back(pair);
    }
    return json;
}

std::string pairsText(const CompareWords& words, const std::vector<ComparedRun>& runs,
                      const std::vector<RunPair>& pairs, const std::vector<PairedComparison>& compared)
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
    const bool anew = std::ranges::any_of(runs, &ComparedRun::isMeasuredAnew);
    return measureTitle(words.measure) + " on " + std::string(toText(words.measure.part))
           + (anew ? ", measured anew from the models that were kept" : "") + ", paired bootstrap over "
           + grouped(compared.front().users) + " users, " + grouped(compared.front().resamples) + " resamples\n"
           + table.text()
           + "This is of these trained models. Whether their settings differ takes several seeds of each: --group.\n";
}

void compareGroups(const CompareWords& words, const JobContext& job)
{
    const std::vector<ComparedSetting> settings = comparedSettings(words, job);
    std::vector<SeedResults> results;
    results.reserve(settings.size());
    for (const ComparedSetting& setting : settings)
        results.push_back(setting.results());
    const std::vector<RunPair> pairs = allPairs(settings.size());
    const auto compared = compareSettings(results, pairs, words.measure.metric);
    if (words.common.json) {
        Json json = measureJson(words.measure);
        json.update(settingsJson(settings, pairs, compared));
        print(json);
        return;
    }
    print(measureTitle(words.measure) + " on " + std::string(toText(words.measure.part)) + ", settings over seeds and "
          + grouped(compared.front().users) + " users, Satterthwaite's t\n" + settingsText(settings, pairs, compared));
}

void compare(const CompareWords& words, const CLI::App& command, const std::stop_token& stop)
{
    checked<bool>(command, [&] {
        requireMeasurable(words.measure);
        return true;
    });
    if (words.measure.protocol == Protocol::Sampled && words.measure.mask != Mask::Known)
        throw CLI::ValidationError("--mask", "fixed lists mask nothing. Give --protocol full.");
    const JobContext job = jobFor(words.common, stop);
    if (words.groups)
        return compareGroups(words, job);
    const std::vector<ComparedRun> runs = comparedRuns(words, job);
    std::vector<const UserResults*> results;
    results.reserve(runs.size());
    for (const ComparedRun& run : runs)
        results.push_back(&run.results);
    const std::vector<RunPair> pairs = allPairs(runs.size());
    PairedOptions options;
    options.seed = words.common.seed.value_or(options.seed);
    options.threads = words.common.threads;
    const auto compared = compareFamily(results, pairs, words.measure.metric, options, job);
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
    command
        ->add_option("--metric", words->measure.metric,
                     "mrr, hit-K, ndcg-K; with --protocol full also recall-K and map-K, for any K")
        ->capture_default_str();
    addChoice(*command, "--protocol", words->measure.protocol,
              "sampled: among each run's own fixed lists; full: among the whole catalogue; sampled");
    addChoice(*command, "--mask", words->measure.mask, "Of a full ranking, what is no wrong answer; known");
    addChoice(*command, "--part", words->measure.part, "Which held-out positives; validation");
    command->add_option("--data", words->dataset, "The dataset, where it is no longer where the runs found it")
        ->type_name("DATASET");
    command->add_flag(
        "--group", words->groups,
        "Compare settings: a run stands for all finished runs that differ from it in nothing but the seed");
    addWorkspace(*command, *words);
    addCommon(*command, words->common);
    command->callback([command, words, &chosen] {
        chosen = [command, words](const std::stop_token& stop) { compare(*words, *command, stop); };
    });
}

} // namespace tastescope::cli
