#include "core/pipeline/preset.h"

#include "core/base/error.h"
#include "core/pipeline/build_dataset.h"
#include "core/pipeline/generate_sources.h"

#include <array>
#include <chrono>
#include <cmath>

namespace tastescope {

namespace {

/// A world whose taste groups, libraries, playlists and listeners are as unequal as those of the published data: their
/// statistics (playlist-pipeline sections 2 and 3) are what these numbers were tuned to.
GeneratorOptions unequalWorld()
{
    GeneratorOptions world;
    world.homes = 1;
    world.groupPower = 0.6;
    world.librarySpread = 0.85;
    world.leastLibrary = 5;
    world.groupLibrarySpread = 0.75;
    world.groupPlaylistSpread = 0.62;
    world.playlistSpread = 1;
    world.leastPlaylist = 1;
    world.libraryFocus = 0.7;
    world.playlistFocus = 0.8;
    world.guestShare = 0;
    world.popularityPower = 1;
    world.popularityFlatness = 1'450;
    world.sharedHits = 0.05;
    world.listenerDepthSpread = 0.5;
    world.casualDepth = 0.53;
    world.playlistDepth = 4.6;
    world.playlistDepthSpread = 0.9;
    return world;
}

GeneratorOptions demoWorld()
{
    GeneratorOptions world = unequalWorld();
    world.users = 5'000;
    world.songs = 8'700;
    world.playlists = 20'000;
    world.groups = 24;
    world.meanPlaylist = 60;
    return world;
}

/// At the published scale the statistics are met more closely with larger groups whose users differ more: in how much
/// they keep to their own, and in the sizes of their libraries. Playlists share the hits of all with few.
GeneratorOptions fullWorld()
{
    GeneratorOptions world = unequalWorld();
    world.users = 101'713;
    world.songs = 131'000;
    world.playlists = 322'000;
    world.groups = 200;
    world.groupPower = 0.62;
    world.librarySpread = 0.95;
    world.librarySkew = 0.05;
    world.leastLibrary = 6;
    world.groupPlaylistSpread = 0.5;
    world.groupPlaylistSlant = 0.4;
    world.meanPlaylist = 14.7;
    world.libraryFocus = 0.66;
    world.loyaltySpread = 0.65;
    world.loyaltyBySize = 0.058;
    world.playlistFocus = 0.77;
    world.popularityPower = 1.1;
    world.listenerDepthSpread = 0.7;
    world.casualDepth = 0.52;
    world.worldDepth = 0.74;
    world.playlistWorldDepth = 0.45;
    world.playlistDepth = 3.6;
    return world;
}

/// In the order of the enum. The smallest is for tests, and is the data of runs that people keep: it stays as it is.
const std::array<GeneratorOptions, 3>& generators()
{
    static const std::array<GeneratorOptions, 3> rows{
        GeneratorOptions{.users = 500, .songs = 1'700, .playlists = 1'800, .groups = 10}, demoWorld(), fullWorld()};
    return rows;
}

GeneratorOptions generatorOf(Preset preset, const PresetOptions& options)
{
    GeneratorOptions generator = generators()[static_cast<std::size_t>(preset)];
    if (options.users > 0) {
        const double factor = static_cast<double>(options.users) / static_cast<double>(generator.users);
        const auto scaled = [](std::size_t value, double by) {
            return std::max<std::size_t>(1, static_cast<std::size_t>(std::llround(static_cast<double>(value) * by)));
        };
        generator.users = options.users;
        generator.songs = scaled(generator.songs, factor);
        generator.playlists = scaled(generator.playlists, factor);
        generator.groups = scaled(generator.groups, std::sqrt(factor));
    }
    generator.seed = options.seed;
    generator.threads = options.threads;
    return generator;
}

} // namespace

std::shared_ptr<const Dataset> makePreset(Preset preset, const PresetOptions& options, const JobContext& job)
{
    const auto begin = std::chrono::steady_clock::now();
    const GeneratorOptions generator = generatorOf(preset, options);
    if (generator.users < 20)
        throw Error("A generated dataset needs at least 20 users; " + std::to_string(generator.users)
                    + " were asked for.");
    const RawSources sources = generateSources(generator, job);

    Provenance provenance;
    provenance.format = "generated";
    provenance.options = {{"preset", std::string(toText(preset))},
                          {"users", std::to_string(generator.users)},
                          {"songs", std::to_string(generator.songs)},
                          {"playlists", std::to_string(generator.playlists)},
                          {"taste_groups", std::to_string(generator.groups)}};
    provenance.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    PipelineOptions pipeline;
    pipeline.name = "playlists, " + std::string(toText(preset));
    pipeline.seed = options.seed;
    pipeline.threads = options.threads;
    return buildDataset(sources.listening, sources.playlists, pipeline, std::move(provenance), job);
}

} // namespace tastescope
