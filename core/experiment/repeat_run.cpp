#include "core/experiment/repeat_run.h"

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/experiment/run.h"
#include "core/experiment/run_files.h"
#include "core/training/epoch_loop.h"

#include <algorithm>

namespace tastescope {

namespace {

void requireRepeatable(const RunRecord& recorded, const Dataset& dataset)
{
    if (recorded.epochs.empty() && recorded.modelSha256.empty())
        throw Error("There is nothing to compare a re-run with: the run kept no epoch and no model.");
    if (recorded.dataset.hash != dataset.hash())
        throw Error("The run learned from " + recorded.dataset.name + " (hash " + recorded.dataset.hash + "), this is "
                    + dataset.name() + " (hash " + dataset.hash() + "). Open the dataset it was trained on.");
}

/// Watches the epochs of a re-run, and ends it when there is no more to see.
class RepeatWatch
{
public:
    RepeatWatch(const RunRecord& recorded, const JobContext& job)
        : m_recorded(recorded),
          m_job(job),
          m_forward(job.stop, [this] { m_stop.request_stop(); })
    {
    }

    JobContext context()
    {
        JobContext context = m_job;
        context.stop = m_stop.get_token();
        context.sink = [this](const JobEvent& event) {
            if (const auto* epoch = std::get_if<EpochFinished>(&event))
                take(*epoch);
            m_job.report(event);
        };
        return context;
    }

    /// The first epoch that differs, seen on the way.
    const std::optional<RecordComparison>& difference() const { return m_difference; }

private:
    void take(const EpochFinished& epoch)
    {
        const auto expected = std::ranges::find(m_recorded.epochs, epoch.epoch, &EpochFinished::epoch);
        const std::string words =
            expected == m_recorded.epochs.end() ? std::string() : epochDifference(*expected, epoch);
        if (!words.empty())
            m_difference = {
                .first = RecordPart::Epoch, .epoch = epoch.epoch, .difference = words, .epochs = epoch.epoch - 1};
        const bool isLast = m_recorded.state == RunState::Stopped && !m_recorded.epochs.empty()
                            && epoch.epoch == m_recorded.epochs.back().epoch;
        if (m_difference || isLast)
            m_stop.request_stop();
    }

    const RunRecord& m_recorded;
    const JobContext& m_job;
    std::optional<RecordComparison> m_difference;
    std::stop_source m_stop;
    std::stop_callback<std::function<void()>> m_forward; // last: it uses m_stop
};

RunRecord recordIn(const std::filesystem::path& folder)
{
    return readRunRecord(RunFiles(folder).record);
}

} // namespace

RecordComparison repeatRun(const RunRecord& recorded, const Dataset& dataset, const std::filesystem::path& folder,
                           const JobContext& job)
{
    requireRepeatable(recorded, dataset);
    RepeatWatch watch(recorded, job);
    RunRecord again;
    try {
        again = run(recorded.config, dataset, {folder}, watch.context()).record;
    } catch (const Cancelled&) {
        if (watch.difference())
            return *watch.difference();
        if (job.stop.stop_requested())
            throw;
        again = recordIn(folder);
    } catch (const DivergedAtOnce&) {
        again = recordIn(folder);
    }
    return compareRecords(recorded, again);
}

} // namespace tastescope
