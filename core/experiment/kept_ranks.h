#pragma once

#include "core/evaluation/next_item_ranks.h"

#include <filesystem>
#include <optional>
#include <string>

namespace tastescope {

/// Where a workspace keeps what each question to a model got: one sealed file a model and dataset, in its folder
/// "next-items". A file that is damaged or of something else is as if it were not there.
class KeptRanks
{
public:
    /// model: its hash, "" for one that has none: nothing is kept of that.
    KeptRanks(const std::filesystem::path& workspace, const std::string& model, const Dataset& dataset);

    std::optional<NextItemRanks> read() const;
    void write(const NextItemRanks& ranks) const; ///< where it cannot be written, it is measured again next time

private:
    std::string m_key; ///< of model and data
    std::filesystem::path m_file;
};

} // namespace tastescope
