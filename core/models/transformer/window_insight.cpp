#include "core/models/transformer/window_insight.h"

#include "core/models/transformer/block_scratch.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace tastescope {

namespace {

constexpr std::size_t insightLanes = 16; // the fewest that attention is kept of

SampleBlock blockOf(std::span<const std::int32_t> window, const std::int32_t& user)
{
    return {.words = window.data(), .users = &user, .count = 1};
}

} // namespace

std::vector<double> wordChances(const TransformerNet& net, std::span<const std::int32_t> window, std::int32_t user)
{
    assert(window.size() == static_cast<std::size_t>(net.shape.context));
    BlockScratch scratch(net.shape, insightLanes, BlockScratch::For::Losses);
    const TransformerKernels& kernels = transformerKernels();
    kernels.read(net, blockOf(window, user), scratch);
    kernels.predict(net, scratch);
    std::vector<double> chances(static_cast<std::size_t>(net.shape.words()));
    for (std::size_t word = 0; word < chances.size(); ++word)
        chances[word] = static_cast<double>(scratch.logits[word * insightLanes]);
    const double top = std::ranges::max(chances);
    for (double& chance : chances)
        chance = std::exp(chance - top);
    const double total = std::accumulate(chances.begin(), chances.end(), 0.0);
    for (double& chance : chances)
        chance /= total;
    return chances;
}

std::vector<float> lastAttention(const TransformerNet& net, std::span<const std::int32_t> window)
{
    BlockScratch scratch(net.shape, insightLanes, BlockScratch::For::Learning); // which keeps every layer's
    transformerKernels().read(net, blockOf(window, -1), scratch);
    const auto context = static_cast<std::size_t>(net.shape.context);
    const std::size_t pairs = context * (context + 1) / 2;
    std::vector<float> attention;
    for (const LayerScratch& layer : scratch.layers)
        for (std::size_t head = 0; head < static_cast<std::size_t>(net.shape.heads); ++head)
            for (std::size_t position = 0; position < context; ++position)
                attention.push_back(layer.shares[(head * pairs + pairs - context + position) * insightLanes]);
    return attention;
}

std::vector<double> leftOutChanges(const TransformerNet& net, std::span<const std::int32_t> window, std::int32_t user,
                                   std::int32_t word)
{
    const double whole = wordChances(net, window, user)[static_cast<std::size_t>(word)];
    std::vector<std::int32_t> without(window.begin(), window.end());
    std::vector<double> changes;
    for (std::int32_t& taken : without) {
        const std::int32_t kept = std::exchange(taken, net.shape.start());
        const double chance = kept == taken ? whole : wordChances(net, without, user)[static_cast<std::size_t>(word)];
        changes.push_back(chance - whole);
        taken = kept;
    }
    return changes;
}

int rankOfWord(std::span<const double> chances, std::int32_t word)
{
    const auto place = static_cast<std::size_t>(word);
    int rank = 1;
    for (std::size_t other = 0; other < chances.size(); ++other)
        rank += chances[other] > chances[place] || (chances[other] == chances[place] && other < place) ? 1 : 0;
    return rank;
}

LookingHabit lookingHabit(std::span<const float> shares)
{
    const auto [least, most] = std::ranges::minmax_element(shares);
    if (shares.back() >= 0.4F)
        return LookingHabit::MostlyTheLast;
    if (*most >= 0.5F)
        return LookingHabit::AtOne;
    if (shares.size() > 3 && shares[0] + shares[1] + shares[2] >= 0.75F)
        return LookingHabit::TheOldestThree;
    return *most - *least < 0.08F ? LookingHabit::Evenly : LookingHabit::NoHabit;
}

} // namespace tastescope
