#include "core/models/transformer/transformer_trainer.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tastescope {

namespace {

constexpr std::size_t mostParts = 8; // of a batch; never depends on the threads, since sums are cut by it
constexpr std::size_t tile = 4096;   // floats that are added and stepped at a time

/// What a tensor of the published names starts with.
struct Start
{
    enum class Kind { Uniform, Normal, Ones, Zeros } kind = Kind::Zeros;
    double reach = 0;
};

Start startOf(const NamedWeights& named, const TransformerShape& shape)
{
    const auto has = [&](const char* part) { return named.name.find(part) != std::string::npos; };
    const bool isBias = named.name.ends_with("bias");
    if (has("layer_norm"))
        return {isBias ? Start::Kind::Zeros : Start::Kind::Ones, 0};
    if (has("positional") && !shape.tied) // else places would drown the words, which have to say what comes next
        return {Start::Kind::Normal, 1};
    if (has("mlp.fc2"))
        return {Start::Kind::Uniform, 1 / std::sqrt(shape.inner())};
    if (has("layers."))
        if (!has("fc_layers."))
            return {Start::Kind::Uniform, 1 / std::sqrt(shape.dimension)};
    return isBias ? Start{} : Start{Start::Kind::Uniform, 0.1};
}

/// The gradients of a table's rows, of which each sample has one: sums in the order of the samples.
class RowSums
{
public:
    /// rows: of the table, by sample. Shapes: each is samples x stride, to is count x stride.
    RowSums(std::span<const std::int32_t> rows, std::size_t count, std::size_t stride, const FloatLines& each,
            float* to)
        : m_count(count),
          m_stride(stride),
          m_each(each.data()),
          m_to(to),
          m_offsets(count + 1, 0),
          m_order(rows.size())
    {
        for (const std::int32_t row : rows) // a counting sort
            ++m_offsets[static_cast<std::size_t>(row) + 1];
        std::partial_sum(m_offsets.begin(), m_offsets.end(), m_offsets.begin());
        std::vector<std::size_t> next(m_offsets.begin(), m_offsets.end() - 1);
        for (std::size_t i = 0; i < rows.size(); ++i)
            m_order[next[static_cast<std::size_t>(rows[i])]++] = i;
    }

    std::size_t pieces() const { return (m_count + rowsOfAPiece - 1) / rowsOfAPiece; }

    void add(std::size_t piece) const
    {
        for (std::size_t row = piece * rowsOfAPiece; row < std::min(m_count, (piece + 1) * rowsOfAPiece); ++row) {
            float* const to = m_to + row * m_stride;
            std::fill_n(to, m_stride, 0.0F);
            for (std::size_t k = m_offsets[row]; k < m_offsets[row + 1]; ++k) {
                const float* const from = m_each + m_order[k] * m_stride;
                for (std::size_t i = 0; i < m_stride; ++i)
                    to[i] += from[i];
            }
        }
    }

private:
    static constexpr std::size_t rowsOfAPiece = 64;

    std::size_t m_count;
    std::size_t m_stride;
    const float* m_each;
    float* m_to;
    std::vector<std::size_t> m_offsets; ///< by row of the table, into m_order
    std::vector<std::size_t> m_order;   ///< samples
};

} // namespace

TransformerState startTransformer(const TransformerShape& shape, const WeightLayout& layout, std::uint64_t seed)
{
    TransformerState state{FloatLines(layout.size()), FloatLines(layout.size()), FloatLines(layout.size())};
    constexpr std::uint64_t startStream = 1;
    for (std::size_t n = 0; n < layout.named().size(); ++n) {
        const NamedWeights& named = layout.named()[n];
        const Start start = startOf(named, shape);
        Random random(seed, {startStream, n});
        std::vector<float> values = packWeights(named, {state.weights.data(), layout.size()});
        for (float& value : values) {
            if (start.kind == Start::Kind::Ones)
                value = 1;
            if (start.kind == Start::Kind::Normal)
                value = static_cast<float>(random.normal());
            if (start.kind == Start::Kind::Uniform)
                value = static_cast<float>((2 * random.uniform() - 1) * start.reach);
        }
        unpackWeights(named, values, {state.weights.data(), layout.size()});
    }
    return state;
}

