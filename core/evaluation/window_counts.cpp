#include "core/evaluation/window_counts.h"

#include <algorithm>
#include <numeric>

namespace tastescope {

WindowCounts::WindowCounts(const WindowCountOptions& options, const TransformerShape& shape, const WindowBatch& windows,
                           std::span<const std::int32_t> counted, Workers workers)
    : m_options{std::min(options.window, shape.context), std::min(options.gaps, shape.context)},
      m_shape(shape),
      m_scores(workers.copiesOf(std::vector<float>(static_cast<std::size_t>(shape.words()) * lanes())))
{
    if (options.window == 0)
        countTargets(windows, counted);
    else
        countPairs(windows, counted);
}

void WindowCounts::countTargets(const WindowBatch& windows, std::span<const std::int32_t> counted)
{
    m_targets.resize(static_cast<std::size_t>(m_shape.words()));
    for (const std::int32_t w : counted)
        m_targets[static_cast<std::size_t>(windows.targets[static_cast<std::size_t>(w)])] += 1;
}

void WindowCounts::countPairs(const WindowBatch& windows, std::span<const std::int32_t> counted)
{
    const auto words = static_cast<std::size_t>(m_shape.words());
    const auto context = static_cast<std::size_t>(m_shape.context);
    const auto gaps = static_cast<std::size_t>(m_options.gaps);
    const auto wordAt = [&](std::int32_t w, std::size_t gap) {
        return static_cast<std::size_t>(windows.words[(static_cast<std::size_t>(w) + 1) * context - gap]);
    };
    // The pairs of each word, in the order of the windows: a counting sort.
    std::vector<std::size_t> first(words + 1, 0);
    for (const std::int32_t w : counted)
        for (std::size_t gap = 1; gap <= gaps; ++gap)
            ++first[wordAt(w, gap) + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<Follower> pairs(first.back());
    std::vector<std::size_t> next(first.begin(), first.end() - 1);
    for (const std::int32_t w : counted)
        for (std::size_t gap = 1; gap <= gaps; ++gap)
            pairs[next[wordAt(w, gap)]++] = {windows.targets[static_cast<std::size_t>(w)],
                                             1.0F / static_cast<float>(gap)};
    std::vector<double> sums(words, 0);
    m_offsets = {0};
    for (std::size_t word = 0; word < words; ++word) {
        double all = 0;
        for (std::size_t p = first[word]; p < first[word + 1]; ++p) {
            sums[static_cast<std::size_t>(pairs[p].word)] += static_cast<double>(pairs[p].share);
            all += static_cast<double>(pairs[p].share);
        }
        for (std::size_t to = 0; to < words; ++to)
            if (sums[to] > 0)
                m_followers.push_back(
                    {static_cast<std::int32_t>(to), static_cast<float>(std::exchange(sums[to], 0) / all)});
        m_offsets.push_back(m_followers.size());
    }
}

const float* WindowCounts::score(const SampleBlock& block, int worker)
{
    std::vector<float>& scores = m_scores[static_cast<std::size_t>(worker)];
    const auto context = static_cast<std::size_t>(m_shape.context);
    std::ranges::fill(scores, 0.0F);
    for (std::size_t sample = 0; sample < block.count; ++sample) {
        for (std::size_t word = 0; word < m_targets.size(); ++word)
            scores[word * lanes() + sample] = m_targets[word];
        for (int d = 1; d <= m_options.window; ++d) {
            const auto word =
                static_cast<std::size_t>(block.words[(sample + 1) * context - static_cast<std::size_t>(d)]);
            for (std::size_t f = m_offsets[word]; f < m_offsets[word + 1]; ++f)
                scores[static_cast<std::size_t>(m_followers[f].word) * lanes() + sample] +=
                    m_followers[f].share / static_cast<float>(d);
        }
    }
    return scores.data();
}

} // namespace tastescope
