#include "core/models/like_sum_model.h"

#include "core/base/error.h"
#include "core/models/exact_fold_in.h"

#include <algorithm>
#include <cmath>

namespace tastescope {

std::span<const Item> LikeSumModel::likesOf(const Query& query) const
{
    if (const auto* profile = std::get_if<Profile>(&query))
        return profile->likes;
    if (const auto* user = std::get_if<User>(&query))
        return m_likes.row(*user);
    throw Error("This model adds up what somebody likes: it can't go on with a sequence.");
}

bool LikeSumModel::knows(const Query& query) const
{
    return formOf(query) != QueryForm::Sequence
           && std::ranges::any_of(likesOf(query), [this](Item like) { return cost(like).entries > 0; });
}

void LikeSumModel::score(const Query& query, std::span<const Item> items, std::span<float> scores) const
{
    scoreOf(likesOf(query), items, scores);
}

void LikeSumModel::scoreOf(std::span<const Item> likes, std::span<const Item> items, std::span<float> scores) const
{
    std::size_t entries = 0;
    std::size_t steps = 0;
    for (const Item like : likes) {
        const RowCost one = cost(like);
        entries += one.entries;
        steps += one.steps;
    }
    if (items.size() * steps < entries + itemCount() / 4) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            double sum = 0;
            for (const Item like : likes)
                sum += weight(like, items[i]);
            scores[i] = static_cast<float>(sum);
        }
        return;
    }
    std::vector<double> sums(itemCount(), 0);
    for (const Item like : likes)
        addRow(like, sums);
    for (std::size_t i = 0; i < items.size(); ++i)
        scores[i] = static_cast<float>(sums[index(items[i])]);
}

std::optional<Ledger> LikeSumModel::ledger(const Query& query, Item item) const
{
    Ledger ledger{.isOfLikes = true};
    for (const Item like : likesOf(query)) {
        const double adds = weight(like, item);
        ledger.score += adds;
        if (adds != 0)
            ledger.likes.push_back({like, adds});
    }
    std::ranges::stable_sort(ledger.likes, std::greater(), &LikePart::adds);
    return ledger;
}

std::unique_ptr<const FoldIn> LikeSumModel::foldIn(User user, std::span<const Item> likes, std::uint64_t) const
{
    if (!knows(user) || likes.empty())
        return nullptr;
    return std::make_unique<const ExactFoldIn>(likes,
                                               [this](std::span<const Item> left, std::span<const Item> items,
                                                      std::span<float> scores) { scoreOf(left, items, scores); });
}

} // namespace tastescope
