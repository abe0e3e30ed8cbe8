#pragma once

#include <QString>
#include <QStringList>
#include <QUndoStack>

#include <functional>
#include <vector>

namespace tastescope::ui {

class RunBook;
class RunSync;

/// What people change of runs, each a step that can be taken back.
class RunEdits
{
public:
    RunEdits(const RunBook& runs, RunSync& sync) : m_runs(runs), m_sync(sync) {}

    QUndoStack& steps() { return m_steps; }

    void rename(int run, const QString& name);
    void setNote(int run, const QString& note);
    void setTags(int run, const QStringList& tags);

    /// To the bin, where they stay for 30 days. Runs that are trained now, or that no history keeps, are left alone.
    void remove(const std::vector<int>& runs);
    void restore(const std::vector<int>& runs);

private:
    void push(const QString& text, std::function<void()> change, std::function<void()> back);
    std::vector<int> thatCanGo(const std::vector<int>& runs) const;
    QString counted(const std::vector<int>& runs) const;

    const RunBook& m_runs;
    RunSync& m_sync;
    QUndoStack m_steps;
};

/// "good, kept" to its tags: no blanks at the ends, none twice, none empty.
QStringList tagsFrom(const QString& text);

} // namespace tastescope::ui
