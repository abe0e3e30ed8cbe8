#pragma once

#include "core/base/job.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace tastescope::cli {

/// What comes through pipes, as files that can be read more than once: "-", /dev/stdin, and what a shell makes of
/// <(zcat ratings.gz). The files are gone with this.
class PipedInput
{
public:
    /// Waits for all of each pipe. Throws: Error when it cannot be kept; Cancelled.
    PipedInput(const std::vector<std::string>& paths, const JobContext& job);
    ~PipedInput();
    PipedInput(const PipedInput&) = delete;
    PipedInput& operator=(const PipedInput&) = delete;

    /// The paths, those of pipes replaced.
    const std::vector<std::filesystem::path>& paths() const { return m_paths; }
    bool isEmpty() const { return m_kept.empty(); }

    /// A path as the person gave it.
    std::string givenName(const std::string& path) const;

private:
    void keep(const std::string& pipe, int descriptor, const JobContext& job);

    std::vector<std::filesystem::path> m_paths;
    std::filesystem::path m_folder;                          ///< empty: there are no pipes
    std::vector<std::pair<std::string, std::string>> m_kept; ///< file, what it was given as
};

} // namespace tastescope::cli
