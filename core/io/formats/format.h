#pragma once

#include "core/base/enum_names.h"
#include "core/data/dataset.h"
#include "core/io/formats/probe.h"
#include "core/io/import_options.h"
#include "core/io/import_preview.h"
#include "core/io/raw_data.h"
#include "core/io/read_context.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

enum class FileUse { Ratings, Validation, Test, Titles, Negatives, Mismatches, Playlists };

constexpr auto enumNames(FileUse)
{
    return namedBy<FileUse>({{FileUse::Ratings, "ratings"},
                             {FileUse::Validation, "validation part"},
                             {FileUse::Test, "test part"},
                             {FileUse::Titles, "titles"},
                             {FileUse::Negatives, "negatives"},
                             {FileUse::Mismatches, "mismatched songs"},
                             {FileUse::Playlists, "playlists"}});
}

struct DataFile
{
    std::filesystem::path path;
    FileUse use = FileUse::Ratings;
    TableLayout layout = {}; ///< of a table
    bool given = true;       ///< false: it was only found beside what was given, and what is wrong with it is a remark
};

/// The files of a dataset and how each is read. Ratings stand first.
struct Recognised
{
    std::string reason; ///< for the person: what it was recognised by
    Nouns nouns;
    std::vector<DataFile> files;
    std::string runnerUp = {};             ///< another reading of the columns, in words; empty: there is none
    std::string question = {};             ///< not empty: two readings are as good, a person must choose
    std::vector<std::string> remarks = {}; ///< what is left out and why

    std::int64_t storedBytes() const; ///< of all files; one that cannot be asked counts 0
};

/// Reads files of which each is a table, in their order.
/// Throws: BadInput at the first bad row, unless the context skips them; Cancelled.
RawData readTables(const Recognised& recognised, ReadContext& context);

/// The first rows of the ratings, a table. Throws: BadInput when the file is no text; Cancelled.
void previewTable(const Recognised& recognised, Encoding encoding, ReadProgress& progress, ImportPreview& preview);

/// One kind of dataset that can be imported: what it is recognised by and how it is read. File dialogs, help, the
/// README of formats and what may stand beside a file that was given are made from these rows.
struct Format
{
    std::string_view name;         ///< on the command line: "movielens-100k"
    std::string_view title;        ///< in the window: "MovieLens 100K"
    std::string_view files;        ///< what belongs to it: "u.data, u.item; ua.base and ua.test when given"
    std::string_view extensions;   ///< of its files, without dots, apart by spaces
    std::string_view example;      ///< a row or two
    bool takesTableChoice = false; ///< separator, header and columns may be chosen

    /// Nothing when these files are none of this format. Looks at content first; well-known names decide between files
    /// of the same content and claim a file that is damaged, so that reading it says where.
    std::optional<Recognised> (*recognise)(std::span<const ProbedFile> files, const ImportOptions& options,
                                           ReadProgress& progress);

    /// What the files hold, as it stands in them. Whoever reads tables only leaves these two as they are.
    RawData (*read)(const Recognised& recognised, ReadContext& context) = readTables;
    void (*preview)(const Recognised& recognised, Encoding encoding, ReadProgress& progress,
                    ImportPreview& preview) = previewTable;
};

} // namespace tastescope
