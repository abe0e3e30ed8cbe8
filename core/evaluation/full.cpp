#include "core/evaluation/full.h"

#include "core/base/parallel.h"
#include "core/data/dataset.h"
#include "core/evaluation/catalogue_ranking.h"

#include <algorithm>
#include <chrono>

namespace tastescope {

namespace {

/// What every user is ranked with.
struct Setting
{
    const Dataset& dataset;
    const BinaryMatrix<User, Item>& heldOut;
    std::vector<User> users; ///< those with held-out positives
    std::vector<MetricColumn> columns;
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

Setting settingFor(const Dataset& dataset, const EvaluationOptions& options)
{
    const int k = options.cutoffs.empty() ? 1 : std::ranges::max(options.cutoffs);
    Setting setting{dataset,
                    dataset.heldOut(options.part),
                    {},
                    metricColumns(fullMetrics(), options.cutoffs),
                    RankTables(dataset.itemCount()),
                    k,
                    Workers(options.threads)};
    for (const User user : idsUpTo<User>(dataset.userCount()))
        if (!setting.heldOut.row(user).empty())
            setting.users.push_back(user);
    return setting;
}

UserResults emptyResults(const Setting& setting)
{
    UserResults results;
    for (const MetricColumn& column : setting.columns)
        results.metrics.push_back(column.name);
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

Measured measure(const Scorer& scorer, const Setting& setting, const JobContext& job)
{
    Measured measured{emptyResults(setting), {}, {}, {}};
    measured.tied.resize(setting.users.size());
    measured.notANumber.resize(setting.users.size());
    measured.top.resize(setting.users.size());
    const auto range = idsUpTo<Item>(setting.dataset.itemCount());
    const std::vector<Item> catalogue(range.begin(), range.end());
    auto rankings = setting.workers.copiesOf(CatalogueRanking());

    const auto body = [&](std::int64_t i, int worker) {
        const auto row = static_cast<std::size_t>(i);
        const User user = setting.users[row];
        CatalogueRanking& ranking = rankings[static_cast<std::size_t>(worker)];
        scorer(user, catalogue, ranking.scores(catalogue.size()));
        ranking.rank(setting.heldOut.row(user), setting.dataset.train().row(user), setting.k);
        fillRow(setting, row, ranking.blocks(), measured.perUser);
        measured.tied[row] = ranking.tiedPositives();
        measured.notANumber[row] = ranking.notANumber();
        measured.top[row].assign(ranking.top().begin(), ranking.top().end());
    };
    parallelFor(static_cast<std::int64_t>(setting.users.size()), setting.workers, job, body, 1);
    return measured;
}

std::int64_t candidateCount(const Setting& setting, User user)
{
    return static_cast<std::int64_t>(setting.dataset.itemCount() - setting.dataset.train().row(user).size());
}

/// Constant scores make one block of the whole list, so nothing needs to be scored.
Figures chanceLevel(const Setting& setting)
{
    UserResults results = emptyResults(setting);
    for (std::size_t row = 0; row < setting.users.size(); ++row) {
        const TieBlock all{candidateCount(setting, setting.users[row]), results.positives[row]};
        fillRow(setting, row, Ranking(&all, 1), results);
    }
    return exact(meanFigures(results, setting.columns));
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

Evaluation evaluateFull(const Scorer& scorer, const Dataset& dataset, const EvaluationOptions& options,
                        const JobContext& job)
{
    const Setting setting = settingFor(dataset, options);
    const auto begin = std::chrono::steady_clock::now();
    Measured measured = measure(scorer, setting, job);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;

    Evaluation evaluation;
    evaluation.protocol = Protocol::Full;
    evaluation.part = options.part;
    evaluation.users = static_cast<std::int64_t>(setting.users.size());
    evaluation.model = meanFigures(measured.perUser, setting.columns);
    evaluation.chance = chanceLevel(setting);
    if (options.baselines)
        evaluation.popularity = meanFigures(measure(mostPopular(dataset), setting, job).perUser, setting.columns);
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
    return evaluation;
}

} // namespace tastescope
