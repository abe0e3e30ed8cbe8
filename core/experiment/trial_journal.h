#pragma once

#include "core/base/append_file.h"
#include "core/experiment/sweep.h"

#include <map>
#include <optional>

namespace tastescope {

/// What has become of the trials of a sweep, one line of JSON a change: its cost does not depend on how many trials
/// there are. Of several lines of one trial the last counts.
class TrialJournal
{
public:
    explicit TrialJournal(std::filesystem::path file);

    /// Replaces the file, whole or not at all. Throws: NoRoom, Error naming the path.
    void rewrite(std::string_view lines);

    /// Whether it can be appended to: after rewrite(), as long as nothing failed.
    bool isSound() const { return m_open.has_value(); }

    /// What was appended survives a power cut. Throws: as rewrite(); the journal is no longer sound then.
    void append(std::string_view lines);

private:
    std::filesystem::path m_file;
    std::optional<AppendFile> m_open;
};

/// The trial as a line, with what its folder does not tell.
std::string journalLine(const SweepTrial& trial);

/// The trials of a journal by id, without folders and records; nothing when there is no file. A last line that was cut
/// off is left out. Throws: BadInput naming the file; Cancelled.
std::map<int, SweepTrial> readJournal(const std::filesystem::path& file, const ModelOptions& model,
                                      const JobContext& job);

/// The same of a list "trials.json", which sweeps had before there were journals.
std::map<int, SweepTrial> readTrialList(const std::filesystem::path& file, const ModelOptions& model,
                                        const JobContext& job);

} // namespace tastescope
