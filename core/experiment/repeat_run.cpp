#include "core/experiment/repeat_run.h"

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/experiment/run.h"
#include "core/training/epoch_loop.h"

#include <algorithm>

namespace tastescope {

namespace {

void requireRepeatable(const RunRecord& recorded, const Dataset& dataset)
{
    if (recorded.epochs.empty() && recorded.modelSha256.empty())
        throw Error("There is nothing to compare a re-run with: the run kept no epoch and no model.");
    requireSameData("The run", recorded.dataset, factsOf(dataset));
}

/// Watches the epochs of a re-run, and ends it when there is no more to see.
class RepeatWatch final : public RunObserver
{
public:
    RepeatWatch(const RunRecord& recorded, const JobContext& job)
        : m_recorded(recorded),
          m_job(job),
          m_forward(job.stop, [this] { m_stop.request_stop(); })
    {
        m_job.stop = m_stop.get_token();
    }

    const JobContext& job() const { return m_job; }

    /// The first epoch that differs, seen on the way.
    const std::optional<RecordComparison>& difference() const { return m_difference; }

    const RunRecord& again() const { return m_again; }

    void epochFinished(const ObservedRun&, const EpochFinished& epoch) override
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

    void ended(const ObservedRun&, const RunRecord& record, bool) override { m_again = record; }

private:
    const RunRecord& m_recorded;
    JobContext m_job;
    RunRecord m_again;
    std::optional<RecordComparison> m_difference;
    std::stop_source m_stop;
    std::stop_callback<std::function<void()>> m_forward; // last: it uses m_stop
};

} // namespace

RecordComparison repeatRun(const RunRecord& recorded, const Dataset& dataset, const std::filesystem::path& folder,
                           const JobContext& job)
{
    requireRepeatable(recorded, dataset);
    RepeatWatch watch(recorded, job);
    RunObserver* const observers[] = {&watch};
    try {
        run(recorded.config, dataset, {folder}, watch.job(), observers);
    } catch (const Cancelled&) {
        if (watch.difference())
            return *watch.difference();
        if (job.stop.stop_requested())
            throw;
    } catch (const DivergedAtOnce&) {
        // its record says so
    }
    return compareRecords(recorded, watch.again());
}

} // namespace tastescope
