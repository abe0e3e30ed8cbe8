#include "ui/session/run_edits.h"

#include "ui/session/messages.h"
#include "ui/session/run_book.h"
#include "ui/session/run_sync.h"
#include "ui/session/undo_steps.h"

#include <QKeySequence>
#include <QObject>

namespace tastescope::ui {

namespace {

QString deletedTitle()
{
    return QObject::tr("Deleted");
}

} // namespace

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
    m_steps.push(
        QObject::tr("rename %1").arg(found->name), [this, run, wanted] { m_sync.rename(run, wanted); },
        [this, run, before = found->name] { m_sync.rename(run, before); });
}

void RunEdits::setNote(int run, const QString& note)
{
    const SessionRun* found = m_runs.find(run);
    if (!found || note == found->note)
        return;
    m_steps.push(
        QObject::tr("note on %1").arg(found->name), [this, run, note] { m_sync.setNote(run, note); },
        [this, run, before = found->note] { m_sync.setNote(run, before); });
}

void RunEdits::setTags(int run, const QStringList& tags)
{
    const SessionRun* found = m_runs.find(run);
    if (!found || tags == found->tags)
        return;
    m_steps.push(
        QObject::tr("tags of %1").arg(found->name), [this, run, tags] { m_sync.setTags(run, tags); },
        [this, run, before = found->tags] { m_sync.setTags(run, before); });
}

void RunEdits::remove(const std::vector<int>& runs)
{
    const std::vector<int> ids = thatCanGo(runs);
    if (ids.empty())
        return;
    m_steps.push(
        QObject::tr("delete %1").arg(counted(ids)), [this, ids, words = counted(ids)] { moveToBin(ids, words); },
        [this, ids] { bringBack(ids); });
}

void RunEdits::moveToBin(const std::vector<int>& runs, const QString& words)
{
    m_sync.moveToBin(runs);
    const QString step = QObject::tr("delete %1").arg(words);
    const auto undo = [this, runs, step] {
        if (m_steps.stack().undoText() == step)
            m_steps.undo();
        else
            restore(runs); // something was changed since
    };
    m_messages.notify({NoticeKind::Success,
                       deletedTitle(),
                       QObject::tr("%1: in the bin for 30 days. %2 brings it back.")
                           .arg(words, QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText)),
                       {{QObject::tr("Undo"), undo}}});
}

void RunEdits::bringBack(const std::vector<int>& runs)
{
    m_sync.restore(runs);
    m_messages.withdraw(deletedTitle());
}

void RunEdits::restore(const std::vector<int>& runs)
{
    const std::vector<int> ids = thatCanGo(runs);
    if (ids.empty())
        return;
    m_steps.push(
        QObject::tr("restore %1").arg(counted(ids)), [this, ids] { bringBack(ids); },
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
