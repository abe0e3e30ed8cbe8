#include "core/neighbours/find_neighbours.h"

#include "core/neighbours/counting_search.h"
#include "core/neighbours/ranked_library.h"
#include "core/neighbours/search_all_users.h"

#include <array>
#include <limits>

namespace tastescope {

namespace {

template<typename Counter>
NeighbourIndex findByCounting(const BinaryMatrix<User, Track>& library, const RankedLibrary& ranked,
                              const NeighbourOptions& options, const JobContext& job)
{
    const CountingSearch<Counter> search(ranked, slotsPerUser(library.rowCount(), options));
    return searchAllUsers(library, search, options, job);
}

} // namespace

OptionTable<NeighbourOptions> neighbourFields()
{
    static const std::array fields{
        numberField(&NeighbourOptions::top, {.name = "top",
                                             .title = "Nearest searched",
                                             .group = "Neighbours",
                                             .help = "Most similar users looked up for each user.",
                                             .minimum = 1,
                                             .maximum = 1'000'000}),
        threadsField(&NeighbourOptions::threads),
    };
    return fields;
}

NeighbourIndex findNeighbours(const BinaryMatrix<User, Track>& library, const NeighbourOptions& options,
                              const JobContext& job)
{
    const RankedLibrary ranked(library, job);
    if (ranked.largestSize() <= std::numeric_limits<std::uint16_t>::max())
        return findByCounting<std::uint16_t>(library, ranked, options, job);
    return findByCounting<std::uint32_t>(library, ranked, options, job);
}

} // namespace tastescope
