#include "core/evaluation/sampled.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/data/dataset.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>

namespace tastescope {

namespace {

/// The positives [begin, end) of the lists, all of one user.
struct UserLists
{
    User user{};
    std::size_t begin = 0;
    std::size_t end = 0;
};

struct Plan
{
    std::vector<UserLists> users;
    std::int64_t positives = 0;
    std::int64_t skippedUsers = 0;
    std::int64_t shortest = std::numeric_limits<std::int64_t>::max();
    std::int64_t longest = 0;
};

void checkLists(const Dataset& dataset, const EvaluationLists& lists)
{
    const auto known = [](auto id, std::size_t count) { return number(id) >= 0 && index(id) < count; };
    bool good = lists.offsets.size() == lists.positives.size() + 1 && lists.offsets.front() == 0
                && lists.offsets.back() == static_cast<std::int64_t>(lists.negatives.size())
                && std::ranges::is_sorted(lists.offsets)
                && std::ranges::is_sorted(lists.positives, {}, [](const HeldOut& positive) { return positive.user; });
    for (const HeldOut& positive : lists.positives)
        good = good && known(positive.user, dataset.userCount()) && known(positive.item, dataset.itemCount());
    for (const Item item : lists.negatives)
        good = good && known(item, dataset.itemCount());
    if (!good)
        throw Error("These evaluation lists do not belong to the dataset " + dataset.name()
                    + ". Draw lists for it, or open the dataset they were drawn for.");
}

Plan planFor(const Dataset& dataset, const EvaluationLists& lists)
{
    checkLists(dataset, lists);
    Plan plan;
    for (std::size_t begin = 0, end = 0; begin < lists.positives.size(); begin = end) {
        const User user = lists.positives[begin].user;
        while (end < lists.positives.size() && lists.positives[end].user == user)
            ++end;
        if (dataset.isCold(user)) {
            ++plan.skippedUsers;
            continue;
        }
        plan.users.push_back({user, begin, end});
        plan.positives += static_cast<std::int64_t>(end - begin);
        for (std::size_t p = begin; p < end; ++p) {
            const auto length = static_cast<std::int64_t>(lists.negativesOf(p).size()) + 1;
            plan.shortest = std::min(plan.shortest, length);
            plan.longest = std::max(plan.longest, length);
        }
    }
    return plan;
}

/// Where a positive stands among the others of its list.
struct Standing
{
    std::int64_t above = 0;
    std::int64_t tied = 0;
    bool operator==(const Standing&) const = default;
};

/// Not-a-number ranks last, behind even its like: a model that is broken must not look average.
Standing standingOf(float positive, std::span<const float> others)
{
    if (std::isnan(positive))
        return {static_cast<std::int64_t>(others.size()), 0};
    int above = 0;
    int tied = 0;
    for (const float other : others) {
        above += other > positive;
        tied += other == positive;
    }
    return {above, tied};
}

std::int64_t countNan(std::span<const float> scores)
{
    int count = 0;
    for (const float score : scores)
        count += score != score;
    return count;
}

/// The metrics of every standing in lists of one positive. Without ties they are read from a table.
class StandingMetrics
{
public:
    StandingMetrics(std::span<const int> cutoffs, std::int64_t longest)
        : m_columns(metricColumns(sampledMetrics(), cutoffs)),
          m_tables(static_cast<std::size_t>(std::max<std::int64_t>(longest, std::ranges::max(cutoffs))))
    {
        for (std::int64_t above = 0; above < longest; ++above) {
            const std::vector<double> row = compute({above, 0});
            m_byRank.insert(m_byRank.end(), row.begin(), row.end());
        }
    }

    const std::vector<MetricColumn>& columns() const { return m_columns; }

    std::span<const double> untied(std::int64_t above) const
    {
        return std::span(m_byRank).subspan(static_cast<std::size_t>(above) * m_columns.size(), m_columns.size());
    }

