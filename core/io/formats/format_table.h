#pragma once

#include "core/io/formats/probe.h"
#include "core/io/import_options.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

enum class FileUse { Ratings, Test, Titles, Negatives };

std::string toText(FileUse use); ///< "ratings", "test part"

struct InputTable
{
    std::filesystem::path path;
    FileUse use = FileUse::Ratings;
    TableLayout layout; ///< of all but Negatives
};

/// The files of a dataset and how each is read. Ratings stand first.
struct Recognised
{
    std::string reason; ///< for the person: what it was recognised by
    Nouns nouns;
    std::vector<InputTable> files;

    bool has(FileUse use) const;
};

/// One kind of dataset that can be imported. File dialogs, help and the README of formats are made from these rows.
struct Format
{
    std::string_view name;       ///< on the command line: "movielens-100k"
    std::string_view title;      ///< in the window: "MovieLens 100K"
    std::string_view files;      ///< what belongs to it: "u.data, u.item; ua.base and ua.test when given"
    std::string_view extensions; ///< for file dialogs, without dots, apart by spaces
    std::string_view example;    ///< a row or two

    /// Nothing when these files are none of this format. Looks at content first; well-known names decide between files
    /// of the same content and claim a file that is damaged, so that reading it says where.
    std::optional<Recognised> (*recognise)(std::span<const ProbedFile> files, const ImportOptions& options);
};

/// All formats, special ones first, the general table last.
std::span<const Format> formatTable();

struct RecognisedFormat
{
    const Format& format;
    Recognised recognised;
};

/// The format of these files: the first of the table that recognises them, or the one options.format names.
/// Throws: BadInput saying what was looked for; Error when options.format is no name of the table.
RecognisedFormat recogniseFormat(std::span<const ProbedFile> files, const ImportOptions& options);

} // namespace tastescope
