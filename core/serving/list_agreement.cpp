#include "core/serving/list_agreement.h"

#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/base/parallel.h"
#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace tastescope {

namespace {

constexpr std::uint64_t sampleStream = 0x6C697374; // "list"

std::vector<User> sampled(std::span<const User> users, const AgreementOptions& options)
{
    std::vector<User> chosen(users.begin(), users.end());
    std::ranges::sort(chosen);
    if (chosen.size() <= options.users)
        return chosen;
    Random random(options.seed, {sampleStream});
    random.shuffle(std::span(chosen));
    chosen.resize(options.users);
    std::ranges::sort(chosen);
    return chosen;
}

std::vector<Item> itemsOf(const Ranked& ranked)
{
    std::vector<Item> items;
    for (const Ranked::Entry& entry : ranked.entries)
        items.push_back(entry.item);
    return items;
}

double median(std::vector<double>& values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    if (values.size() % 2 == 1)
        return *middle;
    return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

} // namespace

int overlapAt(std::span<const Item> a, std::span<const Item> b, int k)
{
    const auto most = static_cast<std::size_t>(std::max(0, k));
    const auto first = a.first(std::min(most, a.size()));
    const auto second = b.first(std::min(most, b.size()));
    return static_cast<int>(
        std::ranges::count_if(first, [&](Item item) { return std::ranges::find(second, item) != second.end(); }));
}

double rankBiasedOverlap(std::span<const Item> a, std::span<const Item> b, double p)
{
    if (!(p > 0 && p < 1))
        throw Error("The persistence of the rank-biased overlap is " + shortestText(p)
                    + ", expected a number between 0 and 1.");
    if (a.size() > b.size())
        std::swap(a, b);
    const std::size_t s = a.size();
    const std::size_t l = b.size();
    if (s == 0)
        return l == 0 ? 1 : 0;

    std::set<Item> seenInA;
    std::set<Item> seenInB;
    double overlap = 0;      // X_d
    double shortOverlap = 0; // X_s
    double power = 1;        // p^d
    double sum = 0;
    for (std::size_t d = 1; d <= l; ++d) {
        power *= p;
        const auto depth = static_cast<double>(d);
        if (d <= s) {
            seenInA.insert(a[d - 1]);
            overlap += a[d - 1] != b[d - 1] && seenInB.contains(a[d - 1]) ? 1 : 0;
        }
        seenInB.insert(b[d - 1]);
        overlap += seenInA.contains(b[d - 1]) ? 1 : 0;
        if (d == s)
            shortOverlap = overlap;
        sum += overlap / depth * power;
        if (d > s)
            sum += shortOverlap * static_cast<double>(d - s) / (static_cast<double>(s) * depth) * power;
    }
    const double beyond = (overlap - shortOverlap) / static_cast<double>(l) + shortOverlap / static_cast<double>(s);
    return std::clamp((1 - p) / p * sum + beyond * power, 0.0, 1.0);
}

ListAgreement compareLists(const Serving& a, const Serving& b, std::span<const User> users,
                           const AgreementOptions& options, const JobContext& job)
{
    if (options.lists.top < 1)
        throw Error("The length of the lists is " + std::to_string(options.lists.top) + ", expected at least 1.");
    const std::vector<User> chosen = sampled(users, options);
    const auto top = static_cast<std::size_t>(options.lists.top);

    struct Row
    {
        bool served = false;
        double rbo = 1;
        std::array<std::vector<double>, 2> popularity;
        std::array<std::vector<Item>, 2> items;
    };
    std::vector<Row> rows(chosen.size());
    parallelFor(
        static_cast<std::int64_t>(chosen.size()), Workers(options.lists.threads), job,
        [&](std::int64_t row, int) {
            const auto i = static_cast<std::size_t>(row);
            const Ranked first = rankItems(a, chosen[i], options.lists, top);
            const Ranked second = rankItems(b, chosen[i], options.lists, top);
            if (first.isFallback || second.isFallback)
                return;
            rows[i].served = true;
            rows[i].items = {itemsOf(first), itemsOf(second)};
            rows[i].rbo = rankBiasedOverlap(rows[i].items[0], rows[i].items[1], options.persistence);
            for (const auto& [list, place] : {std::pair(&first, 0U), std::pair(&second, 1U)})
                for (const Ranked::Entry& entry : list->entries)
                    rows[i].popularity[place].push_back(a.facts->popularity(entry.item));
        },
        16);

    ListAgreement agreement;
    agreement.isSample = chosen.size() < users.size();
    std::array<std::vector<double>, 2> popularity;
    std::array<std::vector<std::vector<Item>>, 2> lists;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].served)
            continue;
        agreement.users.push_back({chosen[i], rows[i].rbo});
        agreement.meanRbo += rows[i].rbo;
        for (std::size_t side = 0; side < 2; ++side) {
            popularity[side].insert(popularity[side].end(), rows[i].popularity[side].begin(),
                                    rows[i].popularity[side].end());
            lists[side].push_back(std::move(rows[i].items[side]));
        }
    }
    if (!agreement.users.empty())
        agreement.meanRbo /= static_cast<double>(agreement.users.size());
    agreement.medianPopularity = {median(popularity[0]), median(popularity[1])};
    for (std::size_t side = 0; side < 2; ++side)
        agreement.spread[side] = spreadOf(lists[side], a.dataset->itemCount(), options.lists.top);
    agreement.moreAlike = samenessLess(agreement.spread[0], agreement.spread[1]);
    std::ranges::stable_sort(agreement.users, {}, &UserAgreement::rbo);
    return agreement;
}

} // namespace tastescope
