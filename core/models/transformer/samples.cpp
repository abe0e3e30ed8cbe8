#include "core/models/transformer/samples.h"

#include "core/base/random.h"

#include <algorithm>

namespace tastescope {

void ChosenWindows::write(std::span<const std::int32_t> which, WindowBatch& batch) const
{
    std::vector<std::int32_t> chosen;
    chosen.reserve(which.size());
    for (const std::int32_t sample : which)
        chosen.push_back(m_chosen[static_cast<std::size_t>(sample)]);
    batch = selectWindows(m_windows, chosen, m_context);
}

Segments::Segments(Sequences events, const TransformerShape& shape, std::uint64_t seed)
    : m_shape(shape),
      m_seed(seed),
      m_events(std::move(events))
{
    begin(1);
}

void Segments::begin(int epoch)
{
    constexpr std::uint64_t cutStream = 4;
    m_rows.clear();
    for (const User user : idsUpTo<User>(m_events.userCount())) {
        const auto count = static_cast<std::int32_t>(m_events.items(user).size());
        const std::int32_t longest = m_shape.context;
        std::int32_t first = longest;
        if (count > longest)
            first =
                1
                + static_cast<std::int32_t>(Random(m_seed, {cutStream, static_cast<std::uint64_t>(epoch), index(user)})
                                                .below(static_cast<std::uint64_t>(longest)));
        for (std::int32_t begin = 0, end = std::min(first, count); begin < count;
             begin = end, end = std::min(end + longest, count))
            m_rows.push_back({number(user), begin, end});
    }
}

void Segments::write(std::span<const std::int32_t> which, WindowBatch& batch) const
{
    const auto context = static_cast<std::size_t>(m_shape.context);
    batch.clear();
    batch.words.resize(which.size() * context);
    batch.targets.assign(which.size() * context, -1);
    for (std::size_t i = 0; i < which.size(); ++i) {
        const Row row = m_rows[static_cast<std::size_t>(which[i])];
        const auto events = m_events.items(User{row.user});
        const auto end = static_cast<std::size_t>(row.end);
        const auto length = static_cast<std::size_t>(row.end - row.begin);
        // What came before the last target, as far back as the window goes: more than the row's own events.
        writeWindow(events.first(end - 1), m_shape, std::span(batch.words).subspan(i * context, context));
        for (std::size_t k = 0; k < length; ++k)
            batch.targets[(i + 1) * context - length + k] = number(events[end - length + k]);
        batch.users.push_back(row.user);
    }
}

} // namespace tastescope
