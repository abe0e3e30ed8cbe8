#pragma once

#include "core/base/top_k.h"

#include <cstddef>
#include <vector>

namespace tastescope {

/// Keeps the best k of many candidates that come one after another. What cannot be among the best any more is turned
/// away at once, so most candidates cost one comparison.
template<typename Candidate, typename Better>
class BestCandidates
{
public:
    BestCandidates(std::size_t k, Better better) : m_k(k), m_better(better) { m_kept.reserve(8 * k + 1); }

    void add(const Candidate& candidate)
    {
        if (m_full && !m_better(candidate, m_worst))
            return;
        m_kept.push_back(candidate);
        if (m_kept.size() > 8 * m_k)
            shrink();
    }

    /// The best k of those added since construction or the last clear(), best first.
    const std::vector<Candidate>& sorted()
    {
        keepTop(m_kept, m_k, m_better);
        return m_kept;
    }

    void clear()
    {
        m_kept.clear();
        m_full = false;
    }

private:
    void shrink()
    {
        const auto last = m_kept.begin() + static_cast<std::ptrdiff_t>(m_k) - 1;
        std::nth_element(m_kept.begin(), last, m_kept.end(), m_better);
        m_worst = *last;
        m_full = true;
        m_kept.resize(m_k);
    }

    std::size_t m_k;
    Better m_better;
    std::vector<Candidate> m_kept;
    Candidate m_worst{};
    bool m_full = false;
};

} // namespace tastescope
