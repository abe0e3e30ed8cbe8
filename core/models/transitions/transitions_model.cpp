#include "core/models/transitions/transitions_model.h"

#include "core/base/error.h"
#include "core/models/packed_lists.h"
#include "core/models/transitions/transitions_options.h"

#include <algorithm>

namespace tastescope {

namespace {

constexpr std::string_view transitionsTitle = "Transitions";

/// By item, ascending, none twice, none follows itself, shares in (0, 1].
bool areFollowers(std::span<const std::int64_t> offsets, std::span<const Follower> followers)
{
    std::vector<Item> ids;
    ids.reserve(followers.size());
    for (const Follower& follower : followers)
        ids.push_back(follower.item);
    const std::size_t items = offsets.empty() ? 0 : offsets.size() - 1;
    if (offsets.empty() || !BinaryMatrix<Item, Item>::isValid(items, offsets, ids))
        return false;
    for (std::size_t before = 0; before < items; ++before)
        for (auto f = offsets[before]; f < offsets[before + 1]; ++f) {
            const Follower& follower = followers[static_cast<std::size_t>(f)];
            if (index(follower.item) == before || !(follower.share > 0 && follower.share <= 1))
                return false;
        }
    return true;
}

} // namespace

TransitionsModel::TransitionsModel(std::vector<std::int64_t> offsets, std::vector<Follower> followers, LastEvents last)
    : m_offsets(std::move(offsets)),
      m_followers(std::move(followers)),
      m_last(std::move(last))
{
}

TransitionsModel TransitionsModel::fromTensors(const TensorFile& file)
{
    std::vector<std::int64_t> offsets = readOffsets(file, "follower_offsets");
    const std::vector<Item> items = readIds<Item>(file.tensor("followers"));
    const std::vector<float> shares = floats(file.tensor("shares"), {static_cast<std::int64_t>(items.size())});
    std::vector<Follower> followers;
    followers.reserve(items.size());
    for (std::size_t f = 0; f < items.size(); ++f)
        followers.push_back({items[f], shares[f]});
    if (!areFollowers(offsets, followers))
        throw Error("What follows what in the transitions model is not lists of items with shares.");
    LastEvents last = LastEvents::fromTensors(file, offsets.size() - 1);
    return {std::move(offsets), std::move(followers), std::move(last)};
}

TensorFile TransitionsModel::tensors() const
{
    TensorFile file{
        {{"model", std::string(TransitionsOptions::model)}},
        tensorList(packOffsets("follower_offsets", m_offsets),
                   packList("followers", m_followers, [](const Follower& follower) { return number(follower.item); }),
                   packList("shares", m_followers, [](const Follower& follower) { return follower.share; }))};
    std::ranges::move(m_last.tensors(), std::back_inserter(file.tensors));
    return file;
}

std::span<const Follower> TransitionsModel::followers(Item item) const
{
    const auto begin = static_cast<std::size_t>(m_offsets[index(item)]);
    return std::span(m_followers).subspan(begin, static_cast<std::size_t>(m_offsets[index(item) + 1]) - begin);
}

double TransitionsModel::share(Item before, Item item) const
{
    const auto row = followers(before);
    const auto found = std::ranges::lower_bound(row, item, std::less(), &Follower::item);
    return found != row.end() && found->item == item ? static_cast<double>(found->share) : 0;
}

void TransitionsModel::score(const Query& query, std::span<const Item> items, std::span<float> scores) const
{
    const auto last = m_last.of(query, transitionsTitle);
    // Item by item where few are asked for, else all that follows is added up; both add in the same order.
    if (items.size() < itemCount() / 16) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            double sum = 0;
            for (std::size_t d = 1; d <= last.size(); ++d)
                sum += share(last[last.size() - d], items[i]) / static_cast<double>(d);
            scores[i] = static_cast<float>(sum);
        }
        return;
    }
    std::vector<double> sums(itemCount(), 0);
    for (std::size_t d = 1; d <= last.size(); ++d)
        for (const Follower& follower : followers(last[last.size() - d]))
            sums[index(follower.item)] += static_cast<double>(follower.share) / static_cast<double>(d);
    for (std::size_t i = 0; i < items.size(); ++i)
        scores[i] = static_cast<float>(sums[index(items[i])]);
}

bool TransitionsModel::knows(const Query& query) const
{
    return formOf(query) != QueryForm::Profile
           && std::ranges::any_of(m_last.of(query, transitionsTitle),
                                  [this](Item item) { return !followers(item).empty(); });
}

std::optional<Ledger> TransitionsModel::ledger(const Query& query, Item item) const
{
    Ledger ledger{.isOfLikes = true};
    const auto last = m_last.of(query, transitionsTitle);
    for (std::size_t d = 1; d <= last.size(); ++d) {
        const Item before = last[last.size() - d];
        const double adds = share(before, item) / static_cast<double>(d);
        if (adds == 0)
            continue;
        ledger.score += adds;
        const auto same = std::ranges::find(ledger.likes, before, &LikePart::like);
        if (same == ledger.likes.end())
            ledger.likes.push_back({before, adds});
        else
            same->adds += adds;
    }
    std::ranges::stable_sort(ledger.likes, std::greater(), &LikePart::adds);
    return ledger;
}

} // namespace tastescope
