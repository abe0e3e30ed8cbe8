#include "core/data/dataset.h"
#include "core/experiment/run.h"
#include "core/experiment/run_files.h"
#include "core/training/checkpoint.h"

namespace tastescope {

namespace {

/// What the run in the folder learned from, as far as the folder says.
DatasetFacts datasetOf(const RunFiles& files)
{
    if (std::filesystem::exists(files.record)) {
        try {
            const RunRecord record = readRunRecord(files.record);
            if (!record.modelSha256.empty())
                return record.dataset;
        } catch (const BadInput&) {
            // A damaged record is what resuming mends.
        }
    }
    const std::optional<Checkpoint> checkpoint = newestCheckpoint(files.checkpoints);
    return {.name = "other data", .hash = checkpoint ? checkpoint->owner.dataset : std::string()};
}

} // namespace

void requireSameData(const std::filesystem::path& folder, const Dataset& dataset)
{
    const DatasetFacts earlier = datasetOf(RunFiles(folder));
    if (!earlier.hash.empty() && earlier.hash != dataset.hash())
        throw Error(folder.string() + " holds a run that learned from " + earlier.name + " (hash " + earlier.hash
                    + "), this is " + dataset.name() + " (hash " + dataset.hash()
                    + "), so it cannot be resumed. Give the same dataset, or choose another folder.");
}

void requireResumable(const std::filesystem::path& folder, const RunConfig& config, const Dataset& dataset)
{
    RunFiles(folder).requireSameSettings(config);
    requireSameData(folder, dataset);
}

} // namespace tastescope
