#pragma once

#include "core/base/job.h"
#include "core/base/memory_need.h"
#include "core/data/dataset.h"

#include <filesystem>
#include <memory>

namespace tastescope {

// The native dataset file, ".taste". Little-endian, one file:
//
//   magic "TASTE\r\n\x1a" (a transfer that mends line breaks damages it visibly), u32 version, u32 section count,
//   u64 bytes of the file, then a row a section: name (24 bytes, zeros after it), u64 offset, u64 bytes, u64 XXH3 of
//   them, then u64 XXH3 of everything above; then the sections back to back in that order, without gaps, to the end.
//
// Sections: "meta" is JSON (name, nouns, provenance: sources with SHA-256, options, seed). Texts are u64 count, u32
// length of each, bytes. A matrix is u64 rows, columns, entries, i64 offsets (rows + 1), i32 columns (entries). Values
// are arrays as they are. The sections of a version are fixed; an empty part is a section of an empty value.
//
// Version 2 has three sections more, of the sequences: i64 offsets (users + 1), i32 items, i64 times. Version 3 has one
// more, "items.unseen": the texts of the ids that the titles name and nobody took to. Version 4 has two more, of the
// weights: a matrix of their pairs, f32 values; its sequences have one offset where there are no times. A dataset is
// written in the oldest version that holds all of it: without times and weights in version 1, which older programs
// read too.

inline constexpr int oldestNativeVersion = 1; ///< that is read
inline constexpr int nativeVersion = 4;

/// Writes the dataset whole or not at all.
/// Throws: Error naming path, needed and free space; Cancelled. The old file is then as it was.
void saveDataset(const Dataset& dataset, const std::filesystem::path& path, const JobContext& job = {});

/// Reads what saveDataset() wrote: the same dataset, provenance included. Sizes are checked against the file before
/// memory is taken, every section against its checksum, every number against its range.
/// Throws: BadInput naming the byte offset, what is wrong and what to do, for a file that is cut, damaged, forged, of a
///         newer version or no dataset at all, or that was changed, replaced or removed meanwhile; NotEnoughMemory when
///         what it holds would not fit; Cancelled.
/// Cost:   one pass of large reads straight into the vectors, then the tables of ids.
std::shared_ptr<const Dataset> loadDataset(const std::filesystem::path& path, const JobContext& job = {});

/// What loadDataset() takes. Throws: as loadDataset() does of the head of the file.
MemoryNeed datasetMemory(const std::filesystem::path& path);

/// Whether the file begins as a native dataset file does. False when it cannot be read.
bool isNativeFile(const std::filesystem::path& path);

} // namespace tastescope
