#include "ui/session/workspace.h"

#include "ui/session/answer_runner.h"
#include "ui/session/carried_session.h"
#include "ui/session/comparison_session.h"
#include "ui/session/data_opening.h"
#include "ui/session/guide.h"
#include "ui/session/history_session.h"
#include "ui/session/job_queue.h"
#include "ui/session/leader_session.h"
#include "ui/session/messages.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/next_run.h"
#include "ui/session/open_data.h"
#include "ui/session/pace_session.h"
#include "ui/session/persons_folder.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_colours.h"
#include "ui/session/run_edits.h"
#include "ui/session/run_jobs.h"
#include "ui/session/run_search.h"
#include "ui/session/run_sync.h"
#include "ui/session/run_words.h"
#include "ui/session/scoped_figures.h"
#include "ui/session/scoped_neighbours.h"
#include "ui/session/selection.h"
#include "ui/session/sequence_session.h"
#include "ui/session/settings.h"
#include "ui/session/settings_file.h"
#include "ui/session/slicing.h"
#include "ui/session/sweep_session.h"
#include "ui/session/undo_steps.h"
#include "ui/session/user_session.h"

#include <filesystem>

namespace tastescope::ui {

/// In the order in which they hear that other data are open: a part follows after those it reads, and all of them
/// before a page hears of it.
struct Workspace::Parts : QObject
{
    Parts(Settings kept, const std::filesystem::path& folder);

