#include "ui/session/run_edits.h"

#include "ui/session/workspace.h"

#include <QUndoCommand>

namespace tastescope::ui {

namespace {

/// A step that can be taken back. It is done when it is pushed.
class RunEdit : public QUndoCommand
{
public:
    RunEdit(const QString& text, std::function<void()> change, std::function<void()> back)
        : QUndoCommand(text),
          m_change(std::move(change)),
          m_back(std::move(back))
    {
    }

    void redo() override { m_change(); }
    void undo() override { m_back(); }

private:
    std::function<void()> m_change;
    std::function<void()> m_back;
};

void push(Workspace& workspace, const QString& text, std::function<void()> change, std::function<void()> back)
{
    workspace.undo().push(new RunEdit(text, std::move(change), std::move(back)));
}

std::vector<int> thatCanGo(const Workspace& workspace, const std::vector<int>& runs)
{
    std::vector<int> ids;
    for (const int id : runs)
        if (const SessionRun* run = workspace.runs().find(id); run && run->isOver() && run->storedId)
            ids.push_back(id);
    return ids;
}

QString counted(const Workspace& workspace, const std::vector<int>& runs)
{
    if (runs.size() == 1)
        return workspace.runs().find(runs.front())->name;
    return QObject::tr("%1 runs").arg(runs.size());
}

} // namespace

void renameRun(Workspace& workspace, int run, const QString& name)
{
    const SessionRun* found = workspace.runs().find(run);
    const QString wanted = name.trimmed();
    if (!found || wanted.isEmpty() || wanted == found->name)
        return;
    RunSync& runs = workspace.runSync();
    push(
        workspace, QObject::tr("rename %1").arg(found->name), [&runs, run, wanted] { runs.rename(run, wanted); },
        [&runs, run, before = found->name] { runs.rename(run, before); });
}

void noteRun(Workspace& workspace, int run, const QString& note)
{
    const SessionRun* found = workspace.runs().find(run);
    if (!found || note == found->note)
        return;
    RunSync& runs = workspace.runSync();
    push(
        workspace, QObject::tr("note on %1").arg(found->name), [&runs, run, note] { runs.setNote(run, note); },
        [&runs, run, before = found->note] { runs.setNote(run, before); });
}

void tagRun(Workspace& workspace, int run, const QStringList& tags)
{
    const SessionRun* found = workspace.runs().find(run);
    if (!found || tags == found->tags)
        return;
    RunSync& runs = workspace.runSync();
    push(
        workspace, QObject::tr("tags of %1").arg(found->name), [&runs, run, tags] { runs.setTags(run, tags); },
        [&runs, run, before = found->tags] { runs.setTags(run, before); });
}

void deleteRuns(Workspace& workspace, const std::vector<int>& runs)
{
    const std::vector<int> ids = thatCanGo(workspace, runs);
    if (ids.empty())
        return;
    RunSync& list = workspace.runSync();
    push(
        workspace, QObject::tr("delete %1").arg(counted(workspace, ids)), [&list, ids] { list.moveToBin(ids); },
        [&list, ids] { list.restore(ids); });
}

void restoreRuns(Workspace& workspace, const std::vector<int>& runs)
{
    const std::vector<int> ids = thatCanGo(workspace, runs);
    if (ids.empty())
        return;
    RunSync& list = workspace.runSync();
    push(
        workspace, QObject::tr("restore %1").arg(counted(workspace, ids)), [&list, ids] { list.restore(ids); },
        [&list, ids] { list.moveToBin(ids); });
}

QStringList tagsFrom(const QString& text)
{
    QStringList tags;
    for (const QString& part : text.split(QLatin1Char(','))) {
        const QString tag = part.trimmed();
        if (!tag.isEmpty() && !tags.contains(tag))
            tags << tag;
    }
    tags.sort();
    return tags;
}

} // namespace tastescope::ui
