#include "ui/session/run_edits.h"

#include "ui/session/run_book.h"
#include "ui/session/run_sync.h"

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

} // namespace

void RunEdits::push(const QString& text, std::function<void()> change, std::function<void()> back)
{
    m_steps.push(new RunEdit(text, std::move(change), std::move(back)));
}

std::vector<int> RunEdits::thatCanGo(const std::vector<int>& runs) const
{
    std::vector<int> ids;
    for (const int id : runs)
        if (const SessionRun* run = m_runs.find(id); run && run->isOver() && run->storedId)
            ids.push_back(id);
    return ids;
}

QString RunEdits::counted(const std::vector<int>& runs) const
{
    return runs.size() == 1 ? m_runs.find(runs.front())->name : QObject::tr("%1 runs").arg(runs.size());
}

void RunEdits::rename(int run, const QString& name)
{
    const SessionRun* found = m_runs.find(run);
    const QString wanted = name.trimmed();
    if (!found || wanted.isEmpty() || wanted == found->name)
        return;
    push(
        QObject::tr("rename %1").arg(found->name), [this, run, wanted] { m_sync.rename(run, wanted); },
        [this, run, before = found->name] { m_sync.rename(run, before); });
}

void RunEdits::setNote(int run, const QString& note)
{
    const SessionRun* found = m_runs.find(run);
    if (!found || note == found->note)
        return;
    push(
        QObject::tr("note on %1").arg(found->name), [this, run, note] { m_sync.setNote(run, note); },
        [this, run, before = found->note] { m_sync.setNote(run, before); });
}

void RunEdits::setTags(int run, const QStringList& tags)
{
    const SessionRun* found = m_runs.find(run);
    if (!found || tags == found->tags)
        return;
    push(
        QObject::tr("tags of %1").arg(found->name), [this, run, tags] { m_sync.setTags(run, tags); },
        [this, run, before = found->tags] { m_sync.setTags(run, before); });
}

void RunEdits::remove(const std::vector<int>& runs)
{
    const std::vector<int> ids = thatCanGo(runs);
    if (ids.empty())
        return;
    push(
        QObject::tr("delete %1").arg(counted(ids)), [this, ids] { m_sync.moveToBin(ids); },
        [this, ids] { m_sync.restore(ids); });
}

void RunEdits::restore(const std::vector<int>& runs)
{
    const std::vector<int> ids = thatCanGo(runs);
    if (ids.empty())
        return;
    push(
        QObject::tr("restore %1").arg(counted(ids)), [this, ids] { m_sync.restore(ids); },
        [this, ids] { m_sync.moveToBin(ids); });
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
