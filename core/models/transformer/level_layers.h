// What a layer does forward and backward, for the CPU level that includes this: a part of transformer_<level>.cpp, not
// a header of its own. Columns are context x lanes everywhere; D, P, F as in LayerAt.

#include "core/models/transformer/level_vectors.h"

namespace tastescope::TASTESCOPE_LEVEL {

namespace {

/// y = factor * n + shift with n = (x - mean) / sqrt(variance + 1e-5) over the D features of a column.
/// Shapes: x, normed, y are P x columns; scale has `columns`; weights are P factors, then P shifts.
inline void normForward(std::size_t features, std::size_t stride, std::size_t columns, const float* x,
                        const float* weights, float* normed, float* scale, float* y)
{
    const float share = 1.0F / static_cast<float>(features);
    for (std::size_t c = 0; c < columns; c += width) {
        Vec mean{};
        for (std::size_t d = 0; d < features; ++d)
            mean += load(x + d * columns + c);
        mean *= share;
        Vec squares{};
        for (std::size_t d = 0; d < features; ++d) {
            const Vec off = load(x + d * columns + c) - mean;
            squares += off * off;
        }
        const Vec k = inverseRoot(squares * share + 1e-5F);
        store(scale + c, k);
        for (std::size_t d = 0; d < features; ++d) {
            const Vec n = (load(x + d * columns + c) - mean) * k;
            store(normed + d * columns + c, n);
            store(y + d * columns + c, n * weights[d] + weights[stride + d]);
        }
    }
}

/// y = factor * normed + shift once more. Shapes: as normForward().
inline void normAgain(std::size_t features, std::size_t stride, std::size_t columns, const float* normed,
                      const float* weights, float* y)
{
    for (std::size_t d = 0; d < features; ++d)
        for (std::size_t c = 0; c < columns; c += width)
            store(y + d * columns + c, load(normed + d * columns + c) * weights[d] + weights[stride + d]);
}

/// dx (+)= what reaches x of dy; gradient += that of factors and shifts. Shapes: as normForward().
///
///     dx = scale * (g - mean(g) - n * mean(g n)),  g = factor * dy
template<bool Adds>
inline void normBackward(std::size_t features, std::size_t stride, std::size_t columns, const float* dy,
                         const float* normed, const float* scale, const float* weights, float* gradient, float* dx)
{
    for (std::size_t d = 0; d < features; ++d) {
        Vec factor{};
        Vec shift{};
        for (std::size_t c = 0; c < columns; c += width) {
            const Vec g = load(dy + d * columns + c);
            factor += g * load(normed + d * columns + c);
            shift += g;
        }
        gradient[d] += sum(factor);
        gradient[stride + d] += sum(shift);
    }
    const float share = 1.0F / static_cast<float>(features);
    for (std::size_t c = 0; c < columns; c += width) {
        Vec mean{};
        Vec along{};
        for (std::size_t d = 0; d < features; ++d) {
            const Vec g = load(dy + d * columns + c) * weights[d];
            mean += g;
            along += g * load(normed + d * columns + c);
        }
        mean *= share;
        along *= share;
        const Vec k = load(scale + c);
        for (std::size_t d = 0; d < features; ++d) {
            float* const to = dx + d * columns + c;
            const Vec g = k * (load(dy + d * columns + c) * weights[d] - mean - load(normed + d * columns + c) * along);
            store(to, Adds ? load(to) + g : g);
        }
    }
}

inline Bits mixed(Bits x)
{
    x ^= x >> 16;
    x *= 0x85EBCA6BU;
    x ^= x >> 13;
    x *= 0xC2B2AE35U;
    return x ^ (x >> 16);
}

/// The draws of dropout for a vector of samples.
struct Draws
{
    Draws(const Dropout& dropout, std::size_t firstSample) : rule(dropout)
    {
        for (std::size_t i = 0; i < width; ++i)
            samples[i] = static_cast<std::uint32_t>(firstSample + i);
    }

    bool drops() const { return rule.limit > 0; }

    /// Two draws of 16 bits each. place: of a number in the net, the same for all samples.
    Bits at(std::uint32_t place, std::size_t lane) const
    {
        const Bits sample = samples + static_cast<std::uint32_t>(lane);
        return mixed(mixed((sample * 0x9E3779B1U) ^ rule.key) + place * 0x632BE5ABU);
    }

    /// What numbers are multiplied by: 0 or 1 / the share that is kept.
    Vec factor(Bits draw) const
    {
        const Bits limit = Bits{} + rule.limit;
        return draw >= limit ? all(rule.kept) : Vec{};
    }

    Dropout rule;
    Bits samples{};
};

/// Numbers the places that drop something: a site of a layer, and a number inside it.
inline std::uint32_t placeOf(std::size_t site, std::size_t number)
{
    return static_cast<std::uint32_t>(site << 20U) + static_cast<std::uint32_t>(number);
}

/// y = dropped(y), or residual + dropped(y) where there is one; forward and backward are the same.
/// Shapes: features x columns each.
inline void dropOut(const Draws& draws, std::size_t site, std::size_t features, std::size_t lanes, std::size_t columns,
                    float* y, const float* residual)
{
    if (!draws.drops() && !residual)
        return;
    for (std::size_t d = 0; d < features; ++d)
        for (std::size_t c = 0; c < columns; c += width) {
            float* const to = y + d * columns + c;
            Vec v = load(to);
            if (draws.drops()) {
                const Bits draw = draws.at(placeOf(site, d / 2 * (columns / lanes) + c / lanes), c % lanes);
                v *= draws.factor(d % 2 == 0 ? draw & 0xFFFFU : draw >> 16);
            }
            store(to, residual ? v + load(residual + d * columns + c) : v);
        }
}

/// GELU by its tanh form, in place, and its slope. Shapes: count numbers each.
inline void geluForward(std::size_t count, float* x, float* slope)
{
    constexpr float root = 0.7978845608F; // sqrt(2 / pi)
    for (std::size_t i = 0; i < count; i += width) {
        const Vec v = load(x + i);
        const Vec square = v * v;
        const Vec tanh = 1.0F - 2.0F / (exponential(2 * root * v * (1.0F + 0.044715F * square)) + 1.0F);
        store(x + i, 0.5F * v * (1.0F + tanh));
        store(slope + i, 0.5F * (1.0F + tanh) + 0.5F * v * (1.0F - tanh * tanh) * root * (1.0F + 0.134145F * square));
    }
}

} // namespace

} // namespace tastescope::TASTESCOPE_LEVEL
