#include "core/pipeline/draw_evaluation_lists.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/pipeline/user_loop.h"

namespace tastescope {

namespace {

constexpr std::uint64_t listStream = 0x6C697374;

/// Draws lists of one user after the other. One a worker: it holds scratch.
class ListDrawer
{
public:
    ListDrawer(const Dataset& dataset, Part part, std::uint64_t seed)
        : m_dataset(&dataset),
          m_part(static_cast<std::uint64_t>(part)),
          m_seed(seed),
          m_taken(dataset.itemCount(), 0)
    {
    }

    /// Takes what may not be a negative of this user, and returns how many items remain.
    std::size_t begin(User user)
    {
        m_user = user;
        m_eligible = m_taken.size();
        m_takenForUser = ++m_stamp;
        const Split& split = m_dataset->split();
        for (const auto* part : {&split.train, &split.validation, &split.test, &split.cold})
            take(part->row(user));
        if (m_dataset->hasOwners())
            take(m_dataset->owned().row(user));
        return m_eligible;
    }

    /// Fills `list` with distinct eligible items, ascending. Needs list.size() <= what begin() returned.
    void draw(Item positive, std::span<Item> list)
    {
        Random random(m_seed, {listStream, m_part, index(m_user), index(positive)});
        // Trials stay few while at least a quarter of all items and half of the eligible are free.
        if (list.size() * 2 > m_eligible || m_eligible * 4 < m_taken.size())
            drawFromAll(random, list);
        else
            drawByTrial(random, list);
        std::ranges::sort(list);
    }

private:
    void take(std::span<const Item> items)
    {
        for (const Item item : items)
            if (std::exchange(m_taken[index(item)], m_stamp) != m_stamp)
                --m_eligible;
    }

    void drawByTrial(Random& random, std::span<Item> list)
    {
        const std::uint32_t stamp = ++m_stamp;
        for (Item& slot : list) {
            do {
                slot = Item{static_cast<std::int32_t>(random.below(m_taken.size()))};
            } while (m_taken[index(slot)] == m_takenForUser || m_taken[index(slot)] == stamp);
            m_taken[index(slot)] = stamp;
        }
    }

    void drawFromAll(Random& random, std::span<Item> list)
    {
        std::vector<Item> eligible;
        for (const Item item : idsUpTo<Item>(m_taken.size()))
            if (m_taken[index(item)] != m_takenForUser)
                eligible.push_back(item);
        for (std::size_t i = 0; i < list.size(); ++i) {
            std::swap(eligible[i], eligible[i + random.below(eligible.size() - i)]);
            list[i] = eligible[i];
        }
    }

    const Dataset* m_dataset;
    std::uint64_t m_part;
    std::uint64_t m_seed;
    std::vector<std::uint32_t> m_taken; ///< by item: the stamp of who took it last
    std::uint32_t m_stamp = 0;
    std::uint32_t m_takenForUser = 0;
    std::size_t m_eligible = 0;
    User m_user{};
};

/// The positives, and room for the negatives of each.
EvaluationLists emptyLists(const Dataset& dataset, Part part, std::size_t negatives, ListDrawer drawer)
{
    EvaluationLists lists;
    const BinaryMatrix<User, Item>& heldOut = dataset.heldOut(part);
    lists.positives.reserve(heldOut.entryCount());
    lists.offsets.reserve(heldOut.entryCount() + 1);
    for (const User user : idsUpTo<User>(heldOut.rowCount())) {
        if (heldOut.row(user).empty())
            continue;
        const auto size = static_cast<std::int64_t>(std::min(negatives, drawer.begin(user)));
        for (const Item item : heldOut.row(user)) {
            lists.positives.push_back({user, item});
            lists.offsets.push_back(lists.offsets.back() + size);
        }
    }
    lists.negatives.resize(static_cast<std::size_t>(lists.offsets.back()));
    return lists;
}

} // namespace

EvaluationLists drawEvaluationLists(const Dataset& dataset, Part part, const EvaluationListOptions& options,
                                    const JobContext& job)
{
    if (dataset.givenLists(part))
        return *dataset.givenLists(part);
    if (options.negatives < 1)
        throw Error("An evaluation list needs at least one negative.");
    const std::uint64_t seed = options.seed.value_or(dataset.provenance().seed);
    const ListDrawer unused(dataset, part, seed);
    EvaluationLists lists = emptyLists(dataset, part, static_cast<std::size_t>(options.negatives), unused);
    const Workers workers(options.threads);
    auto drawers = workers.copiesOf(unused);
    const BinaryMatrix<User, Item>& heldOut = dataset.heldOut(part);
    forEachUser(heldOut.rowCount(), workers, job, "drawing evaluation lists", [&](User user, int worker) {
        if (heldOut.row(user).empty())
            return;
        ListDrawer& drawer = drawers[static_cast<std::size_t>(worker)];
        drawer.begin(user);
        for (std::size_t p = heldOut.rowBegin(user); p < heldOut.rowBegin(user) + heldOut.row(user).size(); ++p) {
            const auto begin = static_cast<std::size_t>(lists.offsets[p]);
            const auto end = static_cast<std::size_t>(lists.offsets[p + 1]);
            drawer.draw(lists.positives[p].item, std::span(lists.negatives).subspan(begin, end - begin));
        }
    });
    return lists;
}

} // namespace tastescope
