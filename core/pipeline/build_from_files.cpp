#include "core/pipeline/build_from_files.h"

#include "core/base/memory_limit.h"
#include "core/base/option_field.h"
#include "core/io/import_memory.h"
#include "core/io/raw/read_playlists.h"

#include <array>
#include <chrono>

namespace tastescope {

namespace {

/// A share in [least, 1] of a struct's double.
OptionField<PipelineOptions> shareField(double& (*member)(PipelineOptions&), OptionInfo info, double least)
{
    info.kind = OptionKind::Real;
    info.minimum = least;
    info.maximum = 1;
    info.step = 0.01;
    return {
        std::move(info),
        [member](const PipelineOptions& options) -> OptionValue {
            PipelineOptions copy = options;
            return member(copy);
        },
        [member](PipelineOptions& options, const OptionValue& value) { member(options) = std::get<double>(value); }};
}

OptionField<PipelineOptions> wholeField(int& (*member)(PipelineOptions&), OptionInfo info)
{
    info.kind = OptionKind::Integer;
    info.minimum = 1;
    info.maximum = 1e6;
    return {std::move(info),
            [member](const PipelineOptions& options) -> OptionValue {
                PipelineOptions copy = options;
                return static_cast<std::int64_t>(member(copy));
            },
            [member](PipelineOptions& options, const OptionValue& value) {
                member(options) = static_cast<int>(std::get<std::int64_t>(value));
            }};
}

std::vector<std::filesystem::path> allSlices(const BuildFiles& files)
{
    std::vector<std::filesystem::path> slices;
    for (const auto& path : files.playlists)
        for (auto& slice : slicesIn(path))
            slices.push_back(std::move(slice));
    return slices;
}

/// A slice keeps, of some 500 bytes a song, a number of 4 bytes, and of each new song its texts.
void requireRoom(const BuildFiles& files, std::span<const std::filesystem::path> slices)
{
    constexpr std::int64_t storedForOne = 20;
    Recognised plays;
    for (const auto& path : files.listening.plays)
        plays.files.push_back({path, FileUse::Ratings, tripletsLayout()});
    Recognised playlists;
    for (const auto& slice : slices)
        playlists.files.push_back({slice, FileUse::Playlists});
    requireMemory("Building the dataset",
                  importMemory(plays) + MemoryNeed{{"songs and playlists", playlists.storedBytes() / storedForOne}});
}

Provenance provenanceOfBuild(const ListeningRead& listening, const PlaylistsRead& playlists)
{
    Provenance provenance;
    provenance.format = "playlist pipeline";
    for (const FileReport& file : listening.report.files)
        provenance.sources.push_back(file.source);
    provenance.sources.insert(provenance.sources.end(), playlists.files.begin(), playlists.files.end());
    provenance.counts = {
        {"rows of plays", listening.report.rows},
        {"rows of plays, duplicates", listening.report.duplicates},
        {"users in libraries", static_cast<std::int64_t>(listening.listening.users.size())},
        {"songs left out as mismatched", listening.mismatched},
        {"plays of mismatched songs, left out", listening.playsLost},
        {"songs in libraries with a title", listening.songsNamed},
        {"playlists read", static_cast<std::int64_t>(playlists.sources.playlists.size())},
        {"songs of playlists, repeated ones too", playlists.entries},
    };
    return provenance;
}

} // namespace

std::span<const OptionField<PipelineOptions>> buildFields()
{
    using Options = PipelineOptions;
    static const std::array fields{
        choiceField(&Options::matching, {.name = "matching",
                                         .title = "Songs match",
                                         .group = "Songs and users",
                                         .help = "normalised: without case, accents, punctuation and guests; as "
                                                 "published: equal after trimming and lower-casing."}),
        shareField([](Options& o) -> double& { return o.userShare; },
                   {.name = "user_share",
                    .title = "Share of users",
                    .group = "Songs and users",
                    .help = "Of the users are kept, by seed (published: 0.1)."},
                   1e-6),
        shareField([](Options& o) -> double& { return o.likeShare; },
                   {.name = "like_share",
                    .title = "Share liked",
                    .group = "Likes and split",
                    .help = "Of the playlists that share a song with a user, the best are what he likes."},
                   1e-6),
        shareField([](Options& o) -> double& { return o.split.trainShare; },
                   {.name = "train_share",
                    .title = "Train",
                    .group = "Likes and split",
                    .help = "Of a user's likes; what train and validation leave is test."},
                   0),
        shareField([](Options& o) -> double& { return o.split.validationShare; },
                   {.name = "validation_share",
                    .title = "Validation",
                    .group = "Likes and split",
                    .help = "Of a user's likes."},
                   0),
        shareField([](Options& o) -> double& { return o.split.coldShare; },
                   {.name = "cold",
                    .title = "Cold users",
                    .group = "Likes and split",
                    .help = "Share of the users who leave training, to test what newcomers are shown."},
                   0),
        wholeField([](Options& o) -> int& { return o.split.minimumPositives; },
                   {.name = "min_positives",
                    .title = "Least likes",
                    .group = "Likes and split",
                    .help = "Users with fewer are all training."}),
        wholeField(
            [](Options& o) -> int& { return o.maximumOwned; },
            {.name = "max_owned", .title = "Most owned", .group = "Owners", .help = "Playlists one user may own."}),
        flagField(&Options::testMakesOwners,
                  {.name = "test_makes_owners",
                   .title = "Test likes make owners",
                   .group = "Owners",
                   .help = "As published: who likes a playlist in the test part may own it too."}),
    };
    return fields;
}

PipelineOptions publishedOptions()
{
    PipelineOptions options;
    options.matching = MatchRule::AsPublished;
    options.userShare = 0.1;
    options.testMakesOwners = true;
    return options;
}

std::shared_ptr<const Dataset> buildFromFiles(const BuildFiles& files, const PipelineOptions& options,
                                              const JobContext& job)
{
    const auto begin = std::chrono::steady_clock::now();
    const std::vector<std::filesystem::path> slices = allSlices(files);
    if (files.listening.plays.empty() || slices.empty())
        throw Error("A dataset is built from plays and playlists: give files of both.");
    requireRoom(files, slices);
    ListeningRead listening = readListening(files.listening, job);
    PlaylistsRead playlists = readPlaylists(slices, Workers(options.threads), job);
    Provenance provenance = provenanceOfBuild(listening, playlists);
    provenance.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return buildDataset(std::move(listening.listening), std::move(playlists.sources), options, std::move(provenance),
                        job);
}

} // namespace tastescope
