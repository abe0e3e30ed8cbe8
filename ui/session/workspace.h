#pragma once

#include "core/serving/serving.h"
#include "ui/session/answer_runner.h"
#include "ui/session/comparison_session.h"
#include "ui/session/dataset_opening.h"
#include "ui/session/history_session.h"
#include "ui/session/job_queue.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/notice.h"
#include "ui/session/run_book.h"
#include "ui/session/run_jobs.h"
#include "ui/session/run_sync.h"
#include "ui/session/settings.h"
#include "ui/session/slice.h"
#include "ui/session/sweep_session.h"
#include "ui/session/user_session.h"

#include <QUndoStack>

namespace tastescope::ui {

/// The learning rate to try after this one diverged: a tenth.
double gentlerRate(const BprOptions& options);

/// What is open and selected. Pages and docks meet only here: each reads it, changes it, and listens to its signals;
/// none knows another. Long work goes to the job queue, short answers to the interactive worker.
class Workspace : public QObject
{
    Q_OBJECT

public:
    /// Runs keep their files in folders of `runsFolder`; their history is the file beside it, sweeps in "sweeps" there.
    explicit Workspace(Settings settings = Settings(), const QString& runsFolder = defaultRunsFolder(),
                       QObject* parent = nullptr);

    static QString defaultRunsFolder(); ///< under XDG_DATA_HOME

    Settings& settings() { return m_settings; }
    JobQueue& jobs() { return m_jobs; }
    AnswerRunner& answers() { return m_answers; }
    NeighbourSession& neighbours() { return m_neighbours; }
    HistorySession& history() { return m_history; }
    RunBook& runs() { return m_runs; }
    const RunBook& runs() const { return m_runs; }
    RunSync& runSync() { return m_runSync; }
    RunJobs& runJobs() { return m_runJobs; }
    SweepSession& sweeps() { return m_sweeps; }
    UserSession& users() { return m_users; }
    QUndoStack& undo() { return m_undo; } ///< every edit a person can take back
    ComparisonSession& comparisons() { return m_comparisons; }

    // --- the dataset ---

    /// Null when nothing is open. Immutable: keep a copy of the pointer and hand it to a worker.
    const std::shared_ptr<const Dataset>& dataset() const { return m_open.dataset; }
    const std::optional<ImportReport>& importReport() const { return m_open.report; }
    const DatasetSource& source() const { return m_source; } ///< what openDataset() was given

    /// Queues opening "preset:demo", a .taste file, or files and folders of any known format, and then the search for
    /// neighbours. What was open stays until the new one is ready. Bad rows wait for the person's word, see
    /// pendingImport(), unless source.options.skipBadRows.
    void openDataset(const DatasetSource& source);
    bool isOpening() const { return m_openingJob != 0; }
    void closeDataset();

    /// What openDataset() ends with.
    void setDataset(OpenedDataset opened, const DatasetSource& source);

    /// An import that passed over bad rows and is not open yet; none: nothing waits.
    const std::optional<OpenedDataset>& pendingImport() const { return m_pending; }
    void acceptPendingImport(); ///< opens it without those rows
    void discardPendingImport();

    // --- the selection every view reads and writes ---

    std::optional<User> user() const { return m_user; }
    void setUser(std::optional<User> user);

    std::optional<Item> item() const { return m_item; }
    void setItem(std::optional<Item> item);

    /// None: all users.
    const std::optional<Slice>& slice() const { return m_slice; }
    void setSlice(std::optional<Slice> slice);

    /// The run whose model answers and whose curve is in front; null: none.
    const SessionRun* currentRun() const { return m_runs.find(m_currentRun); }
    void setCurrentRun(int id);

    /// What other runs are measured against; 0: nothing, or a run of other data. Kept in the settings.
    int baseline() const;
    void setBaseline(int id);

    /// The runs pinned to be compared, in the order they were pinned, at most six; none of other data.
    std::vector<int> compared() const;
    void setCompared(std::vector<int> ids);
    static constexpr std::size_t mostCompared = 6;

    /// Best, last or another epoch, obeyed by every table, list and export.
    const ValueRule& valueRule() const { return m_valueRule; }
    void setValueRule(const ValueRule& rule);

    /// Length of the lists and the K of Hit@K where one value stands.
    int k() const { return m_k; }
    void setK(int k);

    /// The current run's model by the value rule; null: nothing is trained.
    std::shared_ptr<const Model> model() const;

    /// Everything the inspector's answers are made of; its parts are null as long as they are not known.
    Serving serving() const;

    // --- the next run ---

    const ModelOptions& nextOptions() const { return m_nextOptions; }
    void setNextOptions(const ModelOptions& options);

    /// Changes to another model and the options last set for it.
    void setNextModel(std::string_view name);

    /// Queues a run of nextOptions(); it becomes the current one. Does nothing without a dataset.
    int train();

    /// Queues the settings of a run that diverged at gentlerRate().
    void trainGentler(const BprOptions& diverged);

    // --- messages ---

    void notify(const Notice& notice) { emit noticed(notice); }

    // --- the way through the program ---

    /// Asks the window for a page of its table: "training".
    void showPage(const QString& key) { emit pageWanted(key); }

    /// Brings the suggestions back that were closed.
    void startTour();

signals:
    void datasetChanged();
    void openingChanged(); ///< isOpening()
    void pendingImportChanged();
    void userChanged();
    void itemChanged();
    void sliceChanged();
    void currentRunChanged(); ///< another run, or what is known of it
    void baselineChanged();
    void comparedChanged();
    void valueRuleChanged();
    void kChanged();
    void nextOptionsChanged();
    void pageWanted(const QString& key);
    void tourStarted();
    void noticed(const tastescope::ui::Notice& notice);
    void noted(const QString& text); ///< of a job: worth knowing, nothing to do

private:
    void opened(const Outcome<OpenedDataset>& outcome, const DatasetSource& source);
    void remember();
    void connectRuns();
    void chooseRun();      ///< the newest of the open data, when none is chosen
    void takeRunChoices(); ///< of the settings, when the history was read
    void keepRunChoices(); ///< in the settings
    void forgetChoice(int id);
    void tellHistory();
    void tellRunEnd(int id);
    void tellDivergence(const SessionRun& run); ///< with the way out

    Settings m_settings;
    JobQueue m_jobs;
    AnswerRunner m_answers;
    NeighbourSession m_neighbours;
    HistorySession m_history;
    RunBook m_runs;
    RunSync m_runSync;
    RunJobs m_runJobs;
    QUndoStack m_undo;
    SweepSession m_sweeps;
    OpenedDataset m_open;
    DatasetSource m_source;
    std::optional<OpenedDataset> m_pending;
    DatasetSource m_pendingSource;
    int m_openingJob = 0;
    std::optional<User> m_user;
    std::optional<Item> m_item;
    std::optional<Slice> m_slice;
    int m_currentRun = 0;
    int m_baseline = 0;
    std::vector<int> m_compared;
    QVariantList m_keptChoices; ///< as the settings have them
    ValueRule m_valueRule;
    int m_k = 5;
    ModelOptions m_nextOptions;
    std::vector<ModelOptions> m_otherOptions; ///< of the models not chosen now
    UserSession m_users;                      // last: it reads all of the above
    ComparisonSession m_comparisons;
};

} // namespace tastescope::ui
