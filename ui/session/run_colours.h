#pragma once

#include <QObject>
#include <QTimer>

#include <unordered_map>
#include <vector>

namespace tastescope::ui {

class RunBook;
class RunChoices;
class RunSearch;
struct SessionRun;

/// Says which runs are shown in their colours. A run's colour, dash and marker are its own for life, so of runs that
/// were given the same ones only one is shown in them, the same on every page, and the others are grey. It is the first
/// of: the baseline, the run in front, the pinned ones, those the page on the screen looks at, those that are compared,
/// and the one with the highest validation MRR; runs that are hidden or that nobody looks for come last. It writes what
/// it says into SessionRun::shownSlot.
class RunColours : public QObject
{
    Q_OBJECT

public:
    RunColours(RunBook& runs, const RunChoices& choices, const RunSearch& search, QObject* parent = nullptr);

    /// The runs that are held against each other, pinned or not.
    void setCompared(std::vector<int> runs);

    /// The runs a page has in front besides: the trial at the cursor of a sweep, its best; none once it is
    /// hidden.
    void setLookedAt(std::vector<int> runs);

private:
    using Ranks = std::unordered_map<int, int>; ///< by run; the lower, the rather shown

    void renew();
    Ranks ranks() const; ///< of the runs that are in front of others

    RunBook& m_runs;
    const RunChoices& m_choices;
    const RunSearch& m_search;
    std::vector<int> m_compared;
    std::vector<int> m_lookedAt;
    QTimer m_soon; ///< a history brings runs by the thousand
};

} // namespace tastescope::ui
