#pragma once

#include "core/io/formats/format_table.h"

namespace tastescope {

// The recognisers of the format table, each in a file of its own.
std::optional<Recognised> recogniseNcf(std::span<const ProbedFile> files, const ImportOptions& options);
std::optional<Recognised> recogniseLightGcn(std::span<const ProbedFile> files, const ImportOptions& options);
std::optional<Recognised> recogniseMovieLens100K(std::span<const ProbedFile> files, const ImportOptions& options);
std::optional<Recognised> recogniseMovieLens1M(std::span<const ProbedFile> files, const ImportOptions& options);
std::optional<Recognised> recogniseMovieLensCsv(std::span<const ProbedFile> files, const ImportOptions& options);
std::optional<Recognised> recogniseLastFm(std::span<const ProbedFile> files, const ImportOptions& options);
std::optional<Recognised> recogniseTable(std::span<const ProbedFile> files, const ImportOptions& options);

/// The first file that `wanted` holds for, one given by the person before one that stands beside; nullptr: none.
template<typename Wanted>
const ProbedFile* findFile(std::span<const ProbedFile> files, const Wanted& wanted)
{
    const ProbedFile* beside = nullptr;
    for (const ProbedFile& file : files) {
        if (!wanted(file))
            continue;
        if (file.given)
            return &file;
        if (!beside)
            beside = &file;
    }
    return beside;
}

/// As above, among the files the person gave alone.
template<typename Wanted>
const ProbedFile* findGiven(std::span<const ProbedFile> files, const Wanted& wanted)
{
    return findFile(files, [&](const ProbedFile& file) { return file.given && wanted(file); });
}

} // namespace tastescope
