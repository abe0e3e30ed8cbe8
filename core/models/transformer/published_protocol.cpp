#include "core/models/transformer/published_protocol.h"

#include "core/data/dataset.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace tastescope {

namespace {

/// A transformer asked about windows.
class NetScorer final : public WindowScorer
{
public:
    NetScorer(const TransformerNet& net, Workers workers) : m_net(net), m_lanes(lanesFor(net.shape))
    {
        m_scratch.reserve(static_cast<std::size_t>(workers.count()));
        for (int worker = 0; worker < workers.count(); ++worker)
            m_scratch.emplace_back(net.shape, m_lanes, BlockScratch::For::Losses);
    }

    const float* score(const SampleBlock& block, int worker) override
    {
        BlockScratch& scratch = m_scratch[static_cast<std::size_t>(worker)];
        m_kernels.read(m_net, block, scratch);
        m_kernels.predict(m_net, scratch);
        return scratch.logits;
    }

    bool losses(const SampleBlock& block, int worker, std::span<float> losses) override
    {
        BlockScratch& scratch = m_scratch[static_cast<std::size_t>(worker)];
        for (std::size_t sample = 0; sample < block.count; ++sample)
            losses[sample] = scratch.top[sample]
                             - scratch.logits[static_cast<std::size_t>(block.targets[sample]) * m_lanes + sample];
        m_kernels.normalise(m_net, scratch);
        for (std::size_t sample = 0; sample < block.count; ++sample)
            losses[sample] += std::log(scratch.total[sample]);
        return true;
    }

    std::size_t lanes() const override { return m_lanes; }

private:
    const TransformerNet& m_net;
    const TransformerKernels& m_kernels = transformerKernels();
    std::size_t m_lanes;
    std::vector<BlockScratch> m_scratch; ///< one a worker
};

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

WindowBatch windowsOf(const Dataset& dataset, const Vocabulary& vocabulary, const TransformerShape& shape)
{
    std::vector<User> users(dataset.userCount());
    for (const User user : idsUpTo<User>(users.size()))
        users[index(user)] = user;
    std::ranges::sort(users, {}, [&](User user) { return vocabulary.users[index(user)]; });
    std::vector<std::vector<std::int32_t>> words(users.size());
    for (const User user : users)
        for (const Item item : dataset.sequences().items(user))
            words[static_cast<std::size_t>(vocabulary.users[index(user)])].push_back(vocabulary.items[index(item)]);
    return publishedWindows(words, shape);
}

WindowResults rankAsPublished(const TransformerNet& net, const WindowBatch& windows, int longest, Workers workers,
                              const JobContext& job)
{
    NetScorer scorer(net, workers);
    return rankWindows(scorer, net.shape, windows, longest, workers, job);
}

PublishedMeasure measureAsPublished(const TransformerNet& net, const WindowBatch& windows, std::span<const int> lengths,
                                    Workers workers, const JobContext& job)
{
    const WindowResults found = rankAsPublished(net, windows, std::ranges::max(lengths), workers, job);
    const auto count = static_cast<double>(found.size());
    PublishedMeasure result{static_cast<std::int64_t>(found.size()),
                            std::accumulate(found.losses.begin(), found.losses.end(), 0.0) / count,
                            {}};
    for (const int length : lengths) {
        PublishedFigures& figures = result.figures.emplace_back(PublishedFigures{.length = length});
        for (std::size_t w = 0; w < found.size(); ++w) {
            figures.duplicates += windowDuplicates(found, w, length) / count;
            const int place = found.places[w];
            if (place < 0 || place >= length)
                continue;
            figures.mrr += 1 / (place + 1.0) / count;
            figures.hit += 1 / count;
            figures.ndcg += 1 / std::log2(place + 2.0) / count;
        }
    }
    return result;
}

} // namespace tastescope
