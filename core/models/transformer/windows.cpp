#include "core/models/transformer/windows.h"

#include "core/base/random.h"

#include <algorithm>
#include <numeric>

namespace tastescope {

std::size_t WindowBatch::targetCount() const
{
    return targets.size() - static_cast<std::size_t>(std::ranges::count(targets, -1));
}

void WindowBatch::clear()
{
    words.clear();
    users.clear();
    targets.clear();
}

WindowBatch selectWindows(const WindowBatch& windows, std::span<const std::int32_t> which, int context)
{
    WindowBatch selected;
    for (const std::int32_t w : which) {
        const auto at = static_cast<std::size_t>(w);
        const auto begin = windows.words.begin() + w * std::ptrdiff_t{context};
        selected.words.insert(selected.words.end(), begin, begin + context);
        selected.users.push_back(windows.users[at]);
        selected.targets.push_back(windows.targets[at]);
    }
    return selected;
}

RandomTenth::RandomTenth(std::size_t windows, std::uint64_t seed) : others(windows)
{
    constexpr std::uint64_t tenthStream = 3;
    std::iota(others.begin(), others.end(), 0);
    Random(seed, {tenthStream}).shuffle(std::span(others));
    const auto cut = others.begin() + static_cast<std::ptrdiff_t>((windows + 5) / 10);
    drawn.assign(others.begin(), cut);
    others.erase(others.begin(), cut);
    std::ranges::sort(drawn);
    std::ranges::sort(others);
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
