#include "ui/session/run_sync.h"

#include "ui/session/history_session.h"
#include "ui/session/learned_run.h"
#include "ui/session/names.h"
#include "ui/session/run_news.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

std::vector<std::string> toStd(const QStringList& texts)
{
    std::vector<std::string> list;
    for (const QString& text : texts)
        list.push_back(text.toStdString());
    return list;
}

} // namespace

RunSync::RunSync(RunBook& book, HistorySession* history, QObject* parent)
    : QObject(parent),
      m_book(book),
      m_history(history),
      m_listed(history == nullptr)
{
    if (!history)
        return;
    connect(history, &HistorySession::opened, this, &RunSync::refresh);
    connect(history, &HistorySession::changedElsewhere, this, [this] {
        if (!m_book.running()) // what it records is here already
            refresh();
    });
}

template<typename Change>
void RunSync::write(Change change)
{
    const auto work = [change = std::move(change)](RunStore& store) {
        change(store);
        return true;
    };
    m_history->change(this, work, [this](const Outcome<bool>& outcome) {
        const auto* failure = std::get_if<Failure>(&outcome);
        if (!failure)
            return;
        emit editFailed(failure->message);
        refresh(); // shows what is really written
    });
}

void RunSync::refresh()
{
    if (!m_history)
        return;
    if (m_history->state() == HistorySession::State::Refused)
        return tellListed();
    m_history->read(
        this, [](RunStore& store) { return store.runs(RunScope::All); },
        [this](Outcome<std::vector<StoredRun>> outcome) {
            if (const auto* failure = std::get_if<Failure>(&outcome))
                emit editFailed(failure->message);
            if (auto* stored = std::get_if<std::vector<StoredRun>>(&outcome))
                takeHistory(std::move(*stored));
            tellListed();
        });
}

void RunSync::tellListed()
{
    m_listed = true;
    emit listed();
}

void RunSync::takeHistory(std::vector<StoredRun> stored)
{
    std::vector<int> gone;
    for (const auto* runs : {&m_book.runs(), &m_book.bin()})
        for (const SessionRun& run : *runs)
            if (run.storedId && run.jobId == 0
                && std::ranges::find(stored, *run.storedId, &StoredRun::id) == stored.end())
                gone.push_back(run.id);
    for (const int id : gone)
        m_book.remove(id);
    for (StoredRun& run : stored)
        takeStored(std::move(run));
}

// A run that is known stays the same object, with its number and what is in memory.
void RunSync::takeStored(StoredRun stored)
{
    const bool inBin = !stored.deletedAt.empty();
    const RunId number = stored.id;
    SessionRun taken = fromStored(std::move(stored));
    if (const SessionRun* restored = inBin ? nullptr : m_book.findBinned(number))
        m_book.restore(restored->id);
    if (const SessionRun* binned = inBin ? m_book.findStored(number) : nullptr)
        m_book.moveToBin(binned->id);
    if (const SessionRun* known = inBin ? m_book.findBinned(number) : m_book.findStored(number))
        renew(known->id, std::move(taken));
    else if (!isExpected(number)) // else its job has just registered it
        m_book.addStored(std::move(taken), inBin);
}

void RunSync::renew(int id, SessionRun taken)
{
    m_book.change(id, [&](SessionRun& known) {
        const RunNews news = takeNews(known, std::move(taken));
        if (news.otherModels)
            m_wanted.erase(id);
        return news.any;
    });
}

void RunSync::want(int id)
{
    const SessionRun* run = m_book.find(id);
    if (!run || !run->isOver() || run->otherData || run->bestModel || !run->record || run->record->modelSha256.empty()
        || !m_history || !m_wanted.insert(id).second)
        return;
    m_unreadable.erase(id);
    m_history->read(
        this, [folder = run->folder](RunStore&) { return withLast(loadRun(folder), folder); },
        [this, id](const Outcome<LearnedRun>& outcome) { takeLoaded(id, outcome); });
}

