#include "core/models/transitions/train_transitions.h"

#include "core/base/parallel.h"
#include "core/data/events_before.h"

#include <algorithm>

namespace tastescope {

namespace {

/// Where each item stands in the events of all users, and where the events of that user end.
struct Place
{
    std::int32_t at = 0;
    std::int32_t end = 0;
};

struct Places
{
    explicit Places(const Sequences& events) : offsets(events.itemCount() + 1, 0), places(events.eventCount())
    {
        for (const Item item : events.items())
            ++offsets[index(item) + 1];
        for (std::size_t item = 0; item < events.itemCount(); ++item)
            offsets[item + 1] += offsets[item];
        std::vector<std::size_t> next(offsets.begin(), offsets.end() - 1);
        for (const User user : idsUpTo<User>(events.userCount())) {
            const std::int64_t end = events.offsets()[index(user) + 1];
            for (std::int64_t at = events.offsets()[index(user)]; at < end; ++at)
                places[next[index(events.items()[static_cast<std::size_t>(at)])]++] = {static_cast<std::int32_t>(at),
                                                                                       static_cast<std::int32_t>(end)};
        }
    }

    std::vector<std::size_t> offsets; ///< by item
    std::vector<Place> places;        ///< in the order of users, then of time
};

/// A worker's counts: by item, and which of them are not 0.
struct Counts
{
    explicit Counts(std::size_t items) : of(items, 0) {}

    std::vector<double> of;
    std::vector<Item> touched;
};

std::vector<Follower> followersOf(Item before, const Places& places, const Sequences& events, int gaps, Counts& counts)
{
    double all = 0;
    for (std::size_t p = places.offsets[index(before)]; p < places.offsets[index(before) + 1]; ++p) {
        const Place place = places.places[p];
        for (std::int32_t gap = 1; gap <= gaps && gap < place.end - place.at; ++gap) {
            const Item item = events.items()[static_cast<std::size_t>(place.at) + static_cast<std::size_t>(gap)];
            if (item == before)
                continue;
            if (counts.of[index(item)] == 0)
                counts.touched.push_back(item);
            counts.of[index(item)] += 1.0 / gap;
            all += 1.0 / gap;
        }
    }
    std::ranges::sort(counts.touched);
    std::vector<Follower> followers;
    followers.reserve(counts.touched.size());
    for (const Item item : counts.touched) {
        followers.push_back({item, static_cast<float>(std::min(1.0, counts.of[index(item)] / all))});
        counts.of[index(item)] = 0;
    }
    counts.touched.clear();
    return followers;
}

} // namespace

TransitionsModel trainTransitions(const TransitionsOptions& options, const Dataset& dataset, int threads,
                                  const JobContext& job)
{
    for (const OptionField<TransitionsOptions>& field : TransitionsOptions::fields())
        checkOption(field.info, field.read(options));
    requireTimes(dataset, "Transitions");
    job.report(StageStarted{"counting what follows what"});
    const Sequences events = trainingEvents(dataset);
    const Places places(events);
    const Workers workers(threads);
    auto scratch = workers.copiesOf(Counts(events.itemCount()));
    std::vector<std::vector<Follower>> rows(events.itemCount());
    parallelFor(static_cast<std::int64_t>(rows.size()), workers, job, [&](std::int64_t item, int worker) {
        rows[static_cast<std::size_t>(item)] = followersOf(Item{static_cast<std::int32_t>(item)}, places, events,
                                                           options.gaps, scratch[static_cast<std::size_t>(worker)]);
    });
    std::vector<std::int64_t> offsets{0};
    offsets.reserve(rows.size() + 1);
    std::vector<Follower> followers;
    for (std::vector<Follower>& row : rows) {
        followers.insert(followers.end(), row.begin(), row.end());
        offsets.push_back(static_cast<std::int64_t>(followers.size()));
        row = {};
    }
    return {std::move(offsets), std::move(followers), LastEvents(events, options.window)};
}

} // namespace tastescope