    std::vector<double> compute(const Standing& standing) const
    {
        const std::array blocks{TieBlock{standing.above, 0}, TieBlock{standing.tied + 1, 1}};
        std::vector<double> row;
        for (const MetricColumn& column : m_columns)
            row.push_back(column.metric.value(m_tables, blocks, column.k));
        return row;
    }

private:
    std::vector<MetricColumn> m_columns;
    RankTables m_tables;
    std::vector<double> m_byRank; ///< longest x columns
};

struct Scratch
{
    std::vector<Item> positives;
    std::vector<float> positiveScores;
    std::vector<float> negativeScores;
    Standing lastTied{-1, -1}; ///< constant scores tie the same way every time
    std::vector<double> lastTiedRow;
};

struct Measured
{
    UserResults perUser;
    std::vector<std::int32_t> tied;       ///< by row of perUser
    std::vector<std::int64_t> notANumber; ///< by row of perUser
};

/// Adds the metrics of the user's lists to sums and returns how many of his positives are tied.
std::int32_t addLists(const EvaluationLists& lists, const UserLists& user, const StandingMetrics& metrics,
                      Scratch& scratch, std::span<double> sums)
{
    std::int32_t tied = 0;
    const std::int64_t first = lists.offsets[user.begin];
    for (std::size_t p = user.begin; p < user.end; ++p) {
        const auto others =
            std::span(scratch.negativeScores)
                .subspan(static_cast<std::size_t>(lists.offsets[p] - first), lists.negativesOf(p).size());
        const Standing standing = standingOf(scratch.positiveScores[p - user.begin], others);
        std::span<const double> row = metrics.untied(standing.above);
        if (standing.tied > 0) {
            if (standing != scratch.lastTied) {
                scratch.lastTied = standing;
                scratch.lastTiedRow = metrics.compute(standing);
            }
            row = scratch.lastTiedRow;
            ++tied;
        }
        for (std::size_t m = 0; m < row.size(); ++m)
            sums[m] += row[m];
    }
    return tied;
}

Measured measure(const Scorer& scorer, const EvaluationLists& lists, const Plan& plan, const EvaluationOptions& options,
                 const JobContext& job)
{
    const StandingMetrics metrics(options.cutoffs, plan.longest);
    const std::size_t width = metrics.columns().size();
    Measured measured;
    for (const MetricColumn& column : metrics.columns())
        measured.perUser.metrics.push_back(column.name);
    for (const UserLists& user : plan.users) {
        measured.perUser.users.push_back(user.user);
        measured.perUser.positives.push_back(static_cast<std::int32_t>(user.end - user.begin));
    }
    measured.perUser.values.resize(plan.users.size() * width);
    measured.tied.resize(plan.users.size());
    measured.notANumber.resize(plan.users.size());

    std::vector<Scratch> scratches(static_cast<std::size_t>(workerCount(options.threads)));
    const auto body = [&](std::int64_t i, int worker) {
        const auto row = static_cast<std::size_t>(i);
        const UserLists& user = plan.users[row];
        Scratch& scratch = scratches[static_cast<std::size_t>(worker)];
        scratch.positives.clear();
        for (std::size_t p = user.begin; p < user.end; ++p)
            scratch.positives.push_back(lists.positives[p].item);
        const auto first = static_cast<std::size_t>(lists.offsets[user.begin]);
        const auto count = static_cast<std::size_t>(lists.offsets[user.end]) - first;
        scratch.positiveScores.resize(scratch.positives.size());
        scratch.negativeScores.resize(count);
        scorer(user.user, scratch.positives, scratch.positiveScores);
        scorer(user.user, std::span(lists.negatives).subspan(first, count), scratch.negativeScores);

        const auto values = std::span(measured.perUser.values).subspan(row * width, width);
        measured.tied[row] = addLists(lists, user, metrics, scratch, values);
        measured.notANumber[row] = countNan(scratch.positiveScores) + countNan(scratch.negativeScores);
        for (double& value : values)
            value /= static_cast<double>(scratch.positives.size());
    };
    parallelFor(static_cast<std::int64_t>(plan.users.size()), options.threads, job, body, 16);
    return measured;
}

} // namespace

Evaluation evaluateSampled(const Scorer& scorer, const Dataset& dataset, const EvaluationLists& lists,
                           const EvaluationOptions& options, const JobContext& job)
{
    const std::vector<MetricColumn> columns = metricColumns(sampledMetrics(), options.cutoffs);
    const Plan plan = planFor(dataset, lists);
    const auto begin = std::chrono::steady_clock::now();
    Measured measured = measure(scorer, lists, plan, options, job);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;

    Evaluation evaluation;
    evaluation.protocol = Protocol::Sampled;
    evaluation.part = options.part;
    evaluation.users = static_cast<std::int64_t>(plan.users.size());
    evaluation.positives = plan.positives;
    evaluation.skippedUsers = plan.skippedUsers;
    evaluation.shortestList = plan.users.empty() ? 0 : plan.shortest;
    evaluation.longestList = plan.longest;
    evaluation.model = meanFigures(measured.perUser, columns);
    evaluation.chance = chanceLevel(dataset, lists, options);
    if (options.baselines)
        evaluation.popularity = popularityLevel(dataset, lists, options, job);
    for (std::size_t row = 0; row < measured.tied.size(); ++row) {
        evaluation.tiedShare += measured.tied[row];
        evaluation.notANumber += measured.notANumber[row];
    }
    evaluation.tiedShare /= std::max(1.0, static_cast<double>(plan.positives));
    evaluation.seconds = seconds.count();
    evaluation.listsPerSecond = seconds.count() > 0 ? static_cast<double>(plan.positives) / seconds.count() : 0;
    evaluation.perUser = std::move(measured.perUser);
    return evaluation;
}

Figures chanceLevel(const Dataset& dataset, const EvaluationLists& lists, const EvaluationOptions& options)
{
    const Measured measured = measure(constantScores(), lists, planFor(dataset, lists), options, {});
    return exact(meanFigures(measured.perUser, metricColumns(sampledMetrics(), options.cutoffs)));
}

Figures popularityLevel(const Dataset& dataset, const EvaluationLists& lists, const EvaluationOptions& options,
                        const JobContext& job)
{
    const Measured measured = measure(trainLikes(dataset), lists, planFor(dataset, lists), options, job);
    return meanFigures(measured.perUser, metricColumns(sampledMetrics(), options.cutoffs));
}

} // namespace tastescope
