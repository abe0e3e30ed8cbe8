#pragma once

#include "ui/session/dataset_opening.h"
#include "ui/session/job_runner.h"

#include <QObject>

namespace tastescope::ui {

class JobQueue;
class Messages;
class OpenData;
class Settings;

/// Opens datasets as jobs: what was open stays until the new one is ready.
class DataOpening : public QObject
{
    Q_OBJECT

public:
    DataOpening(OpenData& data, JobQueue& jobs, Settings& settings, Messages& messages);

    /// Queues opening "preset:demo", a .taste file, or files and folders of any known format; a later one takes its
    /// place. Bad rows wait for the person's word, see pending(), unless source.options.skipBadRows.
    void open(const DatasetSource& source);
    bool isOpening() const { return m_job != 0; }

    /// An import that passed over bad rows and is not open yet; none: nothing waits.
    const std::optional<OpenedDataset>& pending() const { return m_pending; }
    void acceptPending(); ///< opens it without those rows
    void discardPending();

signals:
    void openingChanged(); ///< isOpening()
    void pendingChanged();
    void opened(); ///< OpenData holds it now

private:
    void take(const Outcome<OpenedDataset>& outcome, const DatasetSource& source);
    void remember();

    OpenData& m_data;
    JobQueue& m_jobs;
    Settings& m_settings;
    Messages& m_messages;
    int m_job = 0;
    std::optional<OpenedDataset> m_pending;
    DatasetSource m_pendingSource;
};

} // namespace tastescope::ui
