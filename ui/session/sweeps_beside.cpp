#include "ui/session/sweeps_beside.h"

#include "ui/session/open_data.h"
#include "ui/session/sweep_session.h"

#include <algorithm>

namespace tastescope::ui {

SweepsBeside::SweepsBeside(SweepSession& sweeps, const OpenData& data, QObject* parent)
    : QObject(parent),
      m_sweeps(sweeps),
      m_data(data)
{
    connect(&sweeps, &SweepSession::currentChanged, this, &SweepsBeside::followSweeps);
    connect(&sweeps, &SweepSession::namesChanged, this, &SweepsBeside::followSweeps);
    connect(&sweeps, &SweepSession::grew, this, [this] {
        if (!m_chosen.empty())
            emit changed();
    });
    connect(&sweeps, &SweepSession::ended, this, [this](const QString& name) {
        if (isChosen(name))
            read(name);
    });
}

std::vector<QString> SweepsBeside::offered() const
{
    std::vector<QString> names = m_sweeps.names();
    if (const LiveSweep* open = m_sweeps.current())
        std::erase(names, open->name);
    return names;
}

void SweepsBeside::choose(const QString& name, bool isBeside)
{
    if (isBeside == isChosen(name) || (isBeside && (!canChoose() || !m_sweeps.listed(name))))
        return;
    if (isBeside) {
        m_chosen[name];
        read(name);
    } else {
        m_chosen.erase(name);
    }
    emit changed();
}

void SweepsBeside::read(const QString& name)
{
    const SweepEntry* entry = m_sweeps.listed(name);
    if (!entry || !m_data.dataset())
        return;
    m_reader.ask(
        m_chosen[name].asker.get(),
        [entry = *entry, dataset = m_data.dataset()](const JobContext& job) {
            return readSweep(entry, factsOf(*dataset), job);
        },
        [this, name](Outcome<Sweep>&& outcome) {
            if (auto* sweep = std::get_if<Sweep>(&outcome))
                m_chosen[name].sweep = std::make_shared<const Sweep>(std::move(*sweep));
            const auto* failure = std::get_if<Failure>(&outcome);
            const QString message = failure ? failure->message : QString();
            if (failure)
                m_chosen.erase(name); // with what asked: nothing of the answer is used below
            if (!message.isEmpty())
                emit failed(tr("%1 cannot stand beside it").arg(name), message);
            emit changed();
        });
}

// The open one stands there by itself, and what is no longer listed is of other data.
void SweepsBeside::followSweeps()
{
    if (m_chosen.empty())
        return;
    const std::vector<QString> names = offered();
    std::erase_if(m_chosen, [&](const auto& one) { return std::ranges::find(names, one.first) == names.end(); });
    emit changed();
}

std::vector<NamedSweep> SweepsBeside::shown() const
{
    std::vector<NamedSweep> shown;
    const LiveSweep* open = m_sweeps.current();
    if (!open)
        return shown;
    shown.push_back({open->name, &open->sweep});
    for (const QString& name : offered())
        if (const auto found = m_chosen.find(name); found != m_chosen.end() && found->second.sweep)
            shown.push_back({name, found->second.sweep.get()});
    if (shown.size() < 2)
        shown.clear();
    return shown;
}

} // namespace tastescope::ui
