// `runs leaderboard`: which model for my budget.
#include "app/cli/field_words.h"
#include "app/cli/runs_words.h"
#include "app/cli/sweep_report.h"
#include "app/cli/text.h"
#include "core/evaluation/metrics.h"
#include "core/experiment/leader_choice.h"
#include "core/experiment/leaderboard.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace tastescope::cli {

namespace {

constexpr std::array budgets{60.0, 600.0}; ///< seconds

struct LeaderboardWords : RunsWords
{
    Common common;
    LeaderWish wish;
    int top = 20;
};

/// A run that stands on the board.
struct Leader
{
    StoredRun run;
    UserResults results;
};

struct LeaderReport
{
    std::vector<Leader> leaders;
    std::map<OffBoard, int> leftOut;
    int gone = 0;                 ///< runs whose results of users cannot be read
    int beyond = 0;               ///< runs that are alike and not among the first --top
    std::vector<LeaderRun> costs; ///< a leader each
    Leaderboard board;
};

std::vector<StoredRun> wantedRuns(const RunStore& store, const LeaderboardWords& words)
{
    std::vector<StoredRun> runs = chosenRuns(store, words);
    if (words.runs.empty())
        return runs;
    const std::vector<RunId> ids = findRuns(store, words.runs);
    std::erase_if(runs, [&](const StoredRun& run) { return std::ranges::find(ids, run.id) == ids.end(); });
    return runs;
}

/// Best first, as many as are wanted and can be read.
void readLeaders(LeaderReport& report, const RunStore& store, std::vector<StoredRun> runs,
                 const LeaderboardWords& words, const JobContext& job)
{
    std::vector<const RunRecord*> records;
    for (StoredRun& run : runs) {
        if (run.state != StoredState::Finished)
            run.record.state = RunState::Stopped; // a record counts only once the run is over
        records.push_back(&run.record);
    }
    LeaderChoice choice = chooseLeaders(records, words.wish);
    report.leftOut = std::move(choice.leftOut);
    for (const std::size_t chosen : choice.runs) {
        job.throwIfStopped();
        if (std::ssize(report.leaders) >= words.top) {
            ++report.beyond;
            continue;
        }
        try {
            report.leaders.push_back({runs[chosen], store.userResults(runs[chosen].id, words.wish.part)});
        } catch (const Error& error) {
            ++report.gone;
            warn(runs[chosen].name() + " is left out. " + error.what());
        }
    }
}

LeaderReport makeReport(const LeaderboardWords& words, const JobContext& job)
{
    LeaderReport report;
    const auto store = openStore(words);
    readLeaders(report, *store, wantedRuns(*store, words), words, job);
    for (const Leader& leader : report.leaders)
        report.costs.push_back({&leader.results, leader.run.record.seconds, leader.run.record.peakRssMb});
    PairedOptions options;
    options.seed = words.common.seed.value_or(options.seed);
    options.threads = words.common.threads;
    report.board = makeLeaderboard(report.costs, words.wish.metric, options, job);
    return report;
}

Json runJson(const LeaderReport& report, const LeaderRow& row)
{
    const StoredRun& run = report.leaders[row.run].run;
    return {{"id", number(run.id)},
            {"name", run.name()},
            {"model", modelName(run.model())},
            {"value", row.figure.value},
            {"low", row.figure.low},
            {"high", row.figure.high},
            {"rank_low", row.rankLow},
            {"rank_high", row.rankHigh},
            {"seconds", run.record.seconds},
            {"memory_mb", run.record.peakRssMb},
            {"best_for_its_time", row.isBestForTime},
            {"best_for_its_memory", row.isBestForMemory}};
}

Json leftOutJson(const LeaderReport& report)
{
    Json json = Json::object();
    for (const auto& [reason, count] : report.leftOut)
        json[std::string(toText(reason))] = count;
    if (report.gone > 0)
        json["results cannot be read"] = report.gone;
    if (report.beyond > 0)
        json["beyond --top"] = report.beyond;
    return json;
}

Json reportJson(const LeaderReport& report, const LeaderboardWords& words)
{
    const Leaderboard& board = report.board;
    Json json{{"metric", words.wish.metric},    {"part", toText(words.wish.part)}, {"users", board.users},
              {"runs", Json::array()},          {"pairs", Json::array()},          {"buys", Json::array()},
              {"left_out", leftOutJson(report)}};
    if (!report.leaders.empty()) {
        const RunRecord& measured = report.leaders.front().run.record;
        json["protocol"] = toText(measuredOn(measured, words.wish.part)->protocol);
        json["negatives"] = measured.config.negatives;
        json["dataset"] = {{"name", measured.dataset.name}, {"hash", measured.dataset.hash}};
    }
    for (const LeaderRow& row : board.rows)
        json["runs"].push_back(runJson(report, row));
    for (std::size_t i = 0; i < board.pairs.size(); ++i) {
        Json pair{{"a", number(report.leaders[board.pairs[i].a].run.id)},
                  {"b", number(report.leaders[board.pairs[i].b].run.id)}};
        pair.update(toJson(board.results[i]));
        json["pairs"].push_back(pair);
    }
    for (const double seconds : budgets) {
        const LeaderRow* best = bestWithin(board, report.costs, seconds);
        json["buys"].push_back({{"seconds", seconds},
                                {"id", best ? Json(number(report.leaders[best->run].run.id)) : Json()},
                                {"value", best ? Json(best->figure.value) : Json()}});
    }
    const auto seen = board.smallestSeen();
    json["smallest_difference_seen"] = seen ? Json(*seen) : Json();
    return json;
}

std::string listed(const std::string& text, const std::string& more)
{
    return text.empty() ? more : text + ", " + more;
}

std::string leftOutText(const LeaderReport& report)
{
    std::string text;
    for (const auto& [reason, count] : report.leftOut)
        text = listed(text, grouped(count) + " " + std::string(toText(reason)));
    if (report.gone > 0)
        text = listed(text, grouped(report.gone) + " whose results cannot be read");
    if (report.beyond > 0)
        text = listed(text, grouped(report.beyond) + " beyond the first " + grouped(std::ssize(report.leaders)));
    return text.empty() ? text : "Left out: " + text + ".\n";
}

std::string nameOf(const LeaderReport& report, const LeaderRow& row)
{
    const StoredRun& run = report.leaders[row.run].run;
    return run.name() + " (" + std::to_string(number(run.id)) + ")";
}

std::string megabytes(double memory)
{
    return memory > 0 ? grouped(static_cast<std::int64_t>(memory)) + " MB" : "-";
}

/// The rank of a range stands once, at its first row, and so does that its runs are about tied.
std::string tableText(const LeaderReport& report, const LeaderboardWords& words)
{
    TextTable table;
    table.add({"rank", "run", "model", metricTitle(words.wish.metric), "95 % interval", "", "time", "memory"});
    int told = 0;
    for (const LeaderRow& row : report.board.rows) {
        const bool isFirst = row.rankLow != told;
        told = row.rankLow;
        const RunRecord& record = report.leaders[row.run].run.record;
        table.add({!isFirst ? "" : rankText(row), nameOf(report, row), std::string(modelName(record.config.model)),
                   fixed(row.figure.value, 4), fixed(row.figure.low, 4) + " to " + fixed(row.figure.high, 4),
                   isFirst && row.rankHigh > row.rankLow ? "about tied" : "", duration(record.seconds),
                   megabytes(record.peakRssMb)});
    }
    return table.text();
}

std::string buysText(const LeaderReport& report)
{
    std::string text;
    for (const auto& [seconds, words] :
         {std::pair(budgets[0], "One minute buys"), std::pair(budgets[1], "ten minutes buy")}) {
        const LeaderRow* best = bestWithin(report.board, report.costs, seconds);
        text = text.empty() ? words : text + ", " + words;
        text += best ? " " + fixed(best->figure.value, 4) + " (" + nameOf(report, *best) + ", "
                           + duration(report.costs[best->run].seconds) + ")"
                     : " nothing";
    }
    return text + ".\n";
}

std::string cheapestText(const LeaderReport& report)
{
    const auto first = leaders(report.board);
    if (first.size() < 2)
        return {};
    const auto cheapest =
        std::ranges::min_element(first, {}, [&](const LeaderRow& row) { return report.costs[row.run].seconds; });
    return grouped(std::ssize(first)) + " share the first place; the quickest of them is " + nameOf(report, *cheapest)
           + ".\n";
}

std::string reportText(const LeaderReport& report, const LeaderboardWords& words)
{
    if (report.leaders.empty())
        return "No run to rank.\n" + leftOutText(report);
    const RunRecord& measured = report.leaders.front().run.record;
    const Evaluation& evaluation = *measuredOn(measured, words.wish.part);
    const bool sampled = evaluation.protocol == Protocol::Sampled;
    std::string text = metricTitle(words.wish.metric) + " on " + std::string(toText(words.wish.part)) + " of "
                       + measured.dataset.name + (sampled ? ", sampled negatives" : ", whole catalogue") + "; "
                       + grouped(report.board.users) + " users, " + grouped(std::ssize(report.board.pairs))
                       + " pairs by paired bootstrap and Holm\n" + tableText(report, words) + cheapestText(report)
                       + buysText(report);
    if (const auto seen = report.board.smallestSeen())
        text += "The smallest difference seen is " + fixed(*seen, 5) + ": below it no rank is given.\n";
    else if (!report.board.pairs.empty())
        text += "No difference was seen between any two of them.\n";
    return text + leftOutText(report);
}

void rank(const LeaderboardWords& words, const std::stop_token& stop)
{
    if (!metricColumn(words.wish.metric))
        throw CLI::ValidationError("--metric", "there is no metric \"" + words.wish.metric
                                                   + "\"; mrr, hit-10 and ndcg-10 are some");
    const LeaderReport report = makeReport(words, jobFor(words.common, stop));
    if (words.common.json)
        print(reportJson(report, words));
    else
        print(reportText(report, words));
}

} // namespace

void addRunsLeaderboard(CLI::App& runs, Action& chosen)
{
    CLI::App* command = runs.add_subcommand(
        "leaderboard", "Rank the finished runs that were measured as the newest one; runs that tie share their ranks");
    auto words = std::make_shared<LeaderboardWords>();
    addRunNames(*command, *words);
    command->add_option("--filter", words->filter, "Only runs that meet this: \"model=bpr tag:good\"")
        ->type_name("TEXT");
    command->add_option("--metric", words->wish.metric, "mrr, hit-1, hit-5, hit-10, ndcg-10, ...")
        ->capture_default_str();
    addChoice(*command, "--part", words->wish.part, "Which held-out positives; validation");
    command->add_option("--top", words->top, "As many runs as this, the best ones")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    command->add_flag("--best-of-each-model", words->wish.bestOfEachModel, "Only the best run of each model");
    addWorkspace(*command, *words);
    addCommon(*command, words->common);
    command->callback([words, &chosen] { chosen = [words](const std::stop_token& stop) { rank(*words, stop); }; });
}

} // namespace tastescope::cli
