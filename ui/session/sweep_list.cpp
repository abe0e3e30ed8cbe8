#include "ui/session/sweep_list.h"

#include "core/experiment/sweep.h"
#include "core/history/run_store.h"

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
    return QString::fromStdU16String(path.u16string());
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
            entries.push_back({QString::fromStdString(sweep.name), sweep.folder});
    } catch (const Error&) {
        // The window says elsewhere what is wrong with the history.
    }
    return entries;
}

bool isOf(const fs::path& folder, const std::string& dataHash)
try {
    const std::string hash = sweepDataHash(folder);
    return hash.empty() || hash == dataHash;
} catch (const std::exception&) {
    return false; // no sweep, or a damaged one
}

} // namespace

std::vector<SweepEntry> sweepsOf(const fs::path& folder, const fs::path& workspace, const std::string& dataHash,
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
            if (!error && isOf(entry.folder, dataHash) && !isKnown(entry.folder))
                found.push_back({moment, entry});
        }
    std::ranges::stable_sort(found, std::greater(), &Found::moment);
    std::vector<SweepEntry> sweeps;
    for (const Found& each : found)
        sweeps.push_back({freeNameFor(sweeps, each.entry), each.entry.folder});
    return sweeps;
}

QString nameOfSweep(const fs::path& folder)
{
    const std::string name = loadSweepConfig(folder).base.name;
    return name.empty() ? text(folder.filename()) : QString::fromStdString(name);
}

QString freeNameFor(const std::vector<SweepEntry>& entries, const SweepEntry& wanted)
{
    const auto isTaken = [&](const QString& name) { return std::ranges::count(entries, name, &SweepEntry::name) > 0; };
    if (!isTaken(wanted.name))
        return wanted.name;
    const QString name = QStringLiteral("%1 (%2)").arg(wanted.name, text(wanted.folder.parent_path().filename()));
    QString free = name;
    for (int more = 2; isTaken(free); ++more)
        free = QStringLiteral("%1 %2").arg(name).arg(more);
    return free;
}

} // namespace tastescope::ui
