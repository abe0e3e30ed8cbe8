#pragma once

#include "core/io/formats/format.h"

namespace tastescope {

/// All formats, special ones first, the general table last.
std::span<const Format> formatTable();

/// The endings of all their files, without dots. Some stand more than once.
std::vector<std::string_view> extensionsOf(std::span<const Format> formats);

struct RecognisedFormat
{
    const Format& format;
    Recognised recognised;
};

/// The format of these files: the first of `formats` that recognises them, or the one options.format names.
/// Throws: BadInput saying what was looked for; Error when options.format is no name of the table; Cancelled.
RecognisedFormat recogniseFormat(std::span<const ProbedFile> files, const ImportOptions& options,
                                 ReadProgress& progress, std::span<const Format> formats = formatTable());

} // namespace tastescope
