#include "core/evaluation/full.h"

#include "core/base/parallel.h"
#include "core/data/dataset.h"
#include "core/evaluation/catalogue_ranking.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <limits>

namespace tastescope {

namespace {

/// What every user is ranked with.
struct Setting
{
    const Dataset& dataset;
    const BinaryMatrix<User, Item>& heldOut;
    const BinaryMatrix<User, Item>* alsoMasked; ///< beside train; null: nothing
    std::vector<User> users;                    ///< those with held-out positives and something to rank them among
    std::int64_t bareLists = 0;                 ///< positives of the others
    std::vector<MetricColumn> columns;
    FigureNames names; ///< of the columns
    RankTables tables;
    int k = 0; ///< largest cutoff
    Workers workers;
};

struct Measured
{
    UserResults perUser;
    std::vector<std::int64_t> tied;       ///< by row: positives
    std::vector<std::int64_t> notANumber; ///< by row: scores
    std::vector<std::vector<Item>> top;   ///< by row: the first k
};

/// Items that are ranked for the user.
std::int64_t candidateCount(const Setting& setting, User user)
{
    const std::size_t masked = setting.dataset.train().row(user).size()
                               + (setting.alsoMasked ? setting.alsoMasked->row(user).size() : 0); // parts share no pair
    return static_cast<std::int64_t>(setting.dataset.itemCount() - masked);
}

/// What is left out of the user's ranking, ascending. Points into the dataset or into `merged`.
std::span<const Item> maskedItems(const Setting& setting, User user, std::vector<Item>& merged)
{
    const auto train = setting.dataset.train().row(user);
    if (!setting.alsoMasked || setting.alsoMasked->row(user).empty())
        return train;
    merged.clear();
    std::ranges::merge(train, setting.alsoMasked->row(user), std::back_inserter(merged));
    return merged;
}

Setting settingFor(const Dataset& dataset, const EvaluationOptions& options)
{
    const int k = options.cutoffs.empty() ? 1 : std::ranges::max(options.cutoffs);
    Setting setting{.dataset = dataset,
                    .heldOut = dataset.heldOut(options.part),
                    .alsoMasked = options.mask == Mask::Known ? &dataset.heldOut(otherPart(options.part)) : nullptr,
                    .users = {},
                    .columns = metricColumns(fullMetrics(), options.cutoffs),
                    .names = {},
                    .tables = RankTables(dataset.itemCount()),
                    .k = k,
                    .workers = Workers(options.threads)};
    setting.names = namesOf(setting.columns);
    for (const User user : idsUpTo<User>(dataset.userCount())) {
        const std::size_t positives = setting.heldOut.row(user).size();
        if (static_cast<std::int64_t>(positives) == candidateCount(setting, user))
            setting.bareLists += static_cast<std::int64_t>(positives); // all that is left are positives
        else if (positives > 0)
            setting.users.push_back(user);
    }
    return setting;
}

UserResults emptyResults(const Setting& setting)
{
    UserResults results;
    results.metrics = *setting.names;
    results.users = setting.users;
    for (const User user : setting.users)
        results.positives.push_back(static_cast<std::int32_t>(setting.heldOut.row(user).size()));
    results.values.resize(setting.users.size() * setting.columns.size());
    return results;
}

void fillRow(const Setting& setting, std::size_t row, Ranking ranking, UserResults& results)
{
    for (std::size_t m = 0; m < setting.columns.size(); ++m) {
        const MetricColumn& column = setting.columns[m];
        results.values[row * setting.columns.size() + m] = column.metric.value(setting.tables, ranking, column.k);
    }
}

/// Ranks one block of users after the other. One for each worker.
class BlockRanker
{
public:
    BlockRanker(const Scorer& scorer, const RoughScorer& rough, const Setting& setting, const JobContext& job)
        : m_scorer(&scorer),
          m_rough(&rough),
          m_setting(&setting),
          m_job(&job)
    {
    }

