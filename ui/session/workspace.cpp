#include "ui/session/workspace.h"

#include "ui/session/numbers.h"
#include "ui/session/settings_file.h"

#include <QStandardPaths>

#include <filesystem>

namespace tastescope::ui {

double gentlerRate(const BprOptions& options)
{
    return shortest(options.learningRate / 10).toDouble(); // as it is told
}

Workspace::Workspace(Settings settings, const QString& runsFolder, QObject* parent)
    : QObject(parent),
      m_settings(std::move(settings)),
      m_neighbours(m_jobs, m_answers),
      m_history(std::filesystem::path(runsFolder.toStdU16String()).parent_path()),
      m_runSync(m_runs, &m_history),
      m_runJobs(m_runs, m_runSync, m_jobs, std::filesystem::path(runsFolder.toStdU16String()), &m_history),
      m_sweeps(m_jobs, std::filesystem::path(runsFolder.toStdU16String()).parent_path() / "sweeps", &m_history),
      m_nextOptions(BprOptions{}),
      m_otherOptions{PopularityOptions{}, UserKnnOptions{}},
      m_users(*this),
      m_comparisons(*this)
{
    connect(&m_jobs, &JobQueue::noted, this, &Workspace::noted);
    connect(&m_settings.file(), &SettingsFile::damaged, this, [this](const QString& keptAs) {
        emit noted(tr("The settings could not be read and begin anew. The old ones are kept in %1.").arg(keptAs));
    });
    connect(&m_settings.file(), &SettingsFile::notWritten, this, [this](const QString& problem) {
        notify({NoticeKind::Warning, tr("The settings are not saved"),
                problem + QLatin1Char(' ') + tr("They hold until the program ends, and saving is tried again.")});
    });
    connect(&m_neighbours, &NeighbourSession::failed, this, [this](const QString& message) {
        notify({NoticeKind::Error, tr("The search for neighbours failed"), message});
    });
    connectRuns();
    connect(&m_sweeps, &SweepSession::failed, this, [this](const QString& title, const QString& message) {
        notify({NoticeKind::Error, title, message});
    });
}

QString Workspace::defaultRunsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/tastescope/runs");
}

void Workspace::openDataset(const DatasetSource& source)
{
    if (m_openingJob != 0)
        m_jobs.stop(std::exchange(m_openingJob, 0));
    discardPendingImport();
    const auto id = std::make_shared<int>(0); // known only after add(), asked for when the job is over
    *id = m_jobs.add(
        tr("Open %1").arg(source.name()), [source](const JobContext& job) { return openAny(source, job); },
        [this, id, source](const Outcome<OpenedDataset>& outcome) {
            if (m_openingJob != *id)
                return; // another opening took its place
            m_openingJob = 0;
            emit openingChanged();
            opened(outcome, source);
        });
    m_openingJob = *id;
    emit openingChanged();
}

void Workspace::opened(const Outcome<OpenedDataset>& outcome, const DatasetSource& source)
{
    if (const auto* failure = std::get_if<Failure>(&outcome))
        notify({NoticeKind::Error, tr("%1 was not opened").arg(source.name()), failure->message, {}});
    const auto* result = std::get_if<OpenedDataset>(&outcome);
    if (!result)
        return;
    if (result->report && result->report->badRowCount > 0 && !source.options.skipBadRows) {
        m_pending = *result;
        m_pendingSource = source;
        emit pendingImportChanged();
        return;
    }
    setDataset(*result, source);
    remember();
    m_neighbours.search(m_neighbours.searchOptions());
}

void Workspace::acceptPendingImport()
{
    if (!m_pending)
        return;
    const OpenedDataset accepted = *std::exchange(m_pending, std::nullopt);
    m_pendingSource.options.skipBadRows = true;
    emit pendingImportChanged();
    opened(accepted, m_pendingSource);
}

void Workspace::discardPendingImport()
{
    if (!m_pending)
        return;
    m_pending.reset();
    emit pendingImportChanged();
}

void Workspace::setDataset(OpenedDataset opened, const DatasetSource& source)
{
    m_open = std::move(opened);
    m_source = source;
    m_user.reset();
    m_item.reset();
    m_slice.reset();
    m_runs.setDataset(m_open.dataset);
    m_neighbours.setDataset(m_open.dataset);
    m_sweeps.setDataset(m_open.dataset);
    emit datasetChanged();
    emit userChanged();
    emit itemChanged();
    emit sliceChanged();
    chooseRun();
    emit baselineChanged();
    emit comparedChanged();
}

void Workspace::closeDataset()
{
    setDataset({}, {});
}

void Workspace::remember()
{
    if (m_source.isPreset())
        return; // always on the start page
    m_settings.addRecentFile({m_source, contentsOf(*m_open.dataset), formatOf(m_open), bytesOf(m_open, m_source),
                              QDateTime::currentDateTime()});
}

void Workspace::setUser(std::optional<User> user)
{
    if (user == m_user)
        return;
    m_user = user;
    emit userChanged();
}

void Workspace::setItem(std::optional<Item> item)
{
    if (item == m_item)
        return;
    m_item = item;
    emit itemChanged();
}

void Workspace::setSlice(std::optional<Slice> slice)
{
    if (slice == m_slice)
        return;
    m_slice = std::move(slice);
    emit sliceChanged();
}

void Workspace::setValueRule(const ValueRule& rule)
{
    if (rule == m_valueRule)
        return;
    m_valueRule = rule;
    emit valueRuleChanged();
}

void Workspace::setK(int k)
{
    if (k == m_k)
        return;
    m_k = k;
    emit kChanged();
}

std::shared_ptr<const Model> Workspace::model() const
{
    const SessionRun* run = currentRun();
    return run ? run->model(m_valueRule) : nullptr;
}

Serving Workspace::serving() const
{
    const auto& selection = m_neighbours.selection();
    return {m_open.dataset, m_open.facts, selection ? selection->neighbours : nullptr,
            selection ? selection->candidates : nullptr, model()};
}

void Workspace::setNextOptions(const ModelOptions& options)
{
    if (options == m_nextOptions)
        return;
    if (options.index() != m_nextOptions.index())
        m_otherOptions.push_back(m_nextOptions);
    std::erase_if(m_otherOptions, [&](const ModelOptions& other) { return other.index() == options.index(); });
    m_nextOptions = options;
    emit nextOptionsChanged();
}

void Workspace::setNextModel(std::string_view name)
{
    for (const ModelOptions& other : m_otherOptions) {
        if (modelName(other) == name) {
            setNextOptions(ModelOptions(other));
            return;
        }
    }
}

int Workspace::train()
{
    if (!m_open.dataset)
        return 0;
    RunConfig config;
    config.dataset = m_source.paths.join(QLatin1Char(' ')).toStdString();
    config.model = m_nextOptions;
    const int id = m_runJobs.start(std::move(config), m_open.dataset);
    setCurrentRun(id);
    return id;
}

void Workspace::startTour()
{
    m_settings.remove(QStringLiteral("tour"));
    emit tourStarted();
}

void Workspace::trainGentler(const BprOptions& diverged)
{
    BprOptions gentler = diverged;
    gentler.learningRate = gentlerRate(diverged);
    setNextOptions(gentler);
    train();
}

} // namespace tastescope::ui
