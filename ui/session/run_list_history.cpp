// What RunList has from the history of the workspace, and what people write to it.
#include "ui/session/history_session.h"
#include "ui/session/run_list.h"

#include <algorithm>
#include <tuple>

namespace tastescope::ui {

namespace {

std::vector<std::string> toStd(const QStringList& texts)
{
    std::vector<std::string> list;
    for (const QString& text : texts)
        list.push_back(text.toStdString());
    return list;
}

/// What the history says of a run that this session also has in memory. Returns whether any of it is news.
bool takeWritten(SessionRun& run, const SessionRun& stored)
{
    const auto written = [](const SessionRun& some) {
        return std::tie(some.name, some.config.name, some.slot, some.note, some.tags, some.seedGroup, some.trial,
                        some.storedId);
    };
    if (written(run) == written(stored))
        return false;
    run.name = stored.name;
    run.config.name = stored.config.name;
    run.slot = stored.slot;
    run.note = stored.note;
    run.tags = stored.tags;
    run.seedGroup = stored.seedGroup;
    run.trial = stored.trial;
    run.storedId = stored.storedId;
    return true;
}

/// Whether a run has gone on, or ended, where this session could not see it. One that ended here is not under way again
/// before it has more epochs: the history may not have heard of its end.
bool hasGoneOn(const SessionRun& run, const SessionRun& stored)
{
    if (run.jobId != 0)
        return false;
    const std::size_t done = run.curve.epochs.size();
    if (run.isOver() && !stored.isOver())
        return stored.curve.epochs.size() > done;
    return run.stored != stored.stored || stored.curve.epochs.size() != done;
}

/// Returns whether its models have to be read again.
bool takeProgress(SessionRun& run, SessionRun stored)
{
    const auto learned = [](const SessionRun& some) {
        return some.record ? some.record->modelSha256 + std::string(toText(some.record->state)) : std::string();
    };
    const bool isOther = learned(run) != learned(stored);
    run.phase = stored.phase;
    run.stored = stored.stored;
    run.failure = stored.failure;
    run.curve.epochs = std::move(stored.curve.epochs);
    if (isOther) {
        run.record = std::move(stored.record);
        run.bestModel.reset();
        run.lastModel.reset();
    }
    return isOther;
}

} // namespace

template<typename Change>
void RunList::write(Change change)
{
    m_history->change(this, std::move(change), [this](const Outcome<bool>& outcome) {
        const auto* failure = std::get_if<Failure>(&outcome);
        if (!failure)
            return;
        emit editFailed(failure->message);
        refresh(); // shows what is really written
    });
}

void RunList::refresh()
{
    if (!m_history)
        return;
    if (m_history->state() == HistorySession::State::Refused) {
        m_listed = true;
        emit listed();
        return;
    }
    m_history->read(
        this, [](RunStore& store) { return store.runs(RunScope::All); },
        [this](Outcome<std::vector<StoredRun>> outcome) {
            if (const auto* failure = std::get_if<Failure>(&outcome))
                emit editFailed(failure->message);
            if (auto* stored = std::get_if<std::vector<StoredRun>>(&outcome))
                takeHistory(std::move(*stored));
            m_listed = true;
            emit listed();
        });
}

void RunList::takeHistory(std::vector<StoredRun> stored)
{
    std::vector<int> gone;
    for (const auto* runs : {&m_runs, &m_bin})
        for (const SessionRun& run : *runs)
            if (run.storedId && run.jobId == 0
                && std::ranges::find(stored, *run.storedId, &StoredRun::id) == stored.end())
                gone.push_back(run.id);
    for (const int id : gone)
        remove(id);
    for (StoredRun& run : stored)
        takeStored(std::move(run));
}

// A run that is known stays the same object, with its number and what is in memory.
void RunList::takeStored(StoredRun stored)
{
    const bool binned = !stored.deletedAt.empty();
    const RunId storedId = stored.id;
    SessionRun taken = fromStored(std::move(stored));
    auto& runs = binned ? m_bin : m_runs;
    auto& others = binned ? m_runs : m_bin;
    if (const auto other = std::ranges::find(others, storedId, &SessionRun::storedId); other != others.end()) {
        runs.push_back(std::move(*other));
        others.erase(other);
        if (binned)
            emit runRemoved(runs.back().id);
        else
            emit runAdded(runs.back().id);
    }
    const auto known = std::ranges::find(runs, storedId, &SessionRun::storedId);
    if (known != runs.end()) {
        bool changed = takeWritten(*known, taken);
        if (hasGoneOn(*known, taken)) {
            if (takeProgress(*known, std::move(taken)))
                m_wanted.erase(known->id);
            changed = true;
        }
        if (changed)
            emit runChanged(known->id);
        return;
    }
    const auto own =
        std::ranges::find_if(m_registered, [storedId](const auto& entry) { return *entry.second == number(storedId); });
    const bool isAbandoned = std::ranges::any_of(
        m_abandoned, [storedId](const auto& entry) { return *entry.second.registered == number(storedId); });
    if (own != m_registered.end() || isAbandoned)
        return; // its job has just registered it
    taken.id = ++m_count;
    place(taken);
    const auto firstOfSession =
        std::ranges::find_if(runs, [](const SessionRun& run) { return !run.storedId || run.jobId != 0; });
    const int id = runs.insert(firstOfSession, std::move(taken))->id;
    if (!binned)
        emit runAdded(id);
}

void RunList::forgetAbandoned(int jobId)
{
    const auto gone = m_abandoned.extract(jobId);
    if (!gone)
        return;
    const std::int64_t registered = *gone.mapped().registered;
    if (registered != 0)
        write([id = RunId{registered}](RunStore& store) {
            store.remove(std::span(&id, 1));
            return true;
        });
    std::error_code ignored; // what cannot be removed is in nobody's way
    std::filesystem::remove_all(gone.mapped().folder, ignored);
}

/// The job has registered the run: its colour is the history's.
void RunList::learnStoredId(SessionRun& run)
{
    const auto registered = m_registered.find(run.id);
    if (run.storedId || registered == m_registered.end() || *registered->second == 0)
        return;
    run.storedId = RunId{registered->second->load()};
    m_history->read(
        this, [id = *run.storedId](RunStore& store) { return store.run(id); },
        [this, id = run.id](const Outcome<StoredRun>& outcome) {
            SessionRun* known = edit(id);
            const auto* stored = std::get_if<StoredRun>(&outcome);
            if (!known || !stored)
                return;
            takeWritten(*known, fromStored(*stored));
            emit runChanged(id);
        });
}

void RunList::rename(int id, const QString& name)
{
    SessionRun* run = edit(id);
    if (!run || name.trimmed().isEmpty() || name == run->name)
        return;
    run->name = name;
    run->config.name = name.toStdString();
    if (run->storedId)
        write([stored = *run->storedId, text = name.toStdString()](RunStore& store) {
            store.rename(stored, text);
            return true;
        });
    emit runChanged(id);
}

void RunList::setNote(int id, const QString& note)
{
    SessionRun* run = edit(id);
    if (!run || note == run->note)
        return;
    run->note = note;
    if (run->storedId)
        write([stored = *run->storedId, text = note.toStdString()](RunStore& store) {
            store.setNote(stored, text);
            return true;
        });
    emit runChanged(id);
}

void RunList::setTags(int id, const QStringList& tags)
{
    SessionRun* run = edit(id);
    if (!run || tags == run->tags)
        return;
    run->tags = tags;
    if (run->storedId)
        write([stored = *run->storedId, texts = toStd(tags)](RunStore& store) {
            store.setTags(stored, texts);
            return true;
        });
    emit runChanged(id);
}

void RunList::setHidden(int id, bool hidden)
{
    SessionRun* run = edit(id);
    if (!run || hidden == run->hidden)
        return;
    run->hidden = hidden;
    emit runChanged(id);
}

void RunList::moveToBin(const std::vector<int>& ids)
{
    std::vector<RunId> stored;
    for (const int id : ids) {
        const auto run = std::ranges::find(m_runs, id, &SessionRun::id);
        if (run == m_runs.end() || !run->isOver() || !run->storedId)
            continue;
        stored.push_back(*run->storedId);
        m_bin.push_back(std::move(*run));
        m_runs.erase(run);
        emit runRemoved(id);
    }
    if (!stored.empty())
        write([stored](RunStore& store) {
            store.remove(stored);
            return true;
        });
}

void RunList::restore(const std::vector<int>& ids)
{
    std::vector<RunId> stored;
    for (const int id : ids) {
        const auto run = std::ranges::find(m_bin, id, &SessionRun::id);
        if (run == m_bin.end())
            continue;
        stored.push_back(*run->storedId);
        const auto after = std::ranges::find_if(m_runs, [id](const SessionRun& other) { return other.id > id; });
        m_runs.insert(after, std::move(*run));
        std::erase_if(m_bin, [id](const SessionRun& binned) { return binned.id == id; });
        emit runAdded(id);
    }
    if (!stored.empty())
        write([stored](RunStore& store) {
            store.restore(stored);
            return true;
        });
}

std::vector<int> RunList::failedRuns() const
{
    std::vector<int> failed;
    for (const SessionRun& run : m_runs) {
        const bool isEmpty =
            run.curve.epochs.empty() && (run.stored == StoredState::Diverged || run.stored == StoredState::Interrupted);
        if (run.isOver() && run.storedId && (run.stored == StoredState::Failed || isEmpty))
            failed.push_back(run.id);
    }
    return failed;
}

} // namespace tastescope::ui
