// Causal attention forward and backward, for the CPU level that includes this: a part of transformer_<level>.cpp, not a
// header of its own.

#include "core/models/transformer/level_layers.h"

namespace tastescope::TASTESCOPE_LEVEL {

namespace {

/// Sizes of one attention. Rows of qkv: D of queries, D of keys, D of values, head by head.
struct AttentionSizes
{
    std::size_t context;
    std::size_t heads;
    std::size_t headSize;
    std::size_t lanes;

    std::size_t features() const { return heads * headSize; }
    std::size_t columns() const { return context * lanes; }
    std::size_t pairs() const { return context * (context + 1) / 2; } ///< of a position and one it may see
    float scale() const { return 1 / std::sqrt(static_cast<float>(headSize)); }
};

/// shares = softmax over the positions up to its own of query . key / sqrt(headSize); out = sum of dropped shares *
/// value. Shapes: qkv is 3 D x columns, shares and dropped are heads x pairs x lanes, out is D x columns.
inline void attend(const AttentionSizes& sizes, const Draws& draws, std::size_t site, const float* qkv, float* shares,
                   float* dropped, float* out)
{
    const std::size_t columns = sizes.columns();
    for (std::size_t head = 0; head < sizes.heads; ++head)
        for (std::size_t s = 0; s < sizes.lanes; s += width) {
            const float* const query = qkv + head * sizes.headSize * columns + s;
            const float* const key = query + sizes.features() * columns;
            const float* const value = key + sizes.features() * columns;
            std::size_t pair = head * sizes.pairs();
            for (std::size_t i = 0; i < sizes.context; pair += ++i) {
                Vec weights[longestContext];
                Vec top = all(-3e38F);
                for (std::size_t j = 0; j <= i; ++j) {
                    Vec dot{};
                    for (std::size_t d = 0; d < sizes.headSize; ++d)
                        dot += load(query + d * columns + i * sizes.lanes) * load(key + d * columns + j * sizes.lanes);
                    weights[j] = dot * sizes.scale();
                    top = larger(top, weights[j]);
                }
                Vec total{};
                for (std::size_t j = 0; j <= i; ++j) {
                    weights[j] = exponential(weights[j] - top);
                    total += weights[j];
                }
                total = 1.0F / total;
                for (std::size_t j = 0; j <= i; ++j) {
                    weights[j] *= total;
                    store(shares + (pair + j) * sizes.lanes + s, weights[j]);
                    if (draws.drops())
                        weights[j] *= draws.factor(draws.at(placeOf(site, pair + j), s) & 0xFFFFU);
                    store(dropped + (pair + j) * sizes.lanes + s, weights[j]);
                }
                for (std::size_t d = 0; d < sizes.headSize; ++d) {
                    Vec mixedValue{};
                    for (std::size_t j = 0; j <= i; ++j)
                        mixedValue += weights[j] * load(value + d * columns + j * sizes.lanes);
                    store(out + (head * sizes.headSize + d) * columns + i * sizes.lanes + s, mixedValue);
                }
            }
        }
}

/// attend() of one sample whose columns are its positions, without dropout. Shapes: qkv is 3 D x columns, out is
/// D x columns; columns are a multiple of 16.
inline void attendAlone(const AttentionSizes& sizes, std::size_t columns, const float* qkv, float* out)
{
    constexpr std::size_t most = longestContext / width;
    for (std::size_t head = 0; head < sizes.heads; ++head) {
        const float* const query = qkv + head * sizes.headSize * columns;
        const float* const key = query + sizes.features() * columns;
        const float* const value = key + sizes.features() * columns;
        for (std::size_t i = 0; i < sizes.context; ++i) {
            Vec shares[most] = {};
            const std::size_t vectors = i / width + 1;
            for (std::size_t d = 0; d < sizes.headSize; ++d)
                for (std::size_t v = 0; v < vectors; ++v)
                    shares[v] += query[d * columns + i] * load(key + d * columns + v * width);
            float top = -3e38F;
            for (std::size_t j = 0; j <= i; ++j)
                top = std::max(top, shares[j / width][j % width]);
            for (std::size_t v = 0; v < vectors; ++v)
                shares[v] = exponential((shares[v] - top) * sizes.scale());
            for (std::size_t j = i + 1; j < vectors * width; ++j)
                shares[j / width][j % width] = 0; // what comes later
            Vec total{};
            for (std::size_t v = 0; v < vectors; ++v)
                total += shares[v];
            const float share = 1 / sum(total);
            for (std::size_t d = 0; d < sizes.headSize; ++d) {
                Vec mixedValue{};
                for (std::size_t v = 0; v < vectors; ++v)
                    mixedValue += shares[v] * load(value + d * columns + v * width);
                out[(head * sizes.headSize + d) * columns + i] = share * sum(mixedValue);
            }
        }
    }
}

inline void addTo(float* to, Vec value)
{
    store(to, load(to) + value);
}

/// dqkv = what reaches queries, keys and values of dout. Shapes: as attend(); dqkv is 3 D x columns.
///
///     dvalue_j += dropped_ij dout_i;  g_ij = share_ij mask_ij (dout_i . value_j)
///     dscore_ij = g_ij - share_ij sum_j g_ij;  dquery_i += scale dscore_ij key_j;  dkey_j += scale dscore_ij query_i
inline void attendBackward(const AttentionSizes& sizes, const Dropout& dropout, const float* qkv, const float* shares,
                           const float* dropped, const float* dout, float* dqkv)
{
    const std::size_t columns = sizes.columns();
    const std::size_t part = sizes.features() * columns;
    std::fill_n(dqkv, 3 * part, 0.0F);
    for (std::size_t head = 0; head < sizes.heads; ++head)
        for (std::size_t s = 0; s < sizes.lanes; s += width) {
            const std::size_t at = head * sizes.headSize * columns + s;
            std::size_t pair = head * sizes.pairs();
            for (std::size_t i = 0; i < sizes.context; pair += ++i) {
                Vec g[longestContext];
                Vec along{};
                for (std::size_t j = 0; j <= i; ++j) {
                    const Vec share = load(shares + (pair + j) * sizes.lanes + s);
                    const Vec kept = load(dropped + (pair + j) * sizes.lanes + s);
                    Vec dot{};
                    for (std::size_t d = 0; d < sizes.headSize; ++d) {
                        const Vec o = load(dout + at + d * columns + i * sizes.lanes);
                        const std::size_t value = 2 * part + at + d * columns + j * sizes.lanes;
                        dot += o * load(qkv + value);
                        addTo(dqkv + value, kept * o);
                    }
                    g[j] = (kept != Vec{} ? dot * dropout.kept : Vec{}) * share;
                    along += g[j];
                }
                for (std::size_t j = 0; j <= i; ++j) {
                    const Vec share = load(shares + (pair + j) * sizes.lanes + s);
                    const Vec score = (g[j] - share * along) * sizes.scale();
                    for (std::size_t d = 0; d < sizes.headSize; ++d) {
                        const std::size_t query = at + d * columns + i * sizes.lanes;
                        const std::size_t key = part + at + d * columns + j * sizes.lanes;
                        addTo(dqkv + query, score * load(qkv + key));
                        addTo(dqkv + key, score * load(qkv + query));
                    }
                }
            }
        }
}

} // namespace

} // namespace tastescope::TASTESCOPE_LEVEL
