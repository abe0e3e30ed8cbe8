#pragma once

#include "core/io/formats/format.h"

namespace tastescope {

// The rows of the format table, each in the file of its format.
Format lastFmFormat();
Format lightGcnFormat();
Format movieLens100KFormat();
Format movieLens1MFormat();
Format movieLensCsvFormat();
Format ncfFormat();
Format playlistsFormat();
Format sasrecFormat();
Format tableFormat();
Format tasteProfileFormat();

/// Reads one table into `data` as its use says, and tells the report.
/// Throws: as readTables().
void readTable(const DataFile& file, ReadContext& context, RawData& data);

/// Tells the report of a file that was read; rows of ratings and of a test part are rows of the dataset.
void addFile(ImportReport& report, FileUse use, FileReport read);

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