    /// The users from row `first` of the measured.
    void rank(std::size_t first, Measured& measured)
    {
        const std::size_t count = std::min(usersAtATime(), m_setting->users.size() - first);
        m_users = std::span(m_setting->users).subspan(first, count);
        m_errors.assign(count, std::numeric_limits<float>::infinity());
        m_rankings.resize(count);
        m_masked.resize(count);
        if (*m_rough)
            rankRoughly();
        for (std::size_t u = 0; u < count; ++u) {
            if (std::isinf(m_errors[u]))
                rankExactly(u);
            settle(m_users[u], m_rankings[u]);
            take(first + u, m_rankings[u], measured);
        }
    }

    /// So many that a product gets no faster with more.
    std::size_t usersAtATime() const { return *m_rough ? 64 : 1; }

private:
    static constexpr std::size_t itemsAtATime = 2'048; ///< whose scores and factors stay in the second-level cache

    void rankRoughly()
    {
        const std::size_t items = m_setting->dataset.itemCount();
        for (std::size_t begin = 0; begin < items; begin += itemsAtATime) {
            m_job->throwIfStopped();
            const std::size_t width = std::min(itemsAtATime, items - begin);
            m_scores.resize(m_users.size() * width);
            (*m_rough)(m_users, Item{static_cast<std::int32_t>(begin)}, m_scores, m_errors);
            for (std::size_t u = 0; u < m_users.size(); ++u) {
                if (std::isinf(m_errors[u]))
                    continue;
                if (begin == 0)
                    beginExactly(u);
                m_rankings[u].offer(std::span(m_scores).subspan(u * width, width), m_errors[u]);
            }
        }
    }

    /// Positives are what is ranked, so their scores are exact from the start.
    void beginExactly(std::size_t u)
    {
        const User user = m_users[u];
        const auto positives = m_setting->heldOut.row(user);
        m_exact.resize(positives.size());
        (*m_scorer)(user, positives, m_exact);
        m_rankings[u].begin(positives, m_exact, maskedItems(*m_setting, user, m_masked[u]), m_setting->k);
    }

    void rankExactly(std::size_t u)
    {
        const User user = m_users[u];
        const auto catalogue = idsUpTo<Item>(m_setting->dataset.itemCount());
        m_catalogue.assign(catalogue.begin(), catalogue.end());
        m_scores.resize(m_catalogue.size());
        (*m_scorer)(user, m_catalogue, m_scores);
        const auto positives = m_setting->heldOut.row(user);
        m_exact.clear();
        for (const Item item : positives)
            m_exact.push_back(m_scores[index(item)]);
        m_rankings[u].begin(positives, m_exact, maskedItems(*m_setting, user, m_masked[u]), m_setting->k);
        m_rankings[u].offer(m_scores, 0);
    }

    void settle(User user, CatalogueRanking& ranking)
    {
        const auto open = ranking.open();
        m_exact.resize(open.size());
        if (!open.empty())
            (*m_scorer)(user, open, m_exact);
        ranking.settle(m_exact);
    }

    void take(std::size_t row, const CatalogueRanking& ranking, Measured& measured) const
    {
        fillRow(*m_setting, row, ranking.blocks(), measured.perUser);
        measured.tied[row] = ranking.tiedPositives();
        measured.notANumber[row] = ranking.notANumber();
        measured.top[row].assign(ranking.top().begin(), ranking.top().end());
    }

