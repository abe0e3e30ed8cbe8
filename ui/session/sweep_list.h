#pragma once

#include "core/base/job.h"

#include <QString>

#include <filesystem>
#include <vector>

namespace tastescope::ui {

/// A sweep that can be opened.
struct SweepEntry
{
    QString name; ///< no two in a list have the same
    std::filesystem::path folder;

    bool operator==(const SweepEntry&) const = default;
};

/// The sweeps of some data, newest first: those of the session's folder, and those the history of the workspace knows,
/// wherever they were made. Damaged ones are left out: opening them says why.
///
/// workspace: empty: there is no history. Throws: Cancelled.
std::vector<SweepEntry> sweepsOf(const std::filesystem::path& folder, const std::filesystem::path& workspace,
                                 const std::string& dataHash, const JobContext& job);

/// What a sweep outside of the session's folder is called: its own name, or its folder's.
QString nameOfSweep(const std::filesystem::path& folder);

/// The name, with more behind it where another entry has it already.
QString freeNameFor(const std::vector<SweepEntry>& entries, const SweepEntry& wanted);

} // namespace tastescope::ui
