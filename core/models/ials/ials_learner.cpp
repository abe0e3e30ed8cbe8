#include "core/models/ials/ials_learner.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/dataset.h"
#include "core/files/safetensors.h"

#include <algorithm>
#include <cmath>

namespace tastescope {

namespace {

constexpr std::uint64_t ialsStart = 1; // the stream of the first users

std::vector<double> startUsers(const IalsOptions& options, std::size_t users, std::size_t padded)
{
    const double reach = 0.1 * std::sqrt(3.0 / options.embeddingDim);
    std::vector<double> rows(users * padded, 0);
    for (std::size_t user = 0; user < users; ++user) {
        Random random(options.seed, {ialsStart, user});
        for (std::size_t k = 0; k < static_cast<std::size_t>(options.embeddingDim); ++k)
            rows[user * padded + k] = (2 * random.uniform() - 1) * reach;
    }
    return rows;
}

} // namespace

/// What one half of an epoch goes through.
struct IalsLearner::Side
{
    std::size_t rows = 0;   ///< to solve
    std::size_t others = 0; ///< to solve them from
    IalsRows allOthers;
    std::function<std::size_t(std::size_t row)> likes;
    std::function<void(std::size_t row, std::size_t first, std::size_t count, double* rows)> liked;
    /// Takes the solution, which has so many likes; told of rows without any as well.
    std::function<void(std::size_t row, const IalsSystem& system, std::span<const double> solution)> take;
    std::function<void(std::size_t done)> afterRound;