    const Scorer* m_scorer;
    const RoughScorer* m_rough;
    const Setting* m_setting;
    const JobContext* m_job;
    std::span<const User> m_users;
    std::vector<CatalogueRanking> m_rankings; ///< by user of the block
    std::vector<std::vector<Item>> m_masked;  ///< likewise, of more than one part; each stays until its settle()
    std::vector<float> m_errors;              ///< by user of the block
    std::vector<float> m_scores;
    std::vector<float> m_exact;
    std::vector<Item> m_catalogue;
};

Measured measure(const Scorer& scorer, const RoughScorer& rough, const Setting& setting, const JobContext& job)
{
    Measured measured{emptyResults(setting), {}, {}, {}};
    measured.tied.resize(setting.users.size());
    measured.notANumber.resize(setting.users.size());
    measured.top.resize(setting.users.size());
    auto rankers = setting.workers.copiesOf(BlockRanker(scorer, rough, setting, job));
    const std::size_t atATime = rankers.front().usersAtATime();
    const auto body = [&](std::int64_t block, int worker) {
        rankers[static_cast<std::size_t>(worker)].rank(static_cast<std::size_t>(block) * atATime, measured);
    };
    const std::size_t blocks = (setting.users.size() + atATime - 1) / atATime;
    parallelFor(static_cast<std::int64_t>(blocks), setting.workers, job, body, 1);
    return measured;
}

/// Constant scores make one block of the whole list, so nothing needs to be scored.
Estimates chanceLevel(const Setting& setting)
{
    UserResults results = emptyResults(setting);
    for (std::size_t row = 0; row < setting.users.size(); ++row) {
        const TieBlock all{candidateCount(setting, setting.users[row]), results.positives[row]};
        fillRow(setting, row, Ranking(&all, 1), results);
    }
    return exact(meanFigures(results, setting.names));
}

CatalogueFigures catalogueFigures(const Measured& measured, const Setting& setting)
{
    const std::vector<std::int32_t> likes = setting.dataset.train().columnCounts();
    std::vector<bool> seen(setting.dataset.itemCount(), false);
    double recommended = 0;
    double own = 0;
    const auto meanLikes = [&](std::span<const Item> items) {
        double sum = 0;
        for (const Item item : items)
            sum += likes[index(item)];
        return items.empty() ? 0 : sum / static_cast<double>(items.size());
    };
    for (std::size_t row = 0; row < setting.users.size(); ++row) {
        for (const Item item : measured.top[row])
            seen[index(item)] = true;
        recommended += meanLikes(measured.top[row]);
        own += meanLikes(setting.dataset.train().row(setting.users[row]));
    }
    const auto covered = static_cast<double>(std::ranges::count(seen, true));
    return {setting.k, seen.empty() ? 0 : covered / static_cast<double>(seen.size()), own > 0 ? recommended / own : 0};
}

} // namespace

Evaluation evaluateFull(const Scorer& scorer, const RoughScorer& rough, const Dataset& dataset,
                        const EvaluationOptions& options, const JobContext& job)
{
    const Setting setting = settingFor(dataset, options);
    const auto begin = std::chrono::steady_clock::now();
    Measured measured = measure(scorer, rough, setting, job);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;

    Evaluation evaluation;
    evaluation.protocol = Protocol::Full;
    evaluation.part = options.part;
    evaluation.mask = options.mask;
    evaluation.users = static_cast<std::int64_t>(setting.users.size());
    evaluation.bareLists = setting.bareLists;
    evaluation.model = meanFigures(measured.perUser, setting.names);
    evaluation.chance = chanceLevel(setting);
    if (options.baselines)
        evaluation.popularity = meanFigures(measure(mostPopular(dataset), {}, setting, job).perUser, setting.names);
    for (std::size_t row = 0; row < setting.users.size(); ++row) {
        const std::int64_t length = candidateCount(setting, setting.users[row]);
        evaluation.positives += measured.perUser.positives[row];
        evaluation.shortestList = row == 0 ? length : std::min(evaluation.shortestList, length);
        evaluation.longestList = std::max(evaluation.longestList, length);
        evaluation.tiedShare += static_cast<double>(measured.tied[row]);
        evaluation.notANumber += measured.notANumber[row];
    }
    evaluation.tiedShare /= std::max(1.0, static_cast<double>(evaluation.positives));
    evaluation.catalogue = catalogueFigures(measured, setting);
    evaluation.seconds = seconds.count();
    evaluation.listsPerSecond = seconds.count() > 0 ? static_cast<double>(evaluation.users) / seconds.count() : 0;
    evaluation.perUser = std::move(measured.perUser);
    evaluation.perUser.dataset = dataset.hash();
    return evaluation;
}

} // namespace tastescope
