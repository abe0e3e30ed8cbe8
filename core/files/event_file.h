#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

struct ScalarPoint
{
    double wallTime = 0; ///< seconds since 1970-01-01 UTC
    std::int64_t step = 0;
    double value = 0; ///< not a number where the training had none

    bool operator==(const ScalarPoint&) const = default;
};

/// What was written under one tag.
struct ScalarSeries
{
    std::string tag;
    std::vector<ScalarPoint> points; ///< of ascending steps, none twice
};

/// The scalars of a training log.
struct ScalarLog
{
    std::vector<ScalarSeries> series; ///< by tag
    std::int64_t records = 0;         ///< read and right
    std::int64_t writtenAgain = 0;    ///< points that gave way to later ones of the same or an earlier step
    std::vector<std::string> faults; ///< records that are not in it, with file, record and byte; the first `mostFaults`
    std::int64_t faultCount = 0;     ///< all of them

    static constexpr std::size_t mostFaults = 20;

    const ScalarSeries* find(std::string_view tag) const; ///< null: no such tag
};

/// A log of TensorBoard: an event file, or the folder of one run, whose event files are read in the order of their
/// names. Where a step goes back or repeats, as after a restart, the later points of that tag win.
///
/// Damage is passed over as TensorBoard does, and told: a record whose sum is wrong or that is no event is left out; a
/// wrong sum of a length, or a file that ends within a record, ends that file.
///
/// Throws: BadInput, naming record and byte, for what is no event file, for a record of more than 256 MiB, and for a
///         folder without event files; NotEnoughMemory before it is read.
/// Source: tensorboard/summary/writer/record_writer.py, tensorboard/data/server/tf_record.rs and reservoir.rs (2.21).
ScalarLog readScalarLog(const std::filesystem::path& path);

/// The same of the bytes of a file; `path` is for messages only.
ScalarLog readScalarLog(std::span<const std::byte> bytes, const std::filesystem::path& path);

/// True for names that event files have: any with "tfevents" in it.
bool isEventFileName(const std::filesystem::path& path);

} // namespace tastescope
