#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace tastescope::ui {

class Messages;
class RunBook;
class RunSync;
class UndoSteps;

/// What people change of runs, each a step that can be taken back.
class RunEdits
{
public:
    RunEdits(const RunBook& runs, RunSync& sync, UndoSteps& steps, Messages& messages)
        : m_runs(runs),
          m_sync(sync),
          m_steps(steps),
          m_messages(messages)
    {
    }

    void rename(int run, const QString& name);
    void setNote(int run, const QString& note);
    void setTags(int run, const QStringList& tags);

    /// To the bin, where they stay for 30 days, and says so with a way back. Runs that are trained now, or that no
    /// history keeps, are left alone.
    void remove(const std::vector<int>& runs);
    void restore(const std::vector<int>& runs);

private:
    std::vector<int> thatCanGo(const std::vector<int>& runs) const;
    QString counted(const std::vector<int>& runs) const;
    void moveToBin(const std::vector<int>& runs, const QString& words);
    void bringBack(const std::vector<int>& runs);

    const RunBook& m_runs;
    RunSync& m_sync;
    UndoSteps& m_steps;
    Messages& m_messages;
};

/// "good, kept" to its tags: no blanks at the ends, none twice, none empty.
QStringList tagsFrom(const QString& text);

} // namespace tastescope::ui