    void solve(std::size_t padded, const IalsWeights& weights, Workers workers, const JobContext& job) const
    {
        const std::vector<double> gram = ialsGram(others, padded, allOthers, workers, job);
        auto systems = workers.copiesOf(IalsSystem(padded));
        auto solutions = workers.copiesOf(std::vector<double>(padded));
        constexpr std::size_t round = 512;
        for (std::size_t begin = 0; begin < rows; begin += round) {
            const auto solveRow = [&](std::int64_t r, int worker) {
                const std::size_t row = begin + static_cast<std::size_t>(r);
                IalsSystem& system = systems[static_cast<std::size_t>(worker)];
                std::vector<double>& solution = solutions[static_cast<std::size_t>(worker)];
                std::ranges::fill(solution, 0.0);
                if (const std::size_t count = likes(row); count > 0) {
                    const auto ofRow = [&](std::size_t first, std::size_t some, double* to) {
                        liked(row, first, some, to);
                    };
                    system.set(gram, others, count, ofRow, weights, job);
                    system.solution(solution.data());
                }
                take(row, system, solution);
            };
            parallelFor(static_cast<std::int64_t>(std::min(round, rows - begin)), workers, job, solveRow, 1);
            afterRound(std::min(begin + round, rows));
        }
    }
};

IalsLearner::IalsLearner(const IalsOptions& options, const Dataset& dataset, Workers workers)
    : m_options(options),
      m_dataset(dataset),
      m_likers(dataset.train().transposed()),
      m_workers(workers),
      m_weights{options.alpha, options.l2},
      m_items(dataset.itemCount(), options.embeddingDim),
      m_users(startUsers(options, dataset.userCount(), m_items.paddedDimension()))
{
}

void IalsLearner::solveItems(EpochSums& sums, const std::function<void(const EpochSums&)>& afterRound,
                             const JobContext& job)
{
    const std::size_t padded = m_items.paddedDimension();
    const double before = sums.position;
    const Side items{
        .rows = m_items.rowCount(),
        .others = m_dataset.userCount(),
        .allOthers = [&](std::size_t first, std::size_t count,
                         double* to) { std::copy_n(&m_users[first * padded], count * padded, to); },
        .likes = [&](std::size_t row) { return m_likers.row(Item{static_cast<std::int32_t>(row)}).size(); },
        .liked =
            [&](std::size_t row, std::size_t first, std::size_t count, double* to) {
                const auto users = m_likers.row(Item{static_cast<std::int32_t>(row)}).subspan(first, count);
                for (std::size_t k = 0; k < count; ++k)
                    std::copy_n(&m_users[index(users[k]) * padded], padded, to + k * padded);
            },
        .take =
            [&](std::size_t row, const IalsSystem&, std::span<const double> solution) {
                std::ranges::transform(solution, m_items.row(row), [](double v) { return static_cast<float>(v); });
            },
        .afterRound =
            [&](std::size_t done) {
                sums.position =
                    before
                    + static_cast<double>(done) / static_cast<double>(m_items.rowCount() + m_dataset.userCount());
                afterRound(sums);
            }};
    items.solve(padded, m_weights, m_workers, job);
}

void IalsLearner::solveUsers(EpochSums& sums, const std::function<void(const EpochSums&)>& afterRound,
                             const JobContext& job)
{
    const std::size_t padded = m_items.paddedDimension();
    const double before = sums.position;
    const BinaryMatrix<User, Item>& likes = m_dataset.train();
    std::vector<double> losses(m_dataset.userCount(), 0);
    std::size_t counted = 0;
    const Side users{
        .rows = m_dataset.userCount(),
        .others = m_items.rowCount(),
        .allOthers = [&](std::size_t first, std::size_t count,
                         double* to) { std::copy_n(m_items.row(first), count * padded, to); },
        .likes = [&](std::size_t row) { return likes.row(User{static_cast<std::int32_t>(row)}).size(); },
        .liked =
            [&](std::size_t row, std::size_t first, std::size_t count, double* to) {
                const auto items = likes.row(User{static_cast<std::int32_t>(row)}).subspan(first, count);
                for (std::size_t k = 0; k < count; ++k)
                    std::copy_n(m_items.row(index(items[k])), padded, to + k * padded);
            },
        .take =
            [&](std::size_t row, const IalsSystem& system, std::span<const double> solution) {
                std::ranges::copy(solution, &m_users[row * padded]);
                losses[row] = likes.row(User{static_cast<std::int32_t>(row)}).empty() ? 0 : system.leastLoss(solution);
            },
        .afterRound =
            [&](std::size_t done) {
                for (; counted < done; ++counted) {
                    sums.loss += losses[counted];
                    sums.samples +=
                        static_cast<std::int64_t>(likes.row(User{static_cast<std::int32_t>(counted)}).size());
                }
                sums.position =
                    before
                    + static_cast<double>(done) / static_cast<double>(m_items.rowCount() + m_dataset.userCount());
                afterRound(sums);
            }};
    users.solve(padded, m_weights, m_workers, job);
}

EpochSums IalsLearner::runEpoch(int epoch, const std::function<void(const EpochSums&)>& afterRound,
                                const JobContext& job)
{
    EpochSums sums{.position = epoch - 1.0};
    solveItems(sums, afterRound, job);
    solveUsers(sums, afterRound, job);
    sums.position = epoch;
    return sums;
}

bool IalsLearner::isFinite() const
{
    return m_items.isFinite() && std::ranges::all_of(m_users, [](double value) { return std::isfinite(value); });
}

std::shared_ptr<const Model> IalsLearner::model() const
{
    return std::make_shared<const IalsModel>(m_users, m_items.only(0), m_dataset.train(), m_weights);
}

std::shared_ptr<const Model> IalsLearner::modelFrom(const TensorFile& file) const
{
    return std::make_shared<const IalsModel>(IalsModel::fromTensors(file));
}

std::vector<Tensor> IalsLearner::tensors() const
{
    return {};
}

void IalsLearner::restore(const TensorFile& file)
{
    const IalsModel model = IalsModel::fromTensors(file);
    if (!(model.likes() == m_dataset.train()) || model.items().dimension() != m_items.dimension())
        throw Error("The checkpoint is of an iALS model of other data or another dimension.");
    m_items = model.items().only(0);
    m_users = model.users();
}

} // namespace tastescope
