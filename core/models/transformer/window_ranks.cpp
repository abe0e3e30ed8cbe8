#include "core/models/transformer/window_ranks.h"

#include <algorithm>
#include <cassert>

namespace tastescope {

namespace {

/// Where the scores of a block say that things stand.
class WordPlaces
{
public:
    /// Shapes: scores is words x lanes.
    WordPlaces(const float* scores, std::size_t lanes, std::size_t words)
        : m_scores(scores),
          m_lanes(lanes),
          m_words(words)
    {
    }

    float score(std::size_t word, std::size_t sample) const { return m_scores[word * m_lanes + sample]; }

    /// Whether a word stands before another.
    bool isBefore(std::size_t one, std::size_t other, std::size_t sample) const
    {
        return score(one, sample) > score(other, sample) || (score(one, sample) == score(other, sample) && one < other);
    }

    /// The 0-based place of a word of each sample among all words, as far as it is below `most`; else `most`.
    /// Shapes: words and places have one a sample.
    void find(std::span<const std::int32_t> words, std::size_t most, std::vector<std::size_t>& places) const
    {
        constexpr std::size_t group = 16; // samples that are counted side by side
        places.assign(words.size(), most);
        for (std::size_t first = 0; first < words.size(); first += group) {
            float levels[group];
            std::int32_t greater[group] = {};
            for (std::size_t i = 0; i < group; ++i) {
                const std::size_t sample = std::min(first + i, words.size() - 1);
                levels[i] = score(static_cast<std::size_t>(words[sample]), sample);
            }
            for (std::size_t word = 0; word < m_words; ++word) {
                const float* const scores = m_scores + word * m_lanes + first;
                for (std::size_t i = 0; i < group; ++i)
                    greater[i] += scores[i] > levels[i] ? 1 : 0;
            }
            // Equal scores can only put it further back, so only the few in front are looked at one by one.
            for (std::size_t i = 0; i < group && first + i < words.size(); ++i)
                if (static_cast<std::size_t>(greater[i]) < most)
                    places[first + i] = exactly(static_cast<std::size_t>(words[first + i]), first + i, most);
        }
    }

private:
    std::size_t exactly(std::size_t which, std::size_t sample, std::size_t most) const
    {
        std::size_t place = 0;
        for (std::size_t word = 0; word < m_words && place < most; ++word)
            place += isBefore(word, which, sample) ? 1 : 0;
        return place;
    }

    const float* m_scores;
    std::size_t m_lanes;
    std::size_t m_words;
};

/// Where the block's results begin.
struct BlockResults
{
    std::int16_t* places;
    std::uint64_t* repeated;
};

void rankBlock(const WordPlaces& places, const SampleBlock& block, std::size_t context, std::size_t longest,
               BlockResults results)
{
    std::vector<std::size_t> found;
    places.find({block.targets, block.count}, longest + context, found);
    for (std::size_t sample = 0; sample < block.count; ++sample) {
        const std::int32_t* const window = block.words + sample * context;
        std::size_t place = found[sample];
        for (std::size_t p = 0; p < context; ++p)
            if (std::find(window, window + p, window[p]) == window + p)
                place -= places.isBefore(static_cast<std::size_t>(window[p]),
                                         static_cast<std::size_t>(block.targets[sample]), sample)
                             ? 1
                             : 0;
        const bool isIn = found[sample] < longest + context && place < longest;
        results.places[sample] = static_cast<std::int16_t>(isIn ? static_cast<int>(place) : -1);
    }
    std::vector<std::int32_t> words(block.count);
    for (std::size_t p = 0; p < context; ++p) {
        for (std::size_t sample = 0; sample < block.count; ++sample)
            words[sample] = block.words[sample * context + p];
        places.find(words, longest, found);
        for (std::size_t sample = 0; sample < block.count; ++sample)
            if (found[sample] < longest) // the same word again sets the same bit
                results.repeated[sample] |= std::uint64_t{1} << found[sample];
    }
}

} // namespace

WindowResults rankWindows(WindowScorer& scorer, const TransformerShape& shape, const WindowBatch& windows, int longest,
                          Workers workers, const JobContext& job)
{
    assert(longest >= 1 && longest <= longestWindowList);
    const auto context = static_cast<std::size_t>(shape.context);
    const std::size_t lanes = scorer.lanes();
    WindowResults results{longest, std::vector<std::int16_t>(windows.size()),
                          std::vector<std::uint64_t>(windows.size()), std::vector<float>(windows.size())};
    std::atomic<bool> haveLosses = true;
    const auto measure = [&](std::int64_t b, int worker) {
        const std::size_t first = static_cast<std::size_t>(b) * lanes;
        const SampleBlock block{.words = windows.words.data() + first * context,
                                .users = windows.users.data() + first,
                                .targets = windows.targets.data() + first,
                                .count = std::min(lanes, windows.size() - first)};
        const WordPlaces places(scorer.score(block, worker), lanes, static_cast<std::size_t>(shape.words()));
        rankBlock(places, block, context, static_cast<std::size_t>(longest),
                  {results.places.data() + first, results.repeated.data() + first});
        if (!scorer.losses(block, worker, std::span(results.losses).subspan(first, block.count)))
            haveLosses = false;
    };
    parallelFor(static_cast<std::int64_t>((windows.size() + lanes - 1) / lanes), workers, job, measure, 4);
    if (!haveLosses)
        results.losses.clear();
    return results;
}

} // namespace tastescope
