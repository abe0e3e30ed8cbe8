// Vectors of the CPU level that includes this: a part of transformer_<level>.cpp, not a header of its own.

namespace tastescope::TASTESCOPE_LEVEL {

namespace {

constexpr std::size_t width = TASTESCOPE_WIDTH; ///< floats of a vector

using Vec = float __attribute__((vector_size(4 * TASTESCOPE_WIDTH), may_alias));
using Ints = std::int32_t __attribute__((vector_size(4 * TASTESCOPE_WIDTH)));
using Bits = std::uint32_t __attribute__((vector_size(4 * TASTESCOPE_WIDTH)));

/// Places are multiples of a vector.
inline Vec load(const float* from)
{
    return *reinterpret_cast<const Vec*>(from);
}

inline void store(float* to, Vec value)
{
    *reinterpret_cast<Vec*>(to) = value;
}

inline Vec all(float value)
{
    return value - Vec{};
}

inline Vec larger(Vec a, Vec b)
{
    return a > b ? a : b;
}

inline float sum(Vec v)
{
    float result = 0;
    for (std::size_t i = 0; i < width; ++i)
        result += v[i];
    return result;
}

/// e^x within 3e-7 of it, x clamped to [-87, 88]: 2^n e^f with f in [-0.35, 0.35] by its series to f^6.
inline Vec exponential(Vec x)
{
    x = x < all(-87.0F) ? all(-87.0F) : x;
    x = x > all(88.0F) ? all(88.0F) : x;
    const Vec rounding = all(12582912.0F); // 1.5 * 2^23: adding it leaves no bits for a fraction
    const Vec n = (x * 1.44269504F + rounding) - rounding;
    const Vec f = (x - n * 0.693145752F) - n * 1.42860677e-6F; // ln 2 in two parts
    Vec p = all(1.0F / 720);
    p = p * f + 1.0F / 120;
    p = p * f + 1.0F / 24;
    p = p * f + 1.0F / 6;
    p = p * f + 0.5F;
    p = p * f + 1.0F;
    p = p * f + 1.0F;
    const Ints power = (__builtin_convertvector(n, Ints) + 127) << 23;
    Vec scale;
    std::memcpy(&scale, &power, sizeof scale);
    return p * scale;
}

inline Vec inverseRoot(Vec v)
{
    for (std::size_t i = 0; i < width; ++i)
        v[i] = 1 / std::sqrt(v[i]);
    return v;
}

template<std::size_t... I>
inline Vec interleaved(Vec a, Vec b, std::size_t half, std::index_sequence<I...>)
{
    return half == 0 ? __builtin_shufflevector(a, b, (I % 2 == 0 ? I / 2 : width + I / 2)...)
                     : __builtin_shufflevector(a, b, (width / 2 + (I % 2 == 0 ? I / 2 : width + I / 2))...);
}

/// to = from^T. Shapes: from is rows x columns, both multiples of 16; strides in floats.
/// Each square of vectors goes through log2(width) rounds in which row i meets row i + width / 2, number by number.
inline void transpose(const float* from, std::size_t rows, std::size_t columns, std::size_t stride, float* to,
                      std::size_t toStride)
{
    constexpr auto lanes = std::make_index_sequence<width>();
    for (std::size_t row = 0; row < rows; row += width)
        for (std::size_t column = 0; column < columns; column += width) {
            Vec a[width];
            Vec b[width];
            for (std::size_t i = 0; i < width; ++i)
                a[i] = load(from + (row + i) * stride + column);
            for (std::size_t round = 1; round < width; round *= 2) {
                for (std::size_t i = 0; i < width / 2; ++i) {
                    b[2 * i] = interleaved(a[i], a[i + width / 2], 0, lanes);
                    b[2 * i + 1] = interleaved(a[i], a[i + width / 2], 1, lanes);
                }
                for (std::size_t i = 0; i < width; ++i)
                    a[i] = b[i];
            }
            for (std::size_t i = 0; i < width; ++i)
                store(to + (column + i) * toStride + row, a[i]);
        }
}

/// A matrix read through two strides, so that it need not be turned round.
struct Strided
{
    const float* first = nullptr;
    std::size_t row = 0;    ///< floats from row to row
    std::size_t column = 1; ///< floats from column to column
};

/// Rows x Vecs vectors of the product, whose sums stay in registers.
template<std::size_t Rows, std::size_t Vecs, bool Adds>
inline void patch(std::size_t depth, Strided a, const float* bias, const float* b, std::size_t bStride, float* y,
                  std::size_t yStride)
{
    Vec sums[Rows][Vecs];
    for (std::size_t i = 0; i < Rows; ++i)
        for (std::size_t j = 0; j < Vecs; ++j)
            sums[i][j] = Adds ? load(y + i * yStride + j * width) : all(bias ? bias[i] : 0.0F);
    for (std::size_t k = 0; k < depth; ++k) {
        Vec right[Vecs];
        for (std::size_t j = 0; j < Vecs; ++j)
            right[j] = load(b + k * bStride + j * width);
        for (std::size_t i = 0; i < Rows; ++i) {
            const Vec left = all(a.first[i * a.row + k * a.column]);
            for (std::size_t j = 0; j < Vecs; ++j)
                sums[i][j] += left * right[j];
        }
    }
    for (std::size_t i = 0; i < Rows; ++i)
        for (std::size_t j = 0; j < Vecs; ++j)
            store(y + i * yStride + j * width, sums[i][j]);
}

template<std::size_t Rows, std::size_t Vecs, bool Adds>
inline void stripe(std::size_t rows, std::size_t depth, Strided a, const float* bias, const float* b,
                   std::size_t bStride, float* y, std::size_t yStride)
{
    std::size_t i = 0;
    const auto at = [&](std::size_t row) { return Strided{a.first + row * a.row, a.row, a.column}; };
    const auto biasAt = [&](std::size_t row) { return bias ? bias + row : nullptr; };
    for (; i + Rows <= rows; i += Rows)
        patch<Rows, Vecs, Adds>(depth, at(i), biasAt(i), b, bStride, y + i * yStride, yStride);
    for (; i < rows; ++i)
        patch<1, Vecs, Adds>(depth, at(i), biasAt(i), b, bStride, y + i * yStride, yStride);
}

/// y = bias + a b, or y += a b. Shapes: a is rows x depth, b is depth x columns, y is rows x columns, bias has a number
/// a row or is null; columns are a multiple of 16.
template<bool Adds = false>
inline void product(std::size_t rows, std::size_t depth, std::size_t columns, Strided a, const float* bias,
                    const float* b, std::size_t bStride, float* y, std::size_t yStride)
{
    constexpr std::size_t most = width == 16 ? 4 : 2; // vectors side by side, so that all sums have a register
    std::size_t c = 0;
    for (; c + most * width <= columns; c += most * width)
        stripe<4, most, Adds>(rows, depth, a, bias, b + c, bStride, y + c, yStride);
    for (; c + 2 * width <= columns; c += 2 * width)
        stripe<width == 16 ? 8 : 4, 2, Adds>(rows, depth, a, bias, b + c, bStride, y + c, yStride);
    for (; c < columns; c += width)
        stripe<width == 16 ? 16 : 8, 1, Adds>(rows, depth, a, bias, b + c, bStride, y + c, yStride);
}

/// sums[i] += the sum of row i. Shapes: rows x columns, columns a multiple of 16.
inline void addRowSums(std::size_t rows, std::size_t columns, const float* from, std::size_t stride, float* sums)
{
    for (std::size_t i = 0; i < rows; ++i) {
        Vec s{};
        for (std::size_t c = 0; c < columns; c += width)
            s += load(from + i * stride + c);
        sums[i] += sum(s);
    }
}

} // namespace

} // namespace tastescope::TASTESCOPE_LEVEL
