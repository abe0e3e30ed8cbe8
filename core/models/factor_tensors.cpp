#include "core/models/factor_tensors.h"

#include "core/base/error.h"
#include "core/files/safetensors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace tastescope {

Tensor packFactors(const char* name, const Factors& factors)
{
    const std::vector<float> values = factors.packed();
    return makeTensor(name, {static_cast<std::int64_t>(factors.rowCount()), factors.dimension()},
                      std::span<const float>(values));
}

Factors unpackFactors(const Tensor& tensor)
{
    if (tensor.shape.size() != 2 || tensor.shape[0] > std::numeric_limits<std::int32_t>::max() || tensor.shape[1] < 1
        || tensor.shape[1] > 1024)
        throw Error("The tensor \"" + tensor.name + "\" is not a table of rows x 1 to 1,024.");
    Factors factors(static_cast<std::size_t>(tensor.shape[0]), static_cast<int>(tensor.shape[1]));
    factors.unpack(floats(tensor, tensor.shape));
    return factors;
}

// In several sums, so that none waits for the one before.
double rowLength(std::span<const float> row)
{
    std::array<double, Factors::lanes> squares{};
    for (std::size_t k = 0; k < row.size(); k += squares.size())
        for (std::size_t lane = 0; lane < squares.size(); ++lane)
            squares[lane] += static_cast<double>(row[k + lane]) * static_cast<double>(row[k + lane]);
    return std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0));
}

double longestRow(const Factors& factors)
{
    double longest = 0;
    for (std::size_t r = 0; r < factors.rowCount(); ++r) {
        const double length = rowLength({factors.row(r), factors.paddedDimension()});
        if (std::isnan(length))
            return length;
        longest = std::max(longest, length);
    }
    return longest;
}

} // namespace tastescope
