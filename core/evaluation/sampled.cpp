#include "core/evaluation/sampled.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/data/dataset.h"

#include <algorithm>
#include <chrono>

namespace tastescope {

struct SampledEvaluator::Scratch
{
    std::vector<Item> positives;
    std::vector<float> positiveScores;
    std::vector<float> negativeScores;
    Standing lastTied{-1, -1}; ///< constant scores tie the same way every time
    std::vector<double> lastTiedRow;
};

struct SampledEvaluator::Measured
{
    UserResults perUser;
    std::vector<std::int32_t> tied;       ///< by row of perUser: positives
    std::vector<std::int64_t> notANumber; ///< by row of perUser: scores
};

namespace {

std::int64_t countNotANumber(std::span<const float> scores)
{
    int count = 0;
    for (const float score : scores)
        count += score != score;
    return count;
}

std::int64_t longestOf(const EvaluationLists& lists)
{
    std::int64_t longest = 0;
    for (std::size_t p = 0; p < lists.positives.size(); ++p)
        longest = std::max(longest, static_cast<std::int64_t>(lists.negativesOf(p).size()) + 1);
    return longest;
}

} // namespace

SampledEvaluator::SampledEvaluator(const Dataset& dataset, const EvaluationLists& lists,
                                   const EvaluationOptions& options, const JobContext& job)
    : m_lists(checked(dataset, lists)),
      m_workers(options.threads),
      m_metrics(options.cutoffs, longestOf(lists))
{
    m_blank.part = options.part;
    m_blank.perUser.dataset = dataset.hash();
    plan(dataset);
    m_blank.chance = exact(meanFigures(measure(constantScores(), {}).perUser, m_metrics.names()));
    if (options.baselines)
        m_blank.popularity = meanFigures(measure(mostPopular(dataset), job).perUser, m_metrics.names());
}

const EvaluationLists& SampledEvaluator::checked(const Dataset& dataset, const EvaluationLists& lists)
{
    const auto known = [](auto id, std::size_t count) { return number(id) >= 0 && index(id) < count; };
    bool good = lists.offsets.size() == lists.positives.size() + 1 && lists.offsets.front() == 0
                && lists.offsets.back() == static_cast<std::int64_t>(lists.negatives.size())
                && std::ranges::is_sorted(lists.offsets) && std::ranges::is_sorted(lists.positives, {}, &HeldOut::user);
    for (const HeldOut& positive : lists.positives)
        good = good && known(positive.user, dataset.userCount()) && known(positive.item, dataset.itemCount());
    for (const Item item : lists.negatives)
        good = good && known(item, dataset.itemCount());
    if (!good)
        throw Error("These evaluation lists do not belong to the dataset " + dataset.name()
                    + ". Draw lists for it, or open the dataset they were drawn for.");
    return lists;
}

void SampledEvaluator::plan(const Dataset& dataset)
{
    for (std::size_t begin = 0, end = 0; begin < m_lists.positives.size(); begin = end) {
        const User user = m_lists.positives[begin].user;
        while (end < m_lists.positives.size() && m_lists.positives[end].user == user)
            ++end;
        if (dataset.isCold(user)) {
            ++m_blank.skippedUsers;
            continue;
        }
        std::int32_t ranked = 0;
        for (std::size_t p = begin; p < end; ++p) {
            if (m_lists.negativesOf(p).empty()) {
                ++m_blank.bareLists;
                continue;
            }
            ++ranked;
            const auto length = static_cast<std::int64_t>(m_lists.negativesOf(p).size()) + 1;
            m_blank.shortestList = m_blank.longestList == 0 ? length : std::min(m_blank.shortestList, length);
            m_blank.longestList = std::max(m_blank.longestList, length);
        }
        if (ranked > 0)
            m_users.push_back({user, begin, end, ranked});
        m_blank.positives += ranked;
    }
    m_blank.users = static_cast<std::int64_t>(m_users.size());
}

Evaluation SampledEvaluator::evaluate(const Scorer& scorer, const JobContext& job) const
{
    const auto begin = std::chrono::steady_clock::now();
    Measured measured = measure(scorer, job);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;

    Evaluation evaluation = m_blank;
    evaluation.model = meanFigures(measured.perUser, m_metrics.names());
    for (std::size_t row = 0; row < measured.tied.size(); ++row) {
        evaluation.tiedShare += measured.tied[row];
        evaluation.notANumber += measured.notANumber[row];
    }
    evaluation.tiedShare /= std::max(1.0, static_cast<double>(evaluation.positives));
    evaluation.seconds = seconds.count();
    evaluation.listsPerSecond = seconds.count() > 0 ? static_cast<double>(evaluation.positives) / seconds.count() : 0;
    evaluation.perUser = std::move(measured.perUser);
    return evaluation;
}

SampledEvaluator::Measured SampledEvaluator::measure(const Scorer& scorer, const JobContext& job) const
{
    const std::size_t width = m_metrics.names()->size();
    Measured measured;
    measured.perUser.dataset = m_blank.perUser.dataset;
    measured.perUser.metrics = *m_metrics.names();
    for (const UserLists& user : m_users) {
        measured.perUser.users.push_back(user.user);
        measured.perUser.positives.push_back(user.ranked);
    }
    measured.perUser.values.resize(m_users.size() * width);
    measured.tied.resize(m_users.size());
    measured.notANumber.resize(m_users.size());

    auto scratches = m_workers.copiesOf(Scratch());
    const auto body = [&](std::int64_t i, int worker) {
        const auto row = static_cast<std::size_t>(i);
        const UserLists& user = m_users[row];
        Scratch& scratch = scratches[static_cast<std::size_t>(worker)];
        scratch.positives.clear();
        for (std::size_t p = user.begin; p < user.end; ++p)
            scratch.positives.push_back(m_lists.positives[p].item);
        const auto first = static_cast<std::size_t>(m_lists.offsets[user.begin]);
        const auto count = static_cast<std::size_t>(m_lists.offsets[user.end]) - first;
        scratch.positiveScores.resize(scratch.positives.size());
        scratch.negativeScores.resize(count);
        scorer(user.user, scratch.positives, scratch.positiveScores);
        scorer(user.user, std::span(m_lists.negatives).subspan(first, count), scratch.negativeScores);

        const auto values = std::span(measured.perUser.values).subspan(row * width, width);
        measured.tied[row] = addLists(user, scratch, values);
        measured.notANumber[row] = countNotANumber(scratch.positiveScores) + countNotANumber(scratch.negativeScores);
        for (double& value : values)
            value /= user.ranked;
    };
    parallelFor(static_cast<std::int64_t>(m_users.size()), m_workers, job, body, 16);
    return measured;
}

/// Adds the metrics of the user's lists to sums and returns how many of his positives are tied.
std::int32_t SampledEvaluator::addLists(const UserLists& user, Scratch& scratch, std::span<double> sums) const
{
    std::int32_t tied = 0;
    const std::int64_t first = m_lists.offsets[user.begin];
    for (std::size_t p = user.begin; p < user.end; ++p) {
        const auto others =
            std::span(scratch.negativeScores)
                .subspan(static_cast<std::size_t>(m_lists.offsets[p] - first), m_lists.negativesOf(p).size());
        if (others.empty())
            continue; // first of one is no merit
        const Standing standing = standingOf(scratch.positiveScores[p - user.begin], others);
        std::span<const double> row = m_metrics.untied(standing.above);
        if (standing.tied > 0) {
            ++tied;
            if (standing != scratch.lastTied) {
                scratch.lastTied = standing;
                scratch.lastTiedRow = m_metrics.compute(standing);
            }
            row = scratch.lastTiedRow;
        }
        for (std::size_t m = 0; m < row.size(); ++m)
            sums[m] += row[m];
    }
    return tied;
}

Evaluation evaluateSampled(const Scorer& scorer, const Dataset& dataset, const EvaluationLists& lists,
                           const EvaluationOptions& options, const JobContext& job)
{
    return SampledEvaluator(dataset, lists, options, job).evaluate(scorer, job);
}

} // namespace tastescope
