#include "ui/session/leader_board.h"

#include "core/base/error.h"
#include "core/experiment/run_files.h"
#include "core/experiment/user_results_file.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>
#include <chrono>

namespace tastescope::ui {

namespace {

constexpr double bytesOfMb = 1e6;

UserResults scopedResults(const LeaderCandidate& run, const UserSet& users)
{
    return resultsOf(loadUserResults(RunFiles(run.folder).validation, run.data), users);
}

LeaderEntry entryOf(LeaderCandidate run, const UserResults& results)
{
    LeaderEntry entry{std::move(run)};
    entry.figures = meanFigures(results, std::make_shared<const std::vector<std::string>>(results.metrics));
    entry.users = std::ssize(results.users);
    return entry;
}

void compareWithBaseline(LeaderAnswer& answer, const std::vector<UserResults>& results,
                         const std::optional<LeaderCandidate>& baseline, const JobContext& job)
{
    if (!baseline)
        return;
    const auto own = std::ranges::find(answer.entries, baseline->id, [](const LeaderEntry& e) { return e.run.id; });
    UserResults against;
    try {
        against = own != answer.entries.end() ? results[static_cast<std::size_t>(own - answer.entries.begin())]
                                              : scopedResults(*baseline, answer.users);
    } catch (const Error&) {
        return; // there is nothing to hold them against, and they are ranked all the same
    }
    answer.baseline = baseline->name;
    answer.baselineId = baseline->id;
    for (std::size_t i = 0; i < answer.entries.size(); ++i)
        if (answer.entries[i].run.id != baseline->id)
            answer.entries[i].toBaseline = comparePaired(results[i], against, answer.metric, {}, job);
}

} // namespace

LeaderAnswer rankLeaders(LeaderQuestion question, const JobContext& job)
{
    LeaderAnswer answer{.metric = question.metric,
                        .users = question.users,
                        .entries = {},
                        .costs = {},
                        .board = {},
                        .baseline = {},
                        .baselineId = 0,
                        .leftOut = std::move(question.leftOut),
                        .seconds = 0};
    std::vector<UserResults> results;
    for (LeaderCandidate& run : question.runs) {
        job.throwIfStopped();
        try {
            results.push_back(scopedResults(run, question.users));
        } catch (const Error&) {
            ++answer.leftOut.unreadable;
            continue;
        }
        answer.entries.push_back(entryOf(std::move(run), results.back()));
    }
    for (std::size_t i = 0; i < answer.entries.size(); ++i) {
        const LeaderCandidate& run = answer.entries[i].run;
        answer.costs.push_back({&results[i], run.seconds, static_cast<double>(run.bytes) / bytesOfMb});
    }
    const auto begin = std::chrono::steady_clock::now();
    answer.board = makeLeaderboard(answer.costs, answer.metric, {}, job);
    compareWithBaseline(answer, results, question.baseline, job);
    answer.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    for (LeaderRun& cost : answer.costs)
        cost.results = nullptr; // they go with this function
    return answer;
}

QString leftOutWords(const LeadersLeftOut& leftOut)
{
    QStringList parts;
    for (const auto& [reason, number] : leftOut.reasons)
        parts << QStringLiteral("%1 %2").arg(count(number), wordOf(reason));
    for (const auto& [number, words] : {std::pair(leftOut.unlookedFor, QObject::tr("%1 hidden or not searched for")),
                                        {leftOut.trials, QObject::tr("%1 not the best trial of their sweep")},
                                        {leftOut.beyond, QObject::tr("%1 behind the best")},
                                        {leftOut.unreadable, QObject::tr("%1 whose results cannot be read")}})
        if (number > 0)
            parts << words.arg(count(number));
    return parts.join(QStringLiteral(", "));
}

} // namespace tastescope::ui
