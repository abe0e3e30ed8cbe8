#include "core/models/bpr/bpr_fold_in.h"

#include "core/base/random.h"
#include "core/models/bpr/bpr_kernels.h"
#include "core/models/bpr/bpr_state.h"
#include "core/models/bpr/lanes.h"

#include <algorithm>

namespace tastescope {

namespace {

constexpr std::size_t wantedPairs = 512; // of a user with few likes
constexpr int stepsFromNothing = 12;
constexpr int stepsFromWhole = 4; // one like less is never far
constexpr int directions = 24;    // of conjugate gradients, at most
constexpr int halvings = 12;
constexpr double asFlat = 1 + 1e-6; // a loss that floats cannot tell from the one before
constexpr float solved = 1e-5F;     // of the gradient's length
constexpr float leastHold = 1e-3F;  // of what the pairs' own lengths make

/// Items the user does not like, drawn for each like by its own number: what is drawn for one does not depend on the
/// others.
std::vector<Item> drawAgainst(std::size_t itemCount, std::span<const Item> likes, std::size_t each, std::uint64_t seed)
{
    std::vector<Item> unliked;
    unliked.reserve(itemCount - likes.size());
    for (const Item item : idsUpTo<Item>(itemCount))
        if (!std::ranges::binary_search(likes, item))
            unliked.push_back(item);
    std::vector<Item> drawn;
    drawn.reserve(likes.size() * each);
    for (const Item like : likes) {
        Random random(seed, {streamNumber(BprStream::FoldIn), static_cast<std::uint64_t>(number(like))});
        for (std::size_t k = 0; k < each; ++k)
            drawn.push_back(unliked[random.below(unliked.size())]);
    }
    return drawn;
}

/// to += factor * row
void add(float* to, const float* row, float factor, std::size_t blocks)
{
    for (std::size_t b = 0; b < blocks; ++b)
        lanesAt(to)[b] += factor * lanesAt(row)[b];
}

float product(const Factors& a, const Factors& b)
{
    return dot(lanesAt(a.row(0)), lanesAt(b.row(0)), a.paddedDimension() / Factors::lanes);
}

} // namespace

/// The pairs of the likes that are left.
struct BprFoldIn::Problem
{
    const Factors& pairs;
    float hold;
    std::vector<std::int32_t> rows; ///< of the pairs
    std::vector<float> pulls = {};  ///< sigmoid(-x) of each, as of the last loss()
    std::vector<float> bends = {};  ///< its slope: pull (1 - pull)

    std::size_t blocks() const { return pairs.paddedDimension() / Factors::lanes; }
    float share() const { return 1.0F / static_cast<float>(rows.size()); }

    /// Of the vector. Keeps pulls and bends.
    double loss(const Factors& vector);

    /// Minus the gradient where loss() was last asked.
    Factors descent(const Factors& vector) const;

    /// The Hessian there, times a direction.
    Factors bent(const Factors& direction) const;

    /// The direction in which Newton's step goes.
    Factors step(const Factors& vector) const;

    void descend(Factors& vector, int steps);
};

double BprFoldIn::Problem::loss(const Factors& vector)
{
    const std::size_t padded = (rows.size() + 3) / 4 * 4;
    std::vector<float> margins(padded, 0);
    for (std::size_t r = 0; r < rows.size(); ++r)
        margins[r] = dot(lanesAt(vector.row(0)), lanesAt(pairs.row(static_cast<std::size_t>(rows[r]))), blocks());
    pulls.resize(padded);
    bends.resize(padded);
    double sum = 0;
    for (std::size_t r = 0; r < rows.size(); r += 4) {
        const Lanes4 x{margins[r], margins[r + 1], margins[r + 2], margins[r + 3]};
        const RankLoss four = rankLoss(x);
        for (std::size_t lane = 0; lane < 4; ++lane) {
            pulls[r + lane] = four.pull[lane];
            bends[r + lane] = four.pull[lane] * (1 - four.pull[lane]);
            sum += r + lane < rows.size() ? static_cast<double>(four.loss[lane]) : 0;
        }
    }
    return sum / static_cast<double>(rows.size()) + static_cast<double>(hold * product(vector, vector)) / 2;
}

Factors BprFoldIn::Problem::descent(const Factors& vector) const
{
    Factors result(1, pairs.dimension());
    for (std::size_t r = 0; r < rows.size(); ++r)
        add(result.row(0), pairs.row(static_cast<std::size_t>(rows[r])), share() * pulls[r], blocks());
    add(result.row(0), vector.row(0), -hold, blocks());
    return result;
}

Factors BprFoldIn::Problem::bent(const Factors& direction) const
{
    Factors result(1, pairs.dimension());
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const float* pair = pairs.row(static_cast<std::size_t>(rows[r]));
        const float along = dot(lanesAt(direction.row(0)), lanesAt(pair), blocks());
        add(result.row(0), pair, share() * bends[r] * along, blocks());
    }
    add(result.row(0), direction.row(0), hold, blocks());
    return result;
}