TransformerTrainer::TransformerTrainer(const TransformerShape& shape, const WeightLayout& layout, Workers workers,
                                       CpuLevel level)
    : m_shape(shape),
      m_layout(layout),
      m_workers(workers),
      m_kernels(transformerKernels(level)),
      m_gradient(layout.size())
{
    m_scratch.reserve(static_cast<std::size_t>(workers.count()));
    for (int worker = 0; worker < workers.count(); ++worker)
        m_scratch.emplace_back(shape, lanesFor(shape), BlockScratch::For::Learning);
}

std::int64_t TransformerTrainer::bytes(const TransformerShape& shape, const WeightLayout& layout, int workers,
                                       int batch)
{
    const std::size_t lanes = lanesFor(shape);
    const std::size_t samples = static_cast<std::size_t>(batch);
    const std::size_t parts = std::min(mostParts, (samples + lanes - 1) / lanes);
    const std::size_t rows =
        shape.tied ? 0
                   : samples * (static_cast<std::size_t>(shape.context) * layout.wordStride() + layout.userStride());
    const std::size_t scratch = BlockScratch::floats(shape, lanes, BlockScratch::For::Learning);
    return static_cast<std::int64_t>(
        4 * (layout.size() + parts * layout.denseSize() + rows + static_cast<std::size_t>(workers) * scratch));
}

SampleBlock TransformerTrainer::blockAt(const WindowBatch& batch, std::size_t first, std::size_t end) const
{
    return {.words = batch.words.data() + first * static_cast<std::size_t>(m_shape.context),
            .users = m_shape.userDimension > 0 ? batch.users.data() + first : nullptr,
            .targets = batch.targets.data() + first,
            .count = std::min(lanesFor(m_shape), end - first),
            .first = first};
}

double TransformerTrainer::learn(const TransformerState& state, const WindowBatch& batch, BlockGoal goal,
                                 const JobContext& job)
{
    const std::size_t lanes = lanesFor(m_shape);
    const std::size_t blocks = (batch.size() + lanes - 1) / lanes;
    const std::size_t parts = std::min(mostParts, blocks);
    const std::size_t samplesOfWords = batch.size() * static_cast<std::size_t>(m_shape.context);
    goal.share = 1.0F / static_cast<float>(std::max<std::size_t>(1, batch.targetCount()));
    while (m_parts.size() < parts)
        m_parts.emplace_back(m_layout.denseSize());
    if (!m_shape.tied && m_wordRows.size() < samplesOfWords * m_layout.wordStride())
        m_wordRows = FloatLines(samplesOfWords * m_layout.wordStride());
    if (m_userRows.size() < batch.size() * m_layout.userStride())
        m_userRows = FloatLines(batch.size() * m_layout.userStride());

    std::vector<double> losses(parts, 0);
    const TransformerNet net{m_shape, m_layout, state.weights.data()};
    const auto goThrough = [&](std::int64_t p, int worker) {
        const auto part = static_cast<std::size_t>(p);
        FloatLines& dense = m_parts[part];
        std::fill_n(dense.data(), dense.size(), 0.0F);
        for (std::size_t block = blocks * part / parts; block < blocks * (part + 1) / parts; ++block) {
            SampleBlock samples = blockAt(batch, block * lanes, batch.size());
            if (m_shape.tied)
                samples.targets = batch.targets.data() + samples.first * static_cast<std::size_t>(m_shape.context);
            const std::size_t row = samples.first * static_cast<std::size_t>(m_shape.context);
            losses[part] += m_kernels.learn(net, samples, goal, m_scratch[static_cast<std::size_t>(worker)],
                                            {.dense = dense.data(),
                                             .words = m_wordRows.data() + row * m_layout.wordStride(),
                                             .users = m_userRows.data() + samples.first * m_layout.userStride()});
        }
    };
    parallelFor(static_cast<std::int64_t>(parts), m_workers, job, goThrough, 1);
    addUp(parts, batch, job);
    return std::accumulate(losses.begin(), losses.end(), 0.0);
}

