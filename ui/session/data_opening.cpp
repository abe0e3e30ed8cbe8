#include "ui/session/data_opening.h"

#include "ui/session/job_queue.h"
#include "ui/session/messages.h"
#include "ui/session/open_data.h"
#include "ui/session/settings.h"

namespace tastescope::ui {

DataOpening::DataOpening(OpenData& data, JobQueue& jobs, Settings& settings, Messages& messages)
    : m_data(data),
      m_jobs(jobs),
      m_settings(settings),
      m_messages(messages)
{
}

void DataOpening::open(const DatasetSource& source)
{
    if (m_job != 0)
        m_jobs.stop(std::exchange(m_job, 0));
    discardPending();
    const auto id = std::make_shared<int>(0); // known only after add(), asked for when the job is over
    *id = m_jobs.add(
        tr("Open %1").arg(source.name()), [source](const JobContext& job) { return openAny(source, job); },
        [this, id, source](const Outcome<OpenedDataset>& outcome) {
            if (m_job != *id)
                return; // another opening took its place
            m_job = 0;
            emit openingChanged();
            take(outcome, source);
        });
    m_job = *id;
    emit openingChanged();
}

void DataOpening::take(const Outcome<OpenedDataset>& outcome, const DatasetSource& source)
{
    if (const auto* failure = std::get_if<Failure>(&outcome))
        m_messages.notify({NoticeKind::Error, tr("%1 was not opened").arg(source.name()), failure->message});
    const auto* result = std::get_if<OpenedDataset>(&outcome);
    if (!result)
        return;
    if (result->report && result->report->badRowCount > 0 && !source.options.skipBadRows) {
        m_pending = *result;
        m_pendingSource = source;
        emit pendingChanged();
        return;
    }
    m_data.set(*result, source);
    remember();
    emit opened();
}

void DataOpening::remember()
{
    const DatasetSource& source = m_data.source();
    const OpenedDataset& opened = m_data.opened();
    if (source.isPreset())
        return; // always on the start page
    m_settings.addRecentFile(
        {source, contentsOf(*opened.dataset), formatOf(opened), bytesOf(opened, source), QDateTime::currentDateTime()});
}

void DataOpening::acceptPending()
{
    if (!m_pending)
        return;
    const OpenedDataset accepted = *std::exchange(m_pending, std::nullopt);
    m_pendingSource.options.skipBadRows = true;
    emit pendingChanged();
    take(accepted, m_pendingSource);
}

void DataOpening::discardPending()
{
    if (!m_pending)
        return;
    m_pending.reset();
    emit pendingChanged();
}

} // namespace tastescope::ui
