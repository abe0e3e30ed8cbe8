#include "core/models/ials/ials_model.h"

#include "core/base/error.h"
#include "core/base/matrix.h"
#include "core/models/exact_fold_in.h"
#include "core/models/factor_tensors.h"
#include "core/models/ials/ials_options.h"
#include "core/models/packed_lists.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace tastescope {

namespace {

/// In eight sums, so that none waits for the one before; always in the same order.
double productOf(std::span<const double> vector, const float* item)
{
    std::array<double, 8> sums{};
    for (std::size_t k = 0; k < vector.size(); k += sums.size())
        for (std::size_t lane = 0; lane < sums.size(); ++lane)
            sums[lane] += vector[k + lane] * static_cast<double>(item[k + lane]);
    return std::accumulate(sums.begin(), sums.end(), 0.0);
}

double readWeight(const TensorFile& file, const char* name)
{
    const double value = doubles(file.tensor(name), {}).front();
    if (!(value > 0) || !std::isfinite(value))
        throw Error("The " + std::string(name) + " of the iALS model is not a finite number above 0.");
    return value;
}

} // namespace

IalsModel::IalsModel(std::vector<double> users, Factors items, BinaryMatrix<User, Item> likes,
                     const IalsWeights& weights)
    : m_users(std::move(users)),
      m_items(std::move(items)),
      m_likes(std::move(likes)),
      m_weights(weights),
      m_longestItem(longestRow(m_items))
{
    if (m_users.size() != m_likes.rowCount() * m_items.paddedDimension() || m_items.rowCount() != m_likes.columnCount())
        throw Error("The users, items and likes of an iALS model do not fit each other.");
}

IalsModel IalsModel::fromTensors(const TensorFile& file)
{
    Factors items = unpackFactors(file.tensor("items"));
    BinaryMatrix<User, Item> likes = readLikes(file, items.rowCount(), "iALS");
    const auto dimension = static_cast<std::size_t>(items.dimension());
    const std::vector<double> packed =
        doubles(file.tensor("users"), {static_cast<std::int64_t>(likes.rowCount()), items.dimension()});
    if (!items.isFinite() || !std::ranges::all_of(packed, [](double value) { return std::isfinite(value); }))
        throw Error("A vector of the iALS model is not finite.");
    std::vector<double> users(likes.rowCount() * items.paddedDimension(), 0);
    for (std::size_t user = 0; user < likes.rowCount(); ++user)
        std::copy_n(&packed[user * dimension], dimension, &users[user * items.paddedDimension()]);
    return {std::move(users), std::move(items), std::move(likes),
            IalsWeights{readWeight(file, "alpha"), readWeight(file, "l2")}};
}

TensorFile IalsModel::tensors() const
{
    const auto dimension = static_cast<std::size_t>(m_items.dimension());
    std::vector<double> users(m_likes.rowCount() * dimension);
    for (std::size_t user = 0; user < m_likes.rowCount(); ++user)
        std::copy_n(&m_users[user * m_items.paddedDimension()], dimension, &users[user * dimension]);
    return {{{"model", std::string(IalsOptions::model)}},
            tensorList(makeTensor("users", {static_cast<std::int64_t>(m_likes.rowCount()), m_items.dimension()},
                                  std::span<const double>(users)),
                       packFactors("items", m_items), packLikeOffsets(m_likes), packLikeItems(m_likes),
                       makeTensor("alpha", {}, std::span<const double>(&m_weights.alpha, 1)),
                       makeTensor("l2", {}, std::span<const double>(&m_weights.l2, 1)))};
}

std::span<const Item> IalsModel::likesOf(const Query& query) const
{
    if (const auto* profile = std::get_if<Profile>(&query))
        return profile->likes;
    return m_likes.row(requireUser(query, "iALS"));
}

bool IalsModel::knows(const Query& query) const
{
    return formOf(query) != QueryForm::Sequence && !likesOf(query).empty();
}

