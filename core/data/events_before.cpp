#include "core/data/events_before.h"

#include "core/base/error.h"

namespace tastescope {

Events eventsBefore(const Dataset& dataset, User user, Part part)
{
    Events known;
    if (!dataset.hasTimes())
        return known;
    const auto items = dataset.sequences().items(user);
    const auto times = dataset.sequences().times(user);
    known.items.reserve(items.size());
    known.times.reserve(items.size());
    for (std::size_t e = 0; e < items.size(); ++e)
        if (dataset.train().contains(user, items[e])
            || (part == Part::Test && dataset.heldOut(Part::Validation).contains(user, items[e]))) {
            known.items.push_back(items[e]);
            known.times.push_back(times[e]);
        }
    return known;
}

Sequences trainingEvents(const Dataset& dataset)
{
    std::vector<std::int64_t> offsets{0};
    offsets.reserve(dataset.userCount() + 1);
    std::vector<Item> items;
    std::vector<std::int64_t> times;
    items.reserve(dataset.sequences().eventCount());
    times.reserve(dataset.sequences().eventCount());
    for (const User user : idsUpTo<User>(dataset.userCount())) {
        const Events mine = eventsBefore(dataset, user, Part::Validation);
        items.insert(items.end(), mine.items.begin(), mine.items.end());
        times.insert(times.end(), mine.times.begin(), mine.times.end());
        offsets.push_back(static_cast<std::int64_t>(items.size()));
    }
    return {dataset.itemCount(), std::move(offsets), std::move(items), std::move(times)};
}

void requireTimes(const Dataset& dataset, std::string_view model)
{
    if (dataset.train().entryCount() == 0)
        throw Error("There is nothing to learn from: the training part is empty.");
    if (!dataset.hasTimes())
        throw Error(std::string(model)
                    + " learns from what comes after what, but this data has no times. Import files "
                      "that have a time in each row.");
}

} // namespace tastescope
