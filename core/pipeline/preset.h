#pragma once

#include "core/base/enum_names.h"
#include "core/base/job.h"
#include "core/data/dataset.h"

#include <memory>

namespace tastescope {

enum class Preset {
    Tiny, ///< 500 users, for tests
    Demo, ///< 5,000 users, about 8,000 tracks, 9,000 playlists
    Full  ///< the published scale: 101,713 users, about 120,000 tracks, 181,000 playlists
};

constexpr auto enumNames(Preset)
{
    return namedBy<Preset>({{Preset::Tiny, "tiny"}, {Preset::Demo, "demo"}, {Preset::Full, "full"}});
}

/// Goes up when a preset's data changes, so that copies that were kept of the former are not opened for it.
inline constexpr int presetEdition = 3;

struct PresetOptions
{
    std::uint64_t seed = 42;
    std::size_t users = 0; ///< 0: the preset's own; else tracks and playlists are scaled along
    int threads = 0;       ///< 0: all cores; never changes the result
};

/// A generated world of listeners and playlists put through the published pipeline: libraries and playlists are
/// planted, all else (likes, owners, positives) comes out of the formulas.
///
/// Throws: Error when there are too few users to make a dataset; Cancelled.
std::shared_ptr<const Dataset> makePreset(Preset preset, const PresetOptions& options = {}, const JobContext& job = {});

} // namespace tastescope
