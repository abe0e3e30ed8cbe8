#pragma once

#include "core/base/memory_need.h"
#include "core/data/dataset.h"
#include "core/neighbours/candidates.h"
#include "core/neighbours/find_neighbours.h"
#include "core/neighbours/neighbour_reach.h"
#include "core/neighbours/neighbour_statistics.h"
#include "core/neighbours/select_neighbours.h"
#include "ui/session/job_runner.h"

#include <memory>

namespace tastescope::ui {

class AnswerRunner;
class JobQueue;
class OpenData;

/// The neighbours of the open dataset: searched by a job, then selected and their items collected on the interactive
/// worker whenever the selection changes, without a new search. When other data are opened everything is forgotten; no
/// search is begun.
class NeighbourSession : public QObject
{
    Q_OBJECT

public:
    /// Everything that follows from the selection.
    struct Selection
    {
        std::shared_ptr<const Dataset> dataset; ///< whose users they are
        SelectionOptions options;
        CandidateOptions candidateOptions;
        std::shared_ptr<const NeighbourIndex> neighbours;
        std::shared_ptr<const CandidateLists> candidates;
        NeighbourStatistics statistics;
        NeighbourSummary summary; ///< of all users, as the next two
        BeyondLimit beyond;
        NeighbourReach reach; ///< what was searched above the threshold, beyond the limit too
        double seconds = 0;   ///< it took to select and to collect
    };

    NeighbourSession(const OpenData& data, JobQueue& jobs, AnswerRunner& answers, QObject* parent = nullptr);

    const NeighbourOptions& searchOptions() const { return m_searchOptions; }
    const SelectionOptions& selectionOptions() const { return m_selectionOptions; }
    const CandidateOptions& candidateOptions() const { return m_candidateOptions; }

    /// Queues the search, then selects. Does nothing without a dataset.
    void search(const NeighbourOptions& options);
    /// What a search with these options takes; nothing without a dataset.
    MemoryNeed memory(const NeighbourOptions& options) const;
    bool isSearching() const { return m_jobId != 0; }

    /// Selects again; the newest options win. Before the search they are only kept.
    void setSelectionOptions(const SelectionOptions& options);
    void setCandidateOptions(const CandidateOptions& options);
    bool isSelecting() const { return m_selecting; }

    /// They are on their way: searched, or selected for the first time. Then there are none yet, and nothing to offer.
    bool isFinding() const { return isSearching() || (m_selecting && !m_selection); }

    /// All the search found; null before it. Its options and how long it took.
    const std::shared_ptr<const NeighbourIndex>& found() const { return m_found; }
    const Histogram& similarities() const { return m_similarities; } ///< of all that was found
    const NeighbourOptions& foundOptions() const { return m_foundOptions; }
    double searchSeconds() const { return m_searchSeconds; }

    /// Null before the first selection; replaced as a whole, so it may be kept and handed to a worker.
    const std::shared_ptr<const Selection>& selection() const { return m_selection; }

signals:
    void optionsChanged();
    void searchStarted();
    void searchEnded(); ///< found, stopped or failed
    void selectionStarted();
    void selectionChanged();
    void failed(const QString& message);

private:
    void forget();
    void select();

    const OpenData& m_data;
    JobQueue& m_jobs;
    AnswerRunner& m_answers;
    NeighbourOptions m_searchOptions;
    SelectionOptions m_selectionOptions;
    CandidateOptions m_candidateOptions;
    int m_jobId = 0;
    bool m_selecting = false;
    std::shared_ptr<const NeighbourIndex> m_found;
    Histogram m_similarities;
    NeighbourOptions m_foundOptions;
    double m_searchSeconds = 0;
    std::shared_ptr<const Selection> m_selection;
};

} // namespace tastescope::ui