void IalsModel::score(const Query& query, std::span<const Item> items, std::span<float> scores) const
{
    if (const auto* user = std::get_if<User>(&query))
        scoreOf(userRow(*user), items, scores);
    else
        scoreOf(vectorOf(likesOf(query)), items, scores);
}

void IalsModel::scoreOf(std::span<const double> vector, std::span<const Item> items, std::span<float> scores) const
{
    for (std::size_t i = 0; i < items.size(); ++i)
        scores[i] = static_cast<float>(productOf(vector, m_items.row(index(items[i]))));
}

IalsSystem IalsModel::systemOf(std::span<const Item> likes) const
{
    const std::size_t padded = m_items.paddedDimension();
    std::call_once(m_gram->made, [&] {
        const auto all = [&](std::size_t first, std::size_t count, double* rows) {
            std::copy_n(m_items.row(first), count * padded, rows);
        };
        m_gram->values = ialsGram(m_items.rowCount(), padded, all, Workers(1), {});
    });
    IalsSystem system(padded);
    const auto liked = [&](std::size_t first, std::size_t count, double* rows) {
        for (std::size_t k = 0; k < count; ++k)
            std::copy_n(m_items.row(index(likes[first + k])), padded, rows + k * padded);
    };
    system.set(m_gram->values, m_items.rowCount(), likes.size(), liked, m_weights);
    return system;
}

std::vector<double> IalsModel::vectorOf(std::span<const Item> likes) const
{
    std::vector<double> vector(m_items.paddedDimension(), 0);
    if (!likes.empty())
        systemOf(likes).solution(vector.data());
    return vector;
}

std::optional<Ledger> IalsModel::ledger(const Query& query, Item item) const
{
    Ledger ledger{.isOfLikes = true};
    const std::span<const Item> likes = likesOf(query);
    if (likes.empty())
        return ledger;
    std::vector<double> turned(m_items.paddedDimension());
    std::copy_n(m_items.row(index(item)), turned.size(), turned.data());
    systemOf(likes).solve(turned.data());
    for (const Item like : likes) {
        ledger.likes.push_back({like, (1 + m_weights.alpha) * productOf(turned, m_items.row(index(like)))});
        ledger.score += ledger.likes.back().adds;
    }
    std::ranges::stable_sort(ledger.likes, std::greater(), &LikePart::adds);
    return ledger;
}

std::unique_ptr<const FoldIn> IalsModel::foldIn(User user, std::span<const Item> likes, std::uint64_t) const
{
    if (!knows(user) || likes.empty())
        return nullptr;
    return std::make_unique<const ExactFoldIn>(
        likes, [this](std::span<const Item> left, std::span<const Item> items, std::span<float> scores) {
            scoreOf(vectorOf(left), items, scores);
        });
}

std::optional<double> IalsModel::itemSimilarity(Item one, Item other) const
{
    const std::span<const float> a(m_items.row(index(one)), m_items.paddedDimension());
    const std::span<const float> b(m_items.row(index(other)), m_items.paddedDimension());
    const double lengths = rowLength(a) * rowLength(b);
    return lengths > 0 ? std::inner_product(a.begin(), a.end(), b.begin(), 0.0) / lengths : 0.0;
}

bool IalsModel::scoreRoughly(std::span<const User> users, Item first, std::span<float> scores,
                             std::span<float> errors) const
{
    if (users.empty())
        return true;
    const std::size_t depth = m_items.paddedDimension();
    std::vector<float> rows;
    rows.reserve(users.size() * depth);
    for (std::size_t u = 0; u < users.size(); ++u) {
        for (const double value : userRow(users[u]))
            rows.push_back(static_cast<float>(value));
        errors[u] = productError(depth, rowLength(std::span(rows).last(depth)) * m_longestItem);
    }
    const std::size_t items = scores.size() / users.size();
    multiplyTransposed({rows.data(), users.size(), depth}, {m_items.row(index(first)), items, m_items.stride()}, depth,
                       scores.data());
    return true;
}

} // namespace tastescope
