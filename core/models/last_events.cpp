#include "core/models/last_events.h"

#include "core/base/error.h"
#include "core/data/sequences.h"
#include "core/models/packed_lists.h"

#include <algorithm>
#include <limits>

namespace tastescope {

namespace {

std::span<const Item> lastOf(std::span<const Item> items, int window)
{
    return items.last(std::min(items.size(), static_cast<std::size_t>(window)));
}

} // namespace

LastEvents::LastEvents(const Sequences& events, int window) : m_window(window), m_offsets{0}
{
    m_offsets.reserve(events.userCount() + 1);
    for (const User user : idsUpTo<User>(events.userCount())) {
        const auto last = lastOf(events.items(user), window);
        m_items.insert(m_items.end(), last.begin(), last.end());
        m_offsets.push_back(static_cast<std::int64_t>(m_items.size()));
    }
}

LastEvents::LastEvents(int window, std::vector<std::int64_t> offsets, std::vector<Item> items)
    : m_window(window),
      m_offsets(std::move(offsets)),
      m_items(std::move(items))
{
}

LastEvents LastEvents::fromTensors(const TensorFile& file, std::size_t itemCount)
{
    const std::int64_t window = int64s(file.tensor("window"), {}).front();
    std::vector<std::int64_t> offsets = readOffsets(file, "last_offsets");
    std::vector<Item> items = readIds<Item>(file.tensor("last_items"));
    const bool areLists = !offsets.empty() && offsets.front() == 0 && std::ranges::is_sorted(offsets)
                          && offsets.back() == static_cast<std::int64_t>(items.size());
    const auto isItem = [&](Item item) { return number(item) >= 0 && index(item) < itemCount; };
    if (window < 1 || window > std::numeric_limits<int>::max() || !areLists || !std::ranges::all_of(items, isItem))
        throw Error("The last events of the users are not lists of items.");
    for (std::size_t u = 0; u + 1 < offsets.size(); ++u)
        if (offsets[u + 1] - offsets[u] > window)
            throw Error("A user has more last events than the window of " + std::to_string(window) + ".");
    return {static_cast<int>(window), std::move(offsets), std::move(items)};
}

std::vector<Tensor> LastEvents::tensors() const
{
    const auto window = static_cast<std::int64_t>(m_window);
    return tensorList(makeTensor("window", {}, std::span(&window, 1)), packOffsets("last_offsets", m_offsets),
                      packList("last_items", m_items, [](Item item) { return number(item); }));
}

std::span<const Item> LastEvents::of(User user) const
{
    const auto begin = static_cast<std::size_t>(m_offsets[index(user)]);
    return std::span(m_items).subspan(begin, static_cast<std::size_t>(m_offsets[index(user) + 1]) - begin);
}

std::span<const Item> LastEvents::of(const Query& query, std::string_view model) const
{
    if (const User* user = std::get_if<User>(&query))
        return of(*user);
    if (const Sequence* sequence = std::get_if<Sequence>(&query))
        return lastOf(sequence->items, m_window);
    throw Error(std::string(model) + " goes by the order of time, which a list of likes does not have.");
}

} // namespace tastescope
