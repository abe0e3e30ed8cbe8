#include "core/base/error.h"
#include "core/data/row_builder.h"
#include "core/pipeline/score.h"
#include "core/pipeline/user_loop.h"

namespace tastescope {

namespace {

/// Finds what users like, one after the other. One a worker: it holds scratch.
///
/// A user's score of an item depends on how many tracks the item has and how many of them he knows, and on nothing
/// else. So his pairs are counted by these two numbers, and only the few kinds there are get a score and are sorted.
class LikeFinder
{
public:
    LikeFinder(const PairScorer& scorer, const BinaryMatrix<Track, Item>& itemsOfTrack, double share)
        : m_scorer(&scorer),
          m_share(share),
          m_counter(itemsOfTrack)
    {
        const BinaryMatrix<Item, Track>& itemTracks = scorer.itemTracks();
        std::vector<std::size_t> firstKindOfSize;
        std::size_t kinds = 0;
        for (const Item item : idsUpTo<Item>(itemTracks.rowCount())) {
            const std::size_t size = itemTracks.row(item).size();
            if (size >= firstKindOfSize.size())
                firstKindOfSize.resize(size + 1, unknown);
            if (firstKindOfSize[size] == unknown) {
                firstKindOfSize[size] = kinds;
                kinds += size + 1;
            }
            m_firstKind.push_back(static_cast<std::uint32_t>(firstKindOfSize[size]));
        }
        m_pairs.assign(kinds, 0);
    }

    /// Unsorted; valid until the next call.
    const std::vector<Item>& find(User user)
    {
        const std::span<const Overlap> overlaps = m_counter.count(m_scorer->library().row(user));
        countKinds(user, overlaps);
        const std::size_t atTheRim = judgeKinds(shareOf(m_share, overlaps.size()));
        m_liked.clear();
        m_rim.clear();
        for (const Overlap& overlap : overlaps) {
            const std::int32_t verdict = m_pairs[kindOf(overlap)];
            if (verdict == Liked)
                m_liked.push_back(overlap.item);
            else if (verdict == Rim)
                m_rim.push_back(overlap.item);
        }
        // Of equal scores the lower items are liked.
        std::ranges::nth_element(m_rim, m_rim.begin() + static_cast<std::ptrdiff_t>(atTheRim));
        m_liked.insert(m_liked.end(), m_rim.begin(), m_rim.begin() + static_cast<std::ptrdiff_t>(atTheRim));
        for (const Kind& kind : m_kinds)
            m_pairs[kind.number] = 0;
        return m_liked;
    }

private:
    static constexpr std::size_t unknown = static_cast<std::size_t>(-1);
    enum Verdict : std::int32_t { NotLiked, Liked, Rim };

    struct Kind
    {
        std::size_t number = 0;
        double score = 0;
    };

    std::size_t kindOf(const Overlap& overlap) const
    {
        return m_firstKind[index(overlap.item)] + static_cast<std::size_t>(overlap.shared);
    }

    void countKinds(User user, std::span<const Overlap> overlaps)
    {
        m_kinds.clear();
        for (const Overlap& overlap : overlaps)
            if (m_pairs[kindOf(overlap)]++ == 0)
                m_kinds.push_back({kindOf(overlap), m_scorer->score(user, overlap.item, overlap.shared)});
        std::ranges::sort(m_kinds, std::ranges::greater(), &Kind::score);
    }

    /// Turns the number of pairs of each kind into what becomes of them, and returns how many at the rim are liked.
    std::size_t judgeKinds(std::size_t wanted)
    {
        for (auto begin = m_kinds.begin(); begin != m_kinds.end();) {
            const auto end = std::find_if(begin, m_kinds.end(), [&](const Kind& k) { return k.score != begin->score; });
            std::size_t pairs = 0;
            for (auto kind = begin; kind != end; ++kind)
                pairs += static_cast<std::size_t>(m_pairs[kind->number]);
            const Verdict verdict = wanted == 0 ? NotLiked : pairs <= wanted ? Liked : Rim;
            for (; begin != end; ++begin)
                m_pairs[begin->number] = verdict;
            if (verdict == Rim) {
                for (; begin != m_kinds.end(); ++begin)
                    m_pairs[begin->number] = NotLiked;
                return wanted;
            }
            wanted -= verdict == Liked ? pairs : 0;
        }
        return 0;
    }

    const PairScorer* m_scorer;
    double m_share;
    OverlapCounter m_counter;
    std::vector<std::uint32_t> m_firstKind; ///< by item: its kind of pair with no shared track
    std::vector<std::int32_t> m_pairs;      ///< by kind: how many, then the verdict; all 0 between calls
    std::vector<Kind> m_kinds;              ///< those the user has, best first
    std::vector<Item> m_liked;
    std::vector<Item> m_rim; ///< whose score is the lowest of those that are liked
};

} // namespace

BinaryMatrix<User, Item> findLikes(const PairScorer& scorer, const LikeOptions& options, const JobContext& job)
{
    if (!(options.share > 0.0 && options.share <= 1.0))
        throw Error("The share of pairs a user likes must lie in (0, 1].");
    const BinaryMatrix<Track, Item> itemsOfTrack = scorer.itemTracks().transposed();
    const Workers workers(options.threads);
    auto finders = workers.copiesOf(LikeFinder(scorer, itemsOfTrack, options.share));
    std::vector<std::vector<Item>> liked(scorer.library().rowCount());
    forEachUser(liked.size(), workers, job, "scoring playlists", [&](User user, int worker) {
        liked[index(user)] = finders[static_cast<std::size_t>(worker)].find(user);
    });

    RowBuilder<User, Item> rows(scorer.itemTracks().rowCount());
    for (const std::vector<Item>& row : liked)
        rows.addRow(row);
    return std::move(rows).finish();
}

} // namespace tastescope