Factors BprFoldIn::Problem::step(const Factors& vector) const
{
    Factors residual = descent(vector);
    Factors direction = residual.only(0);
    Factors result(1, pairs.dimension());
    float length = product(residual, residual);
    const float enough = length * solved * solved;
    for (int k = 0; k < directions && length > enough; ++k) {
        const Factors bend = bent(direction);
        const float along = length / product(direction, bend);
        add(result.row(0), direction.row(0), along, blocks());
        add(residual.row(0), bend.row(0), -along, blocks());
        const float next = product(residual, residual);
        Factors turned = residual.only(0);
        add(turned.row(0), direction.row(0), next / length, blocks());
        direction = std::move(turned);
        length = next;
    }
    return result;
}

void BprFoldIn::Problem::descend(Factors& vector, int steps)
{
    double before = loss(vector);
    for (int k = 0; k < steps; ++k) {
        const Factors whole = step(vector);
        float length = 1;
        for (int half = 0;; ++half, length /= 2) {
            Factors next = vector.only(0);
            add(next.row(0), whole.row(0), length, blocks());
            const double after = loss(next);
            if (after <= before * asFlat) {
                vector = std::move(next);
                before = after;
                break;
            }
            if (half == halvings)
                return; // at the bottom, as far as floats can tell
        }
    }
}

BprFoldIn::BprFoldIn(const Factors& items, std::span<const float> learned, std::span<const Item> likes,
                     std::uint64_t seed)
    : m_items(items),
      m_likes(likes.size()),
      m_each(std::max<std::size_t>(1, wantedPairs / likes.size())),
      m_against(drawAgainst(items.rowCount(), likes, m_each, seed)),
      m_pairs(likes.size() * m_each, items.dimension()),
      m_whole(1, items.dimension())
{
    const std::size_t blocks = items.paddedDimension() / Factors::lanes;
    double squares = 0;
    for (std::size_t p = 0; p < m_against.size(); ++p) {
        add(m_pairs.row(p), items.row(index(likes[p / m_each])), 1, blocks);
        add(m_pairs.row(p), items.row(index(m_against[p])), -1, blocks);
        squares += static_cast<double>(dot(lanesAt(m_pairs.row(p)), lanesAt(m_pairs.row(p)), blocks));
    }
    Problem whole{m_pairs, 0, {}};
    for (std::size_t p = 0; p < m_against.size(); ++p)
        whole.rows.push_back(static_cast<std::int32_t>(p));
    Factors trained(1, items.dimension());
    std::ranges::copy(learned, trained.row(0));
    whole.loss(trained);
    const float length = product(trained, trained);
    const auto least = static_cast<float>(squares / static_cast<double>(m_against.size()) / 4) * leastHold;
    m_hold = length > 0 ? std::max(product(whole.descent(trained), trained) / length, least) : least;
    whole.hold = m_hold;
    if (m_hold > 0) // else all items are the same to it, and 0 is as good as any vector
        whole.descend(m_whole, stepsFromNothing);
}

Factors BprFoldIn::vectorWithout(std::span<const std::size_t> without) const
{
    Factors vector(1, m_items.dimension());
    if (without.size() >= m_likes || !(m_hold > 0))
        return vector;
    vector = m_whole.only(0);
    if (without.empty())
        return vector;
    Problem left{m_pairs, m_hold, {}};
    for (std::size_t p = 0; p < m_against.size(); ++p)
        if (!std::ranges::binary_search(without, p / m_each))
            left.rows.push_back(static_cast<std::int32_t>(p));
    left.descend(vector, stepsFromWhole);
    return vector;
}

void BprFoldIn::score(std::span<const std::size_t> without, std::span<const Item> items, std::span<float> scores) const
{
    const Factors vector = vectorWithout(without);
    bprKernels().score(vector.row(0), m_items.row(0), m_items.stride(), m_items.paddedDimension() / Factors::lanes,
                       items, scores);
}

} // namespace tastescope
