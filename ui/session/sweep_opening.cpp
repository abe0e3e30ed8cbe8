// How a sweep that has run is opened: of the list, of a folder, or with one of its trials.
#include "core/base/file_name.h"
#include "ui/session/names.h"
#include "ui/session/sweep_session.h"

namespace tastescope::ui {

namespace fs = std::filesystem;

void SweepSession::openFolder(const fs::path& folder)
{
    if (!m_dataset)
        return;
    m_analyst.ask(
        &m_opener,
        [folder = fs::absolute(folder).lexically_normal(), dataset = m_dataset](const JobContext&) {
            return sweepIn(folder, *dataset);
        },
        [this, folder](const Outcome<SweepEntry>& outcome) {
            if (const auto* failure = std::get_if<Failure>(&outcome))
                emit failed(tr("%1 was not opened").arg(shownName(folder.filename().string())), failure->message);
            if (const auto* entry = std::get_if<SweepEntry>(&outcome)) {
                takeListed({*entry});
                open(m_list.inFolder(entry->folder)->name);
            }
        });
}

void SweepSession::open(const QString& name)
{
    if (m_current && m_current->name == name)
        return;
    if (m_running && m_running->name == name)
        return show(m_running);
    auto sweep = std::make_shared<LiveSweep>();
    sweep->name = name;
    const SweepEntry* entry = m_list.named(name);
    sweep->folder = entry ? entry->folder : m_folder / fileNameOf(name.toStdString());
    show(std::move(sweep));
    read();
}

bool SweepSession::openWith(const fs::path& trialFolder)
{
    const fs::path folder = trialFolder.lexically_normal().parent_path();
    for (const SweepEntry& entry : m_list.entries())
        if (entry.folder.lexically_normal() == folder) {
            open(entry.name);
            return true;
        }
    return false;
}

void SweepSession::read()
{
    m_analyst.ask(
        &m_reader, [folder = m_current->folder](const JobContext& job) { return loadSweep(folder, job); },
        [this, sweep = m_current](const Outcome<Sweep>& outcome) {
            if (const auto* failure = std::get_if<Failure>(&outcome))
                emit failed(tr("%1 was not opened").arg(sweep->name), failure->message);
            const auto* found = std::get_if<Sweep>(&outcome);
            if (!found)
                return;
            sweep->adopt(*found, sweep != m_running);
            emit currentChanged();
            judge();
        });
}

} // namespace tastescope::ui
