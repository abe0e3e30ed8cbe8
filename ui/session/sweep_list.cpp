#include "ui/session/sweep_list.h"

#include "core/data/dataset.h"
#include "core/experiment/sweep.h"
#include "core/history/run_store.h"
#include "ui/session/names.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

namespace fs = std::filesystem;

struct Found
{
    fs::file_time_type moment;
    SweepEntry entry;
};

QString text(const fs::path& path)
{
    return harmlessName(path.string());
}

std::vector<SweepEntry> inFolder(const fs::path& folder)
{
    std::vector<SweepEntry> entries;
    if (fs::exists(folder))
        for (const fs::directory_entry& entry : fs::directory_iterator(folder))
            if (entry.is_directory())
                entries.push_back({text(entry.path().filename()), entry.path()});
    return entries;
}

std::vector<SweepEntry> inHistory(const fs::path& workspace)
{
    std::vector<SweepEntry> entries;
    if (workspace.empty() || !fs::exists(workspace / "history.sqlite"))
        return entries;
    try {
        for (const StoredSweep& sweep : RunStore(workspace, HistoryAccess::ReadOnly).sweeps())
            entries.push_back({harmlessName(sweep.name), sweep.folder});
    } catch (const Error&) {
        // The window says elsewhere what is wrong with the history.
    }
    return entries;
}

bool isOf(const fs::path& folder, const DatasetFacts& open)
try {
    const std::optional<DatasetFacts> data = sweepData(folder);
    return !data || isSameData(*data, open);
} catch (const std::exception&) {
    return false; // no sweep, or a damaged one
}

} // namespace

std::vector<SweepEntry> sweepsOf(const fs::path& folder, const fs::path& workspace, const DatasetFacts& open,
                                 const JobContext& job)
{
    std::vector<Found> found;
    const auto isKnown = [&](const fs::path& place) {
        std::error_code error;
        return std::ranges::any_of(
            found, [&](const Found& other) { return fs::equivalent(other.entry.folder, place, error); });
    };
    for (const auto& entries : {inFolder(folder), inHistory(workspace)})
        for (const SweepEntry& entry : entries) {
            job.throwIfStopped();
            std::error_code error;
            const auto moment = fs::last_write_time(entry.folder, error);
            if (!error && isOf(entry.folder, open) && !isKnown(entry.folder))
                found.push_back({moment, entry});
        }
    std::ranges::stable_sort(found, std::greater(), &Found::moment);
    std::vector<SweepEntry> sweeps;
    for (const Found& each : found)
        sweeps.push_back(each.entry);
    return sweeps;
}

SweepEntry sweepIn(const fs::path& folder, const Dataset& dataset)
{
    if (const auto data = sweepData(folder))
        requireSameData("The sweep", *data, factsOf(dataset));
    const std::string name = loadSweepConfig(folder).base.name;
    return {name.empty() ? text(folder.filename()) : harmlessName(name), folder};
}

Sweep readSweep(const SweepEntry& entry, const DatasetFacts& open, const JobContext& job)
{
    Sweep sweep = loadSweep(entry.folder, job);
    for (const SweepTrial& trial : sweep.trials)
        if (trial.record)
            requireSameData("The sweep " + entry.name.toStdString(), trial.record->dataset, open);
    return sweep;
}

std::vector<QString> SweepList::names() const
{
    std::vector<QString> names;
    for (const SweepEntry& entry : m_entries)
        names.push_back(entry.name);
    return names;
}

const SweepEntry* SweepList::named(const QString& name) const
{
    const auto found = std::ranges::find(m_entries, name, &SweepEntry::name);
    return found == m_entries.end() ? nullptr : &*found;
}

const SweepEntry* SweepList::inFolder(const fs::path& folder) const
{
    const auto found = std::ranges::find(m_entries, folder, &SweepEntry::folder);
    return found == m_entries.end() ? nullptr : &*found;
}

bool SweepList::add(const std::vector<SweepEntry>& entries)
{
    const std::size_t before = m_entries.size();
    for (const SweepEntry& entry : entries)
        if (!inFolder(entry.folder))
            m_entries.push_back({freeName(entry), entry.folder});
    std::ranges::rotate(m_entries, m_entries.begin() + static_cast<std::ptrdiff_t>(before));
    return m_entries.size() != before;
}

void SweepList::remove(const fs::path& folder)
{
    std::erase_if(m_entries, [&](const SweepEntry& entry) { return entry.folder == folder; });
}

QString SweepList::freeName(const SweepEntry& wanted) const
{
    if (!named(wanted.name))
        return wanted.name;
    const QString name = QStringLiteral("%1 (%2)").arg(wanted.name, text(wanted.folder.parent_path().filename()));
    QString free = name;
    for (int more = 2; named(free); ++more)
        free = QStringLiteral("%1 %2").arg(name).arg(more);
    return free;
}

} // namespace tastescope::ui
