#include "ui/session/job_queue.h"

#include "ui/session/names.h"

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

JobQueue::JobQueue(QObject* parent) : QObject(parent)
{
    connect(&m_runner, &JobRunner::eventsArrived, this, &JobQueue::take);
    connect(&m_runner, &JobRunner::finished, this, &JobQueue::end);
}

std::vector<JobState> JobQueue::jobs() const
{
    std::vector<JobState> states;
    for (const Job& job : m_jobs)
        states.push_back(job.state);
    return states;
}

int JobQueue::enqueue(Job job)
{
    job.state.id = ++m_count;
    m_jobs.push_back(std::move(job));
    const int id = m_jobs.back().state.id;
    emit changed();
    beginNext();
    return id;
}

void JobQueue::beginNext()
{
    if (m_runner.isRunning() || m_jobs.empty())
        return;
    m_timeLeft = {};
    m_clock.start();
    m_pausedFor = 0;
    m_jobs.front().state.running = true;
    m_jobs.front().begin();
    emit started(runningId());
    emit changed();
}

void JobQueue::end()
{
    if (m_abandoned != 0)
        return;
    const int id = runningId();
    m_jobs.pop_front();
    emit finished(id);
    emit changed();
}

void JobQueue::stop(int id)
{
    const auto found = std::ranges::find_if(m_jobs, [id](const Job& job) { return job.state.id == id; });
    if (found == m_jobs.end())
        return;
    if (!found->state.running) {
        const auto cancelled = std::move(found->cancelled);
        m_jobs.erase(found);
        emit finished(id);
        emit changed();
        cancelled();
        return;
    }
    m_runner.cancel();
    QTimer::singleShot(200, this, [this, id] {
        if (runningId() == id) {
            m_jobs.front().state.stopping = true;
            emit changed();
        }
    });
}

void JobQueue::abandon(int id)
{
    if (id == 0 || runningId() != id)
        return;
    m_runner.cancel();
    m_abandoned = id;
    const Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    emit abandoned(id);
    emit finished(id);
    emit changed();
    emit noted(tr("%1 was abandoned, nothing of it is kept.").arg(job.state.title));
    job.cancelled();
}

bool JobQueue::endAbandoned()
{
    const int id = std::exchange(m_abandoned, 0);
    if (id != 0)
        emit abandonedEnded(id);
    return id != 0;
}

void JobQueue::stopOrAbandon(int id)
{
    if (runningId() == id && isBusy() && m_jobs.front().state.stopping)
        abandon(id);
    else
        stop(id);
}

void JobQueue::stopAll()
{
    while (m_jobs.size() > 1)
        stop(m_jobs.back().state.id);
    if (isBusy())
        stop(m_jobs.front().state.id);
}

void JobQueue::pause()
{
    if (runningId() == 0 || m_runner.isPaused())
        return;
    m_runner.pause();
    m_pausedAt = m_clock.elapsed();
    m_jobs.front().state.paused = true;
    emit changed();
    emit pausedChanged();
}

void JobQueue::resume()
{
    if (!isBusy() || !m_jobs.front().state.paused)
        return;
    m_pausedFor += m_clock.elapsed() - m_pausedAt;
    m_jobs.front().state.paused = false;
    m_runner.resume();
    emit changed();
    emit pausedChanged();
}

void JobQueue::setProgress(int id, const QString& phase, double share)
{
    if (id != runningId())
        return;
    JobState& state = m_jobs.front().state;
    state.phase = phase;
    state.share = std::clamp(share, 0.0, 1.0);
    m_timeLeft.add(activeSeconds(), state.share);
    state.left = m_timeLeft.range();
    emit changed();
}

double JobQueue::activeSeconds() const
{
    return static_cast<double>(m_clock.elapsed() - m_pausedFor) / 1000;
}

void JobQueue::take(const std::vector<JobEvent>& events)
{
    if (m_abandoned != 0)
        return;
    Job& job = m_jobs.front();
    JobState& state = job.state;
    const auto progress = [&](double share) {
        state.share = std::clamp(share, 0.0, 1.0);
        m_timeLeft.add(activeSeconds(), state.share);
    };
    const auto enterEpoch = [&](int epoch) {
        state.phase = tr("epoch %1 of %2, training").arg(std::min(epoch, job.epochs)).arg(job.epochs);
    };
    for (const JobEvent& event : events) {
        if (const auto* stage = std::get_if<StageStarted>(&event)) {
            state.phase = shownName(stage->title);
            if (job.epochs == 0)
                state.share = -1;
        } else if (const auto* step = std::get_if<StageProgress>(&event); step && step->total > 0 && job.epochs == 0) {
            progress(static_cast<double>(step->done) / static_cast<double>(step->total));
        } else if (const auto* start = std::get_if<TrainingStarted>(&event)) {
            job.epochs = start->epochs;
            enterEpoch(start->firstEpoch);
            progress(static_cast<double>(start->firstEpoch - 1) / std::max(1, start->epochs));
        } else if (const auto* tick = std::get_if<TrainingTick>(&event); tick && job.epochs > 0) {
            enterEpoch(static_cast<int>(std::floor(tick->epoch)) + 1);
            progress(tick->epoch / job.epochs);
        } else if (const auto* epoch = std::get_if<EpochFinished>(&event); epoch && job.epochs > 0) {
            enterEpoch(epoch->epoch + 1);
            progress(static_cast<double>(epoch->epoch) / job.epochs);
        } else if (const auto* note = std::get_if<Note>(&event)) {
            emit noted(shownMessage(note->text));
        }
    }
    state.left = m_timeLeft.range();
    emit eventsArrived(state.id, events);
    emit changed();
}

} // namespace tastescope::ui