    Messages messages; // before the settings, which are written at the very end and may tell
    Settings settings;
    Guide guide{settings};
    JobQueue jobs;
    AnswerRunner answers;
    HistorySession history;
    OpenData data;
    DataOpening opening{data, jobs, settings, messages};
    Selection selection{data};
    NeighbourSession neighbours{data, jobs, answers};
    ScopedNeighbours scopedNeighbours{neighbours, selection, answers};
    UndoSteps undo;
    Slicing slicing{data, selection, neighbours, undo, messages};
    PaceSession paces{data};
    RunBook runs{data};
    RunSync runSync{runs, &history};
    RunJobs runJobs;
    RunEdits runEdits{runs, runSync, undo, messages};
    RunChoices choices{data, runs, runSync, settings};
    RunSearch search{runs, selection};
    RunColours colours{runs, choices, search};
    NextRun nextRun{data, runJobs, choices, settings};
    SweepSession sweeps;
    UserSession users{data, selection, neighbours, runs, choices, answers};
    ScopedFigures scopedFigures{runs, selection};
    CarriedSession carried{users, selection};
    ComparisonSession comparisons{data, selection, neighbours, runs, runSync, choices, users, answers};
    LeaderSession leaders{data, selection, runs, runSync, choices, search};
    SequenceSession sequence{data, runs, runSync, choices, history};

private:
    void tellTroubleOfSettings();
    void tellTroubleOfRuns();
    void tellTroubleOfSessions();
};

Workspace::Parts::Parts(Settings kept, const std::filesystem::path& folder)
    : settings(std::move(kept)),
      history(folder.parent_path()),
      runJobs(runs, runSync, jobs, folder, &history),
      sweeps(jobs, folder.parent_path() / "sweeps", &history)
{
    connect(&data, &OpenData::changed, &sweeps, [this] { sweeps.setDataset(data.dataset()); });
    connect(&opening, &DataOpening::opened, &neighbours, [this] { neighbours.search(neighbours.searchOptions()); });
    connect(&comparisons, &ComparisonSession::chosenChanged, &colours,
            [this] { colours.setCompared(comparisons.chosen()); });
    connect(&jobs, &JobQueue::noted, &messages, &Messages::note);
    tellTroubleOfSettings();
    tellTroubleOfRuns();
    tellTroubleOfSessions();
}

void Workspace::Parts::tellTroubleOfSettings()
{
    connect(&settings.file(), &SettingsFile::damaged, this, [this](const QString& keptAs) {
        messages.note(tr("The settings could not be read and begin anew. The old ones are kept in %1.").arg(keptAs));
    });
    connect(&settings.file(), &SettingsFile::notWritten, this, [this](const QString& problem) {
        messages.notify(
            {NoticeKind::Warning, tr("The settings are not saved"),
             problem + QLatin1Char(' ') + tr("They hold until the program ends, and saving is tried again.")});
    });
}

void Workspace::Parts::tellTroubleOfRuns()
{
    connect(&history, &HistorySession::opened, this, [this] {
        if (const auto notice = historyNotice(history))
            messages.notify(*notice);
    });
    connect(&runJobs, &RunJobs::ended, this, [this](int id) {
        const SessionRun* run = runs.find(id);
        if (const auto notice = run ? endNotice(*run, nextRun) : std::nullopt)
            messages.notify(*notice);
    });
    connect(&runSync, &RunSync::editFailed, this, [this](const QString& message) {
        messages.notify({NoticeKind::Error, tr("The history was not changed"), message});
    });
    connect(&runSync, &RunSync::loadFailed, this, [this](const QString& name, const QString& message) {
        messages.notify({NoticeKind::Warning, tr("%1 cannot answer").arg(name), message});
    });
}

void Workspace::Parts::tellTroubleOfSessions()
{
    const auto tell = [this](const QString& title, const QString& message) {
        messages.notify({NoticeKind::Error, title, message});
    };
    connect(&neighbours, &NeighbourSession::failed, this,
            [tell](const QString& message) { tell(tr("The search for neighbours failed"), message); });
    connect(&sweeps, &SweepSession::failed, this, tell);
    connect(&users, &UserSession::failed, this, tell);
    connect(&carried, &CarriedSession::failed, this, tell);
    connect(&comparisons, &ComparisonSession::failed, this, tell);
}

Workspace::Workspace() : Workspace(Settings(), personsRunsFolder()) {}

Workspace::Workspace(const Settings& settings, const QString& runsFolder)
    : m_parts(std::make_unique<Parts>(settings, std::filesystem::path(runsFolder.toStdU16String())))
{
}

Workspace::~Workspace() = default;

Settings& Workspace::settings() const
{
    return m_parts->settings;
}

Messages& Workspace::messages() const
{
    return m_parts->messages;
}

Guide& Workspace::guide() const
{
    return m_parts->guide;
}

JobQueue& Workspace::jobs() const
{
    return m_parts->jobs;
}

AnswerRunner& Workspace::answers() const
{
    return m_parts->answers;
}

HistorySession& Workspace::history() const
{
    return m_parts->history;
}

OpenData& Workspace::data() const
{
    return m_parts->data;
}

DataOpening& Workspace::opening() const
{
    return m_parts->opening;
}

Selection& Workspace::selection() const
{
    return m_parts->selection;
}

RunBook& Workspace::runs() const
{
    return m_parts->runs;
}

RunJobs& Workspace::runJobs() const
{
    return m_parts->runJobs;
}

RunSync& Workspace::runSync() const
{
    return m_parts->runSync;
}

RunEdits& Workspace::runEdits() const
{
    return m_parts->runEdits;
}

RunChoices& Workspace::choices() const
{
    return m_parts->choices;
}

RunSearch& Workspace::search() const
{
    return m_parts->search;
}

RunColours& Workspace::colours() const
{
    return m_parts->colours;
}

Slicing& Workspace::slicing() const
{
    return m_parts->slicing;
}

UndoSteps& Workspace::undo() const
{
    return m_parts->undo;
}

ScopedNeighbours& Workspace::scopedNeighbours() const
{
    return m_parts->scopedNeighbours;
}

ScopedFigures& Workspace::scopedFigures() const
{
    return m_parts->scopedFigures;
}

NextRun& Workspace::nextRun() const
{
    return m_parts->nextRun;
}

NeighbourSession& Workspace::neighbours() const
{
    return m_parts->neighbours;
}

PaceSession& Workspace::paces() const
{
    return m_parts->paces;
}

SweepSession& Workspace::sweeps() const
{
    return m_parts->sweeps;
}

UserSession& Workspace::users() const
{
    return m_parts->users;
}

CarriedSession& Workspace::carried() const
{
    return m_parts->carried;
}

ComparisonSession& Workspace::comparisons() const
{
    return m_parts->comparisons;
}

LeaderSession& Workspace::leaders() const
{
    return m_parts->leaders;
}

SequenceSession& Workspace::sequence() const
{
    return m_parts->sequence;
}

} // namespace tastescope::ui