void TransformerTrainer::addUp(std::size_t parts, const WindowBatch& batch, const JobContext& job)
{
    // One region for all three kinds of sums: waiting for each other is what several threads lose most by.
    std::vector<RowSums> rows;
    if (!m_shape.tied) // else its words are in the parts, and it knows no users
        rows.emplace_back(batch.words, static_cast<std::size_t>(m_shape.words()), m_layout.wordStride(), m_wordRows,
                          m_gradient.data() + m_layout.words);
    if (m_shape.userDimension > 0)
        rows.emplace_back(batch.users, static_cast<std::size_t>(m_shape.users), m_layout.userStride(), m_userRows,
                          m_gradient.data() + m_layout.users);
    const std::size_t tiles = (m_layout.denseSize() + tile - 1) / tile;
    std::size_t pieces = tiles;
    for (const RowSums& sums : rows)
        pieces += sums.pieces();
    const auto add = [&](std::int64_t i, int) {
        auto piece = static_cast<std::size_t>(i);
        if (piece < tiles)
            return addTile(parts, piece * tile);
        piece -= tiles;
        for (const RowSums& sums : rows) {
            if (piece < sums.pieces())
                return sums.add(piece);
            piece -= sums.pieces();
        }
    };
    parallelFor(static_cast<std::int64_t>(pieces), m_workers, job, add, 4);
}

void TransformerTrainer::addTile(std::size_t parts, std::size_t begin)
{
    const std::size_t count = std::min(tile, m_layout.denseSize() - begin);
    float* const to = m_gradient.data() + begin;
    std::copy_n(m_parts[0].data() + begin, count, to);
    for (std::size_t part = 1; part < parts; ++part) {
        const float* const from = m_parts[part].data() + begin;
        for (std::size_t i = 0; i < count; ++i)
            to[i] += from[i];
    }
}

void TransformerTrainer::step(TransformerState& state, double rate) const
{
    const auto t = static_cast<double>(++state.steps);
    const AdamStep adam{.rate = static_cast<float>(rate / (1 - std::pow(0.9, t))),
                        .unbiased = static_cast<float>(1 / std::sqrt(1 - std::pow(0.999, t)))};
    const std::size_t size = m_layout.size();
    const auto stepTile = [&](std::int64_t i, int) {
        const std::size_t begin = static_cast<std::size_t>(i) * tile;
        m_kernels.adam(state.weights.data() + begin, state.first.data() + begin, state.second.data() + begin,
                       m_gradient.data() + begin, std::min(tile, size - begin), adam);
    };
    parallelFor(static_cast<std::int64_t>((size + tile - 1) / tile), m_workers, {}, stepTile, 4);
}

double TransformerTrainer::loss(const TransformerState& state, const WindowBatch& batch, const JobContext& job)
{
    const std::size_t lanes = lanesFor(m_shape);
    const std::size_t blocks = (batch.size() + lanes - 1) / lanes;
    std::vector<double> losses(blocks, 0);
    const TransformerNet net{m_shape, m_layout, state.weights.data()};
    const auto goThrough = [&](std::int64_t block, int worker) {
        losses[static_cast<std::size_t>(block)] =
            m_kernels.loss(net, blockAt(batch, static_cast<std::size_t>(block) * lanes, batch.size()),
                           m_scratch[static_cast<std::size_t>(worker)]);
    };
    parallelFor(static_cast<std::int64_t>(blocks), m_workers, job, goThrough, 1);
    return std::accumulate(losses.begin(), losses.end(), 0.0);
}

} // namespace tastescope
