#pragma once

#include "core/base/job.h"
#include "core/data/raw_sources.h"
#include "core/io/import_report.h"
#include "core/io/read_context.h"
#include "core/io/table/table_layout.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

namespace tastescope {

/// The files of the Taste Profile data.
struct ListeningFiles
{
    std::vector<std::filesystem::path> plays;        ///< train_triplets.txt: user, song and plays, set apart by tabs
    std::optional<std::filesystem::path> songs;      ///< unique_tracks.txt: track<SEP>song<SEP>artist<SEP>title
    std::optional<std::filesystem::path> mismatches; ///< sid_mismatches.txt: songs whose plays are of another song
};

struct ListeningRead
{
    RawListening listening;      ///< details of songs are their artists
    ImportReport report;         ///< files, rows, duplicates
    std::int64_t mismatched = 0; ///< songs left out because sid_mismatches.txt has them
    std::int64_t playsLost = 0;  ///< rows of theirs
    std::int64_t usersLost = 0;  ///< who listened to nothing else
    std::int64_t songsNamed = 0; ///< that have a title
};

/// A table of user, song and plays, set apart by tabs, without a header.
TableLayout tripletsLayout();

/// unique_tracks.txt.
TableLayout uniqueTracksLayout();

/// The songs (SO...) of sid_mismatches.txt: "ERROR: <SOUMNSI12AB0182807 TRMMGKQ128F9325E10> artist - title != ...".
/// Throws: BadInput with the place of a line without the id of a song; Cancelled.
std::unordered_set<std::string> readMismatches(const std::filesystem::path& path, ReadContext& context);

/// Reads triplets (packed as .gz or not) into libraries: what a user played once or more he likes.
/// Throws: BadInput with the place of a row that is no user, song and number of plays; Cancelled.
/// Cost:   memory about 25 bytes a row, and the ids.
ListeningRead readListening(const ListeningFiles& files, const JobContext& job = {});

} // namespace tastescope
