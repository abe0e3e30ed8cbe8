#pragma once

#include "core/history/run_filter.h"

#include <QObject>

#include <unordered_map>

namespace tastescope::ui {

class RunBook;
class Selection;
struct SessionRun;

/// Which runs the person looks for, in the filter language of the history: the table of runs and the charts of runs
/// show those that pass. Figures in the filter are of the epoch that is meant.
class RunSearch : public QObject
{
    Q_OBJECT

public:
    RunSearch(const RunBook& runs, const Selection& selection, QObject* parent = nullptr);

    /// Throws: BadFilter; then what was looked for before is looked for still.
    void setText(const QString& text);

    bool isOn() const { return !m_filter.empty(); }

    /// What a run comes to is looked up again only after it changed, or what is looked for.
    bool passes(const SessionRun& run) const;

signals:
    void changed(); ///< other runs pass, or may

private:
    void forget(int run);
    void forgetAll();

    const Selection& m_selection;
    RunFilter m_filter;
    mutable std::unordered_map<int, bool> m_known; ///< by run
};

} // namespace tastescope::ui
