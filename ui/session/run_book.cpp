#include "ui/session/run_book.h"

#include "core/data/dataset.h"
#include "ui/session/open_data.h"

#include <algorithm>
#include <array>

namespace tastescope::ui {

namespace {

constexpr int colours = 6;

template<typename Field, typename Value>
const SessionRun* findBy(Field field, const Value& value, const std::deque<SessionRun>& runs)
{
    const auto found = std::ranges::find(runs, value, field);
    return found == runs.end() ? nullptr : &*found;
}

/// Both lists are in order of their numbers but where runs of the history came after those of the session.
const SessionRun* findById(int id, const std::deque<SessionRun>& runs)
{
    const auto found = std::ranges::lower_bound(runs, id, {}, &SessionRun::id);
    return found != runs.end() && found->id == id ? &*found : findBy(&SessionRun::id, id, runs);
}

/// Moves a run between lists, to where it stands by its number. False: it is not there.
bool move(std::deque<SessionRun>& from, std::deque<SessionRun>& to, int id)
{
    const auto run = std::ranges::find(from, id, &SessionRun::id);
    if (run == from.end())
        return false;
    to.insert(std::ranges::find_if(to, [id](const SessionRun& other) { return other.id > id; }), std::move(*run));
    from.erase(run);
    return true;
}

} // namespace

RunBook::RunBook(const OpenData& data, QObject* parent) : QObject(parent), m_data(data)
{
    connect(&data, &OpenData::changed, this, &RunBook::followData);
}

const SessionRun* RunBook::find(int id) const
{
    if (id < 1 || id > m_count)
        return nullptr;
    const SessionRun* run = findById(id, m_runs);
    return run ? run : findById(id, m_bin);
}

const SessionRun* RunBook::findStored(RunId id) const
{
    return findBy(&SessionRun::storedId, id, m_runs);
}

const SessionRun* RunBook::findBinned(RunId id) const
{
    return findBy(&SessionRun::storedId, id, m_bin);
}

const SessionRun* RunBook::findJob(int jobId) const
{
    return findBy(&SessionRun::jobId, jobId, m_runs);
}

const SessionRun* RunBook::running() const
{
    const auto found = std::ranges::find_if(
        m_runs, [](const SessionRun& run) { return run.phase == RunPhase::Running && run.jobId != 0; });
    return found == m_runs.end() ? nullptr : &*found;
}

const SessionRun* RunBook::newest() const
{
    const auto found = std::find_if(m_runs.rbegin(), m_runs.rend(),
                                    [](const SessionRun& run) { return !run.otherData && run.dataset; });
    return found == m_runs.rend() ? nullptr : &*found;
}

std::vector<int> RunBook::failedRuns() const
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

QString RunBook::nextName(const ModelOptions& options) const
{
    const auto prefix = runNamePrefix(options);
    const QString begin = QString::fromUtf8(prefix.data(), static_cast<qsizetype>(prefix.size())) + QLatin1Char('-');
    int highest = 0;
    for (const auto* runs : {&m_runs, &m_bin})
        for (const SessionRun& run : *runs)
            if (run.name.startsWith(begin))
                highest = std::max(highest, run.name.mid(begin.size()).toInt());
    return begin + QStringLiteral("%1").arg(highest + 1, 2, 10, QLatin1Char('0'));
}

int RunBook::freeSlot() const
{
    std::array<int, colours> taken{};
    for (const SessionRun& run : m_runs)
        if (run.slot >= 0 && run.slot < colours)
            ++taken[static_cast<std::size_t>(run.slot)];
    return static_cast<int>(std::ranges::min_element(taken) - taken.begin());
}

void RunBook::followData()
{
    forgetUnkept();
    std::vector<int> changed;
    for (auto* runs : {&m_runs, &m_bin})
        for (SessionRun& run : *runs) {
            place(run);
            changed.push_back(run.id);
        }
    m_isFollowingData = true;
    for (const int id : changed)
        emit runChanged(id);
    m_isFollowingData = false;
}

void RunBook::place(SessionRun& run) const
{
    const auto& open = m_data.dataset();
    const bool isOpen = open && isSameData(run.data, factsOf(*open));
    run.otherData = open && !isOpen;
    if (isOpen)
        run.dataset = open;
    else if (run.isOver()) {
        run.dataset.reset();
        run.bestModel.reset();
        run.lastModel.reset();
    }
}

void RunBook::setHidden(int id, bool hidden)
{
    change(id, [hidden](SessionRun& run) { return std::exchange(run.hidden, hidden) != hidden; });
}

int RunBook::add(SessionRun run)
{
    run.id = ++m_count;
    run.otherData = m_data.dataset() && run.dataset != m_data.dataset();
    m_runs.push_back(std::move(run));
    emit runAdded(m_count);
    return m_count;
}

int RunBook::addStored(SessionRun run, bool inBin)
{
    const int id = ++m_count;
    run.id = id;
    place(run);
    auto& runs = inBin ? m_bin : m_runs;
    const auto firstOfSession =
        std::ranges::find_if(runs, [](const SessionRun& other) { return !other.storedId || other.jobId != 0; });
    runs.insert(firstOfSession, std::move(run));
    if (!inBin)
        emit runAdded(id);
    return id;
}

void RunBook::change(int id, const std::function<bool(SessionRun&)>& change)
{
    for (auto* runs : {&m_runs, &m_bin})
        if (const auto run = std::ranges::find(*runs, id, &SessionRun::id); run != runs->end()) {
            if (change(*run))
                emit runChanged(id);
            return;
        }
}

void RunBook::grow(int id, const std::vector<JobEvent>& events)
{
    change(id, [&](SessionRun& run) {
        for (const JobEvent& event : events)
            run.curve.add(event);
        return false;
    });
    emit runGrew(id);
}

void RunBook::remove(int id)
{
    for (auto* runs : {&m_runs, &m_bin})
        std::erase_if(*runs, [id](const SessionRun& run) { return run.id == id; });
    emit runRemoved(id);
}

void RunBook::forgetUnkept()
{
    std::vector<int> unkept;
    for (const SessionRun& run : m_runs)
        if (run.isOver() && !run.storedId)
            unkept.push_back(run.id);
    for (const int id : unkept)
        remove(id);
}

void RunBook::moveToBin(int id)
{
    if (move(m_runs, m_bin, id))
        emit runRemoved(id);
}

void RunBook::restore(int id)
{
    if (move(m_bin, m_runs, id))
        emit runAdded(id);
}

} // namespace tastescope::ui
