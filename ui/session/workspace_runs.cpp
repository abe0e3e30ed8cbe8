// What the workspace knows of its runs: which is in front, the baseline, the compared ones, and what is said of them.
#include "ui/session/numbers.h"
#include "ui/session/workspace.h"

#include <algorithm>
#include <array>

namespace tastescope::ui {

namespace {

const QString baselineKey = QStringLiteral("runs/baseline");
const QString comparedKey = QStringLiteral("runs/compared");
const QString hiddenKey = QStringLiteral("runs/hidden");

qint64 storedNumber(const SessionRun* run)
{
    return run && run->storedId ? number(*run->storedId) : 0;
}

} // namespace

void Workspace::connectRuns()
{
    connect(&m_history, &HistorySession::opened, this, &Workspace::tellHistory);
    connect(&m_runs, &RunBook::runChanged, this, [this](int id) {
        if (id == m_currentRun || id == m_baseline || std::ranges::find(m_compared, id) != m_compared.end())
            m_runSync.want(id); // a run that another program trains has other models now
        if (id == m_currentRun)
            emit currentRunChanged();
        keepRunChoices();
    });
    connect(&m_runJobs, &RunJobs::ended, this, &Workspace::tellRunEnd);
    connect(&m_runs, &RunBook::runRemoved, this, &Workspace::forgetChoice);
    connect(&m_runSync, &RunSync::listed, this, [this] {
        takeRunChoices();
        chooseRun();
    });
    connect(&m_runSync, &RunSync::editFailed, this, [this](const QString& message) {
        notify({NoticeKind::Error, tr("The history was not changed"), message});
    });
    connect(&m_runSync, &RunSync::loadFailed, this, [this](const QString& name, const QString& message) {
        notify({NoticeKind::Warning, tr("%1 cannot answer").arg(name), message});
    });
}

void Workspace::setCurrentRun(int id)
{
    if (id == m_currentRun)
        return;
    m_currentRun = id;
    m_runSync.want(id);
    emit currentRunChanged();
}

void Workspace::chooseRun()
{
    const SessionRun* current = currentRun();
    if (current && current->dataset == m_open.dataset) {
        m_runSync.want(current->id);
        return;
    }
    const auto& runs = m_runs.runs();
    const auto found = std::find_if(runs.rbegin(), runs.rend(), [this](const SessionRun& run) {
        return m_open.dataset && run.dataset == m_open.dataset && (run.hasModel() || run.jobId != 0);
    });
    setCurrentRun(found == runs.rend() ? 0 : found->id);
}

int Workspace::baseline() const
{
    const SessionRun* run = m_runs.find(m_baseline);
    return run && run->dataset && run->dataset == m_open.dataset ? m_baseline : 0;
}

void Workspace::setBaseline(int id)
{
    if (id == m_baseline)
        return;
    m_baseline = id;
    m_runSync.want(id);
    keepRunChoices();
    emit baselineChanged();
}

std::vector<int> Workspace::compared() const
{
    std::vector<int> ids;
    for (const int id : m_compared)
        if (const SessionRun* run = m_runs.find(id); run && run->dataset && run->dataset == m_open.dataset)
            ids.push_back(id);
    return ids;
}

void Workspace::setCompared(std::vector<int> ids)
{
    std::vector<int> once;
    for (const int id : ids)
        if (m_runs.find(id) && std::ranges::find(once, id) == once.end() && once.size() < mostCompared)
            once.push_back(id);
    if (once == m_compared)
        return;
    m_compared = std::move(once);
    for (const int id : m_compared)
        m_runSync.want(id);
    keepRunChoices();
    emit comparedChanged();
}

void Workspace::takeRunChoices()
{
    if (!m_keptChoices.isEmpty())
        return; // read again: what is chosen now counts
    const auto idOf = [this](const QVariant& stored) {
        const SessionRun* run = m_runs.findStored(RunId{stored.toLongLong()});
        return run ? run->id : 0;
    };
    const QVariant baseline = m_settings.value(baselineKey);
    const QVariantList compared = m_settings.value(comparedKey).toList();
    const QVariantList hidden = m_settings.value(hiddenKey).toList();
    m_keptChoices = {baseline, compared, hidden};
    if (m_baseline == 0)
        setBaseline(idOf(baseline));
    if (m_compared.empty()) {
        std::vector<int> ids;
        for (const QVariant& stored : compared)
            ids.push_back(idOf(stored));
        setCompared(ids);
    }
    for (const QVariant& stored : hidden)
        m_runs.setHidden(idOf(stored), true);
    keepRunChoices();
}

// By their numbers in the history: those of this session mean nothing to the next.
void Workspace::keepRunChoices()
{
    if (!m_runSync.isListed() || m_keptChoices.isEmpty())
        return;
    QVariantList compared;
    for (const int id : m_compared)
        if (const qint64 stored = storedNumber(m_runs.find(id)); stored != 0)
            compared << stored;
    QVariantList hidden;
    for (const SessionRun& run : m_runs.runs())
        if (run.hidden && run.storedId)
            hidden << storedNumber(&run);
    const QVariantList now{storedNumber(m_runs.find(m_baseline)), QVariant(compared), QVariant(hidden)};
    const std::array keys{baselineKey, comparedKey, hiddenKey};
    for (qsizetype i = 0; i < now.size(); ++i)
        if (now[i] != m_keptChoices[i])
            m_settings.setValue(keys[static_cast<std::size_t>(i)], now[i]);
    m_keptChoices = now;
}

void Workspace::forgetChoice(int id)
{
    if (id == m_currentRun) {
        m_currentRun = 0;
        const SessionRun* other = m_runs.newest();
        setCurrentRun(other ? other->id : 0);
        if (!other)
            emit currentRunChanged();
    }
    if (id == m_baseline)
        setBaseline(0);
    std::vector<int> compared = m_compared;
    if (std::erase(compared, id) > 0)
        setCompared(compared);
}

void Workspace::tellHistory()
{
    const QString file = QString::fromStdString((m_history.workspace() / "history.sqlite").string());
    if (m_history.state() == HistorySession::State::Refused)
        notify({NoticeKind::Warning, tr("The history of runs is not open"),
                tr("%1 Runs of this session are kept in their folders and stay in the list until the window closes.")
                    .arg(m_history.reason())});
    else if (m_history.state() == HistorySession::State::ReadOnly)
        notify({NoticeKind::Warning, tr("The history of runs can only be read"),
                tr("%1: %2 New runs are kept in their folders and stay in the list until the window closes.")
                    .arg(file, m_history.reason())});
}

void Workspace::tellRunEnd(int id)
{
    const SessionRun* run = m_runs.find(id);
    if (!run || !run->isOver())
        return;
    if (!run->failure.isEmpty()) {
        notify({NoticeKind::Error, tr("%1 stopped").arg(run->name), run->failure, {}});
    } else if (run->record && run->record->state == RunState::Diverged) {
        tellDivergence(*run);
    }
}

void Workspace::tellDivergence(const SessionRun& run)
{
    const QString title = tr("%1 stopped: the loss became infinite").arg(run.name);
    const auto* options = std::get_if<BprOptions>(&run.config.model);
    if (!options)
        return notify({NoticeKind::Error, title, QString::fromStdString(run.record->message)});
    const int kept = run.record->bestEpoch;
    const QString optimiser = QString::fromStdString(toText(readOption(run.config.model, "optimiser")));
    const QString where =
        tr("Epoch %1, learning rate %2 with %3.")
            .arg(QString::number(run.record->epochs.size() + 1), shortest(options->learningRate), optimiser);
    notify({NoticeKind::Error,
            title,
            where + QLatin1Char(' ') + (kept > 0 ? tr("Epoch %1 is kept.").arg(kept) : tr("Nothing is kept.")),
            {{tr("Try %1").arg(shortest(gentlerRate(*options))),
              [this, diverged = *options] { trainGentler(diverged); }}}});
}

} // namespace tastescope::ui