void RunSync::takeLoaded(int id, const Outcome<LearnedRun>& outcome)
{
    const SessionRun* run = m_book.find(id);
    if (!run)
        return;
    if (const auto* failure = std::get_if<Failure>(&outcome)) {
        m_unreadable.insert(id);
        emit loadFailed(run->name, failure->message); // not asked for again in this session
        return;
    }
    m_wanted.erase(id);
    const auto* loaded = std::get_if<LearnedRun>(&outcome);
    if (!loaded || run->otherData || !run->isOver())
        return;
    m_book.change(id, [loaded](SessionRun& known) {
        known.record = loaded->run.record;
        known.record->config.name = known.config.name; // it may have been renamed since
        known.bestModel = loaded->run.model;
        known.lastModel = loaded->last;
        return true;
    });
}

void RunSync::rename(int id, const QString& name)
{
    const SessionRun* run = m_book.find(id);
    if (!run || name.trimmed().isEmpty() || name == run->name)
        return;
    if (run->storedId)
        write([stored = *run->storedId, text = name.toStdString()](RunStore& store) { store.rename(stored, text); });
    m_book.change(id, [&name](SessionRun& renamed) {
        renamed.name = shownName(name.toStdString());
        renamed.config.name = name.toStdString();
        return true;
    });
}

void RunSync::setNote(int id, const QString& note)
{
    const SessionRun* run = m_book.find(id);
    if (!run || note == run->note)
        return;
    if (run->storedId)
        write([stored = *run->storedId, text = note.toStdString()](RunStore& store) { store.setNote(stored, text); });
    m_book.change(id, [&note](SessionRun& noted) {
        noted.note = shownName(note.toStdString());
        return true;
    });
}

void RunSync::setTags(int id, const QStringList& tags)
{
    const SessionRun* run = m_book.find(id);
    if (!run || tags == run->tags)
        return;
    if (run->storedId)
        write([stored = *run->storedId, texts = toStd(tags)](RunStore& store) { store.setTags(stored, texts); });
    m_book.change(id, [&tags](SessionRun& tagged) {
        tagged.tags.clear();
        for (const QString& tag : tags)
            tagged.tags << shownName(tag.toStdString());
        return true;
    });
}

void RunSync::moveToBin(const std::vector<int>& ids)
{
    std::vector<RunId> stored;
    for (const int id : ids) {
        const SessionRun* run = m_book.find(id);
        if (!run || !run->isOver() || !run->storedId || m_book.findBinned(*run->storedId))
            continue;
        stored.push_back(*run->storedId);
        m_book.moveToBin(id);
    }
    if (!stored.empty())
        write([stored](RunStore& store) { store.remove(stored); });
}

void RunSync::restore(const std::vector<int>& ids)
{
    std::vector<RunId> stored;
    for (const int id : ids) {
        const SessionRun* run = m_book.find(id);
        if (!run || !run->storedId || !m_book.findBinned(*run->storedId))
            continue;
        stored.push_back(*run->storedId);
        m_book.restore(id);
    }
    if (!stored.empty())
        write([stored](RunStore& store) { store.restore(stored); });
}

void RunSync::expect(int run, std::shared_ptr<const StoredNumber> number)
{
    m_expected[run] = std::move(number);
}

bool RunSync::isExpected(RunId stored) const
{
    return std::ranges::any_of(m_expected, [stored](const auto& entry) { return *entry.second == number(stored); });
}

void RunSync::learnNumber(int id)
{
    const SessionRun* run = m_book.find(id);
    const auto expected = m_expected.find(id);
    if (!run || run->storedId || expected == m_expected.end() || *expected->second == 0)
        return;
    const RunId stored{expected->second->load()};
    m_book.change(id, [stored](SessionRun& registered) {
        registered.storedId = stored;
        return false;
    });
    m_history->read(
        this, [stored](RunStore& store) { return store.run(stored); },
        [this, id](const Outcome<StoredRun>& outcome) {
            if (const auto* found = std::get_if<StoredRun>(&outcome))
                m_book.change(id, [found](SessionRun& registered) {
                    takeWritten(registered, fromStored(*found));
                    return true;
                });
        });
}

void RunSync::withdraw(int run)
{
    const auto expected = m_expected.extract(run);
    if (expected && *expected.mapped() != 0)
        write([id = RunId{expected.mapped()->load()}](RunStore& store) { store.remove(std::span(&id, 1)); });
}

} // namespace tastescope::ui
