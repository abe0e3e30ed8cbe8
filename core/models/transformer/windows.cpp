#include "core/models/transformer/windows.h"

#include <algorithm>

namespace tastescope {

void WindowBatch::clear()
{
    words.clear();
    users.clear();
    targets.clear();
}

void writeWindow(std::span<const Item> items, const TransformerShape& shape, std::span<std::int32_t> words)
{
    const std::size_t context = words.size();
    const std::size_t known = std::min(items.size(), context);
    std::fill_n(words.begin(), context - known, shape.start());
    for (std::size_t k = 0; k < known; ++k)
        words[context - known + k] = number(items[items.size() - known + k]);
}

Windows::Windows(Sequences events, const TransformerShape& shape) : m_shape(shape), m_events(std::move(events))
{
    m_places.reserve(m_events.eventCount());
    for (const User user : idsUpTo<User>(m_events.userCount())) {
        const auto count = static_cast<std::int32_t>(m_events.items(user).size());
        for (std::int32_t at = std::max(1, std::min(shape.context, count) - 1); at < count; ++at)
            m_places.push_back({number(user), at});
    }
}

void Windows::write(std::span<const std::int32_t> which, WindowBatch& batch) const
{
    const auto context = static_cast<std::size_t>(m_shape.context);
    batch.clear();
    batch.words.resize(which.size() * context);
    batch.users.reserve(which.size());
    batch.targets.reserve(which.size());
    for (std::size_t i = 0; i < which.size(); ++i) {
        const Place place = m_places[static_cast<std::size_t>(which[i])];
        const auto events = m_events.items(User{place.user});
        const auto at = static_cast<std::size_t>(place.at);
        writeWindow(events.first(at), m_shape, std::span(batch.words).subspan(i * context, context));
        batch.users.push_back(place.user);
        batch.targets.push_back(number(events[at]));
    }
}

} // namespace tastescope
