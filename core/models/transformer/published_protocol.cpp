#include "core/models/transformer/published_protocol.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tastescope {

namespace {

/// Where the logits of a block say that things stand.
class Places
{
public:
    Places(const BlockScratch& scratch, const TransformerShape& shape)
        : m_scratch(scratch),
          m_words(static_cast<std::size_t>(shape.words()))
    {
    }

    float logit(std::size_t word, std::size_t sample) const
    {
        return m_scratch.logits[word * m_scratch.lanes + sample];
    }

    /// Whether a word stands before another.
    bool isBefore(std::size_t one, std::size_t other, std::size_t sample) const
    {
        return logit(one, sample) > logit(other, sample) || (logit(one, sample) == logit(other, sample) && one < other);
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
                levels[i] = logit(static_cast<std::size_t>(words[sample]), sample);
            }
            for (std::size_t word = 0; word < m_words; ++word) {
                const float* const logits = m_scratch.logits + word * m_scratch.lanes + first;
                for (std::size_t i = 0; i < group; ++i)
                    greater[i] += logits[i] > levels[i] ? 1 : 0;
            }
            // Equal logits can only put it further back, so only the few in front are looked at one by one.
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

    const BlockScratch& m_scratch;
    std::size_t m_words;
};

/// Adds what a block shows to sums.
void addBlock(const TransformerNet& net, const SampleBlock& block, const BlockScratch& scratch,
              std::span<PublishedFigures> sums)
{
    const auto context = static_cast<std::size_t>(net.shape.context);
    const auto longest = static_cast<std::size_t>(std::ranges::max(sums, {}, &PublishedFigures::length).length);
    const Places places(scratch, net.shape);
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
        for (PublishedFigures& sum : sums)
            if (found[sample] < longest + context && place < static_cast<std::size_t>(sum.length)) {
                sum.mrr += 1 / static_cast<double>(place + 1);
                sum.hit += 1;
                sum.ndcg += 1 / std::log2(static_cast<double>(place + 2));
            }
    }
    std::vector<std::int32_t> words(block.count);
    for (std::size_t p = 0; p < context; ++p) {
        for (std::size_t sample = 0; sample < block.count; ++sample)
            words[sample] = block.words[sample * context + p];
        places.find(words, longest, found);
        for (std::size_t sample = 0; sample < block.count; ++sample) {
            const std::int32_t* const window = block.words + sample * context;
            if (std::find(window, window + p, window[p]) != window + p)
                continue; // counted at its first place
            for (PublishedFigures& sum : sums)
                sum.duplicates += found[sample] < static_cast<std::size_t>(sum.length) ? 1.0 / sum.length : 0;
        }
    }
}

} // namespace

WindowBatch publishedWindows(std::span<const std::vector<std::int32_t>> words, const TransformerShape& shape)
{
    const auto context = static_cast<std::size_t>(shape.context);
    WindowBatch batch;
    for (std::size_t user = 0; user < words.size(); ++user) {
        std::vector<std::int32_t> row{shape.start()};
        row.insert(row.end(), words[user].begin(), words[user].end());
        row.push_back(shape.end());
        for (std::size_t target = context; target < row.size(); ++target) {
            const auto begin = row.begin() + static_cast<std::ptrdiff_t>(target - context);
            batch.words.insert(batch.words.end(), begin, begin + static_cast<std::ptrdiff_t>(context));
            batch.users.push_back(static_cast<std::int32_t>(user));
            batch.targets.push_back(row[target]);
        }
    }
    return batch;
}

PublishedMeasure measureAsPublished(const TransformerNet& net, const WindowBatch& windows, std::span<const int> lengths,
                                    Workers workers, const JobContext& job)
{
    const TransformerKernels& kernels = transformerKernels();
    const std::size_t lanes = lanesFor(net.shape);
    const std::size_t blocks = (windows.size() + lanes - 1) / lanes;
    std::vector<BlockScratch> scratch;
    scratch.reserve(static_cast<std::size_t>(workers.count()));
    for (int worker = 0; worker < workers.count(); ++worker)
        scratch.emplace_back(net.shape, lanes, BlockScratch::For::Losses);
    std::vector<PublishedFigures> none;
    for (const int length : lengths)
        none.push_back({.length = length});
    std::vector<std::vector<PublishedFigures>> sums(blocks, none);
    std::vector<double> losses(blocks, 0);
    const auto measure = [&](std::int64_t b, int worker) {
        const auto number = static_cast<std::size_t>(b);
        const std::size_t first = number * lanes;
        const SampleBlock block{.words = windows.words.data() + first * static_cast<std::size_t>(net.shape.context),
                                .users = windows.users.data() + first,
                                .targets = windows.targets.data() + first,
                                .count = std::min(lanes, windows.size() - first)};
        BlockScratch& mine = scratch[static_cast<std::size_t>(worker)];
        kernels.read(net, block, mine);
        kernels.predict(net, mine);
        addBlock(net, block, mine, sums[number]);
        losses[number] = kernels.loss(net, block, mine);
    };
    parallelFor(static_cast<std::int64_t>(blocks), workers, job, measure, 4);
    const auto count = static_cast<double>(windows.size());
    PublishedMeasure result{static_cast<std::int64_t>(windows.size()),
                            std::accumulate(losses.begin(), losses.end(), 0.0) / count, none};
    for (std::size_t n = 0; n < none.size(); ++n)
        for (const auto& block : sums) {
            result.figures[n].mrr += block[n].mrr / count;
            result.figures[n].hit += block[n].hit / count;
            result.figures[n].ndcg += block[n].ndcg / count;
            result.figures[n].duplicates += block[n].duplicates / count;
        }
    return result;
}

} // namespace tastescope
