#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace tastescope {

/// Cuts `candidates` to its best k by `better` (a strict weak order without ties: break them by number) and sorts them,
/// best first. Cost: O(n + k log k).
template<typename T, typename Better>
void keepTop(std::vector<T>& candidates, std::size_t k, Better better)
{
    if (candidates.size() > k) {
        std::nth_element(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(k), candidates.end(),
                         better);
        candidates.resize(k);
    }
    std::sort(candidates.begin(), candidates.end(), better);
}

} // namespace tastescope
