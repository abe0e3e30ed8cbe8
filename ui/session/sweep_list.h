#pragma once

#include "core/base/job.h"
#include "core/experiment/sweep.h"

#include <QString>

#include <filesystem>
#include <vector>

namespace tastescope {
class Dataset;
}

namespace tastescope::ui {

/// A sweep that can be opened.
struct SweepEntry
{
    QString name;
    std::filesystem::path folder;

    bool operator==(const SweepEntry&) const = default;
};

/// The sweeps of some data, newest first: those of the session's folder, and those the history of the workspace knows,
/// wherever they were made. Damaged ones are left out: opening them says why.
///
/// workspace: empty: there is no history. Throws: Cancelled.
std::vector<SweepEntry> sweepsOf(const std::filesystem::path& folder, const std::filesystem::path& workspace,
                                 const DatasetFacts& open, const JobContext& job);

/// The sweep in a folder anywhere, called by its own name or as its folder.
/// Throws: Error when there is none, or it learned from other data than this; BadInput for damaged files.
SweepEntry sweepIn(const std::filesystem::path& folder, const Dataset& dataset);

/// What a listed sweep holds. Throws: Error when one of its trials learned from other data than `open`; as loadSweep().
Sweep readSweep(const SweepEntry& entry, const DatasetFacts& open, const JobContext& job);

/// The sweeps that can be opened, newest first.
class SweepList
{
public:
    const std::vector<SweepEntry>& entries() const { return m_entries; }
    std::vector<QString> names() const;
    const SweepEntry* named(const QString& name) const;                    ///< null: there is none
    const SweepEntry* inFolder(const std::filesystem::path& folder) const; ///< null: there is none

    /// What is listed keeps its name and place; what is new comes before it, with more behind its name where another
    /// has it already. Returns whether anything was new.
    bool add(const std::vector<SweepEntry>& entries);
    void remove(const std::filesystem::path& folder);
    void clear() { m_entries.clear(); }

private:
    QString freeName(const SweepEntry& wanted) const;

    std::vector<SweepEntry> m_entries;
};

} // namespace tastescope::ui
