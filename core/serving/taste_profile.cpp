#include "core/serving/taste_profile.h"

namespace tastescope {

TasteProfile tasteProfile(const Dataset& dataset, const CatalogueFacts& facts, User user)
{
    const auto library = dataset.library().row(user);
    TasteProfile profile;
    for (const Track track : library) {
        const int tenth = facts.tenth(track);
        ++profile.tracks.at(static_cast<std::size_t>(tenth));
        profile.meanTenth += tenth + 1;
    }
    if (library.empty())
        return profile;
    profile.meanTenth /= static_cast<double>(library.size());

    for (const Track track : idsUpTo<Track>(facts.trackCount()))
        profile.everyone.at(static_cast<std::size_t>(facts.tenth(track))) += facts.listeners(track);
    const double scale = static_cast<double>(library.size()) / static_cast<double>(dataset.library().entryCount());
    for (double& listens : profile.everyone)
        listens *= scale;
    return profile;
}

} // namespace tastescope
