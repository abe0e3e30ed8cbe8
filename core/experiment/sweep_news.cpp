#include "core/experiment/sweep_news.h"

#include "core/base/atomic_file.h"
#include "core/base/wait_for_room.h"

#include <utility>

namespace tastescope {

namespace {

/// One that nothing has happened to is drawn again when the sweep is read.
std::string linesOf(const std::vector<SweepTrial>& list, const JobContext& job)
{
    std::string lines;
    for (const SweepTrial& trial : list) {
        job.throwIfStopped();
        if (trial.added || trial.phase != TrialPhase::Waiting || trial.record)
            lines += journalLine(trial);
    }
    return lines;
}

TrialEnded endOf(const SweepTrial& trial)
{
    TrialEnded ended{.trial = trial.id, .phase = trial.phase, .message = trial.message};
    if (const EpochFinished* best = trial.bestEpoch()) {
        ended.bestEpoch = best->epoch;
        ended.best = best->validation;
    } else if (trial.record && trial.record->validation) {
        ended.best = watchedOf(trial.record->validation->model);
    }
    return ended;
}

} // namespace

SweepNews::SweepNews(const ObservedSweep& sweep, const SweepFiles& files, const JobContext& job, RunObserver& observers)
    : m_sweep(sweep),
      m_files(files),
      m_job(job),
      m_observers(observers),
      m_journal(files.journal)
{
}

void SweepNews::begun(SweepTrial trial)
{
    gather({News::Kind::Begun, std::move(trial)});
}

void SweepNews::ended(SweepTrial trial)
{
    gather({News::Kind::Ended, std::move(trial)});
}

void SweepNews::added(SweepTrial trial)
{
    gather({News::Kind::Added, std::move(trial)});
}

void SweepNews::note(std::string text)
{
    gather({News::Kind::Note, {}, std::move(text)});
}

void SweepNews::gather(News news)
{
    const std::scoped_lock lock(m_mutex);
    m_news.push_back(std::move(news));
}

void SweepNews::deliver(const std::function<std::vector<SweepTrial>()>& list)
{
    const std::scoped_lock inOrder(m_deliveryMutex);
    std::vector<News> news;
    {
        const std::scoped_lock lock(m_mutex);
        news.swap(m_news);
    }
    std::string lines;
    for (const News& each : news)
        if (each.kind == News::Kind::Ended || each.kind == News::Kind::Added)
            lines += journalLine(each.trial);
    if (!lines.empty())
        keep(lines, list);
    for (const News& each : news)
        tell(each);
}

void SweepNews::keep(const std::string& lines, const std::function<std::vector<SweepTrial>()>& list)
try {
    if (m_journal.isSound())
        m_journal.append(lines);
    else
        m_journal.rewrite(linesOf(list(), {}));
} catch (const NoRoom& full) {
    if (!std::exchange(m_toldNoRoom, true))
        m_job.report(Note{full.what()});
}

void SweepNews::tell(const News& news)
{
    const SweepTrial& trial = news.trial;
    switch (news.kind) {
    case News::Kind::Begun:
        m_observers.trialBegun(m_sweep, trial);
        break;
    case News::Kind::Ended:
        if (trial.phase == TrialPhase::Finished || trial.phase == TrialPhase::EarlyStopped)
            m_files.removeCheckpoints(trial);
        m_observers.trialEnded(m_sweep, trial);
        m_job.report(endOf(trial));
        break;
    case News::Kind::Added:
        break;
    case News::Kind::Note:
        m_job.report(Note{news.text});
        break;
    }
}

void SweepNews::keepAll(const std::vector<SweepTrial>& list, bool begin)
{
    const std::scoped_lock inOrder(m_deliveryMutex);
    const std::string lines = linesOf(list, begin ? m_job : JobContext{});
    writeOnceThereIsRoom(m_job, [&] { m_journal.rewrite(lines); });
}

} // namespace tastescope
