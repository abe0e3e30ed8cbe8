#include "core/pipeline/preset.h"

#include "core/base/error.h"
#include "core/pipeline/build_dataset.h"
#include "core/pipeline/generate_sources.h"

#include <array>
#include <chrono>
#include <cmath>

namespace tastescope {

namespace {

/// In the order of the enum.
const std::array<GeneratorOptions, 3>& generators()
{
    static const std::array<GeneratorOptions, 3> rows{{
        {.users = 500, .songs = 1'700, .playlists = 1'800, .groups = 10},
        {.users = 5'000, .songs = 8'700, .playlists = 10'450, .groups = 24},
        {.users = 101'713, .songs = 131'000, .playlists = 188'000, .groups = 300},
    }};
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
