#include "core/data/data_size.h"

#include "core/data/dataset.h"

namespace tastescope {

DataSize sizeOf(const Dataset& dataset)
{
    const auto entries = [](const auto& matrix) { return static_cast<std::int64_t>(matrix.entryCount()); };
    DataSize size{.users = static_cast<std::int64_t>(dataset.userCount()),
                  .items = static_cast<std::int64_t>(dataset.itemCount()),
                  .tracks = static_cast<std::int64_t>(dataset.trackCount()),
                  .libraryEntries = entries(dataset.library()),
                  .train = entries(dataset.train()),
                  .validation = entries(dataset.heldOut(Part::Validation)),
                  .test = entries(dataset.heldOut(Part::Test)),
                  .itemTracks = entries(dataset.itemTracks())};
    for (const Part part : {Part::Validation, Part::Test})
        if (const auto& lists = dataset.givenLists(part))
            size.listNegatives += static_cast<std::int64_t>(lists->negatives.size());
    return size;
}

} // namespace tastescope
