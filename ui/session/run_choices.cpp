#include "ui/session/run_choices.h"

#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_sync.h"
#include "ui/session/settings.h"

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

RunChoices::RunChoices(const OpenData& data, RunBook& runs, RunSync& sync, Settings& settings)
    : m_data(data),
      m_runs(runs),
      m_sync(sync),
      m_settings(settings)
{
    connect(&data, &OpenData::changed, this, &RunChoices::followData);
    connect(&runs, &RunBook::runChanged, this, &RunChoices::follow);
    connect(&runs, &RunBook::runRemoved, this, &RunChoices::forget);
    connect(&sync, &RunSync::listed, this, [this] {
        take();
        chooseCurrent();
    });
}

void RunChoices::followData()
{
    chooseCurrent();
    emit baselineChanged();
    emit comparedChanged();
}

void RunChoices::follow(int id)
{
    if (id == m_current || id == m_baseline || std::ranges::find(m_compared, id) != m_compared.end())
        m_sync.want(id); // a run that another program trains has other models now
    if (id == m_current)
        emit currentChanged();
    keep();
}

const SessionRun* RunChoices::current() const
{
    return m_runs.find(m_current);
}

void RunChoices::setCurrent(int id)
{
    if (id == m_current)
        return;
    m_current = id;
    m_sync.want(id);
    emit currentChanged();
}

void RunChoices::chooseCurrent()
{
    const auto& dataset = m_data.dataset();
    const SessionRun* chosen = current();
    if (chosen && chosen->dataset == dataset) {
        m_sync.want(chosen->id);
        return;
    }
    const auto& runs = m_runs.runs();
    const auto found = std::find_if(runs.rbegin(), runs.rend(), [&](const SessionRun& run) {
        return dataset && run.dataset == dataset && (run.hasModel() || run.jobId != 0);
    });
    setCurrent(found == runs.rend() ? 0 : found->id);
}

bool RunChoices::isOfOpenData(int id) const
{
    const SessionRun* run = m_runs.find(id);
    return run && m_data.isOpen(run->dataset);
}

int RunChoices::baseline() const
{
    return isOfOpenData(m_baseline) ? m_baseline : 0;
}

void RunChoices::setBaseline(int id)
{
    if (id == m_baseline)
        return;
    m_baseline = id;
    m_sync.want(id);
    keep();
    emit baselineChanged();
}

std::vector<int> RunChoices::compared() const
{
    std::vector<int> ids = m_compared;
    std::erase_if(ids, [this](int id) { return !isOfOpenData(id); });
    return ids;
}

void RunChoices::setCompared(const std::vector<int>& ids)
{
    std::vector<int> once;
    for (const int id : ids)
        if (m_runs.find(id) && std::ranges::find(once, id) == once.end() && once.size() < mostCompared)
            once.push_back(id);
    if (once == m_compared)
        return;
    m_compared = std::move(once);
    for (const int id : m_compared)
        m_sync.want(id);
    keep();
    emit comparedChanged();
}

void RunChoices::take()
{
    if (!m_kept.isEmpty())
        return; // read again: what is chosen now counts
    const auto idOf = [this](const QVariant& stored) {
        const SessionRun* run = m_runs.findStored(RunId{stored.toLongLong()});
        return run ? run->id : 0;
    };
    const QVariant baseline = m_settings.value(baselineKey);
    const QVariantList compared = m_settings.value(comparedKey).toList();
    const QVariantList hidden = m_settings.value(hiddenKey).toList();
    m_kept = {baseline, compared, hidden};
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
    keep();
}

// By their numbers in the history: those of this session mean nothing to the next.
void RunChoices::keep()
{
    if (!m_sync.isListed() || m_kept.isEmpty())
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
        if (now[i] != m_kept[i])
            m_settings.setValue(keys[static_cast<std::size_t>(i)], now[i]);
    m_kept = now;
}

void RunChoices::forget(int id)
{
    if (id == m_current) {
        m_current = 0;
        const SessionRun* other = m_runs.newest();
        setCurrent(other ? other->id : 0);
        if (!other)
            emit currentChanged();
    }
    if (id == m_baseline)
        setBaseline(0);
    std::vector<int> compared = m_compared;
    if (std::erase(compared, id) > 0)
        setCompared(compared);
}

} // namespace tastescope::ui
