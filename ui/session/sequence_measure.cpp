// How next-item runs are measured; which runs these are stands in sequence_session.cpp.
#include "core/experiment/kept_ranks.h"
#include "ui/session/history_session.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_sync.h"
#include "ui/session/sequence_session.h"

namespace tastescope::ui {

std::string SequenceSession::hashOf(const SessionRun& run)
{
    if (run.origin)
        return run.origin->weights.empty() ? std::string()
                                           : run.origin->weightsSha256 + " heads " + std::to_string(run.origin->heads);
    return run.record ? run.record->modelSha256 : std::string();
}

const SessionRun* SequenceSession::ready(int id)
{
    const SessionRun* run = m_runs.find(id);
    if (run->isImported() || run->bestModel)
        return run;
    m_sync.want(id);
    return nullptr;
}

/// The first that waits and whose model is here; those of earlier sessions are asked for.
void SequenceSession::next()
{
    if (m_measuring != 0)
        return;
    std::erase_if(m_waiting, [this](int id) {
        const SessionRun* run = m_runs.find(id);
        return !run || !isAmong(*run) || m_sync.isUnreadable(id);
    });
    for (const int id : m_waiting)
        if (const SessionRun* run = ready(id)) {
            std::erase(m_waiting, id);
            return begin(*run);
        }
}

void SequenceSession::begin(const SessionRun& run)
{
    m_measuring = run.id;
    const auto work = [model = run.bestModel, origin = run.origin, dataset = m_data.dataset(), hash = hashOf(run),
                       protocol = m_protocol, folder = m_history.workspace()](const JobContext& job) {
        const KeptRanks kept(folder, hash.empty() ? hash : hash + " " + std::string(toText(protocol)), *dataset);
        if (auto found = kept.read())
            return measured(*std::move(found));
        NextItemRanks ranks = origin ? measureNextItems(readTransformerWeights(origin->weights, origin->heads),
                                                        *dataset, protocol, Workers(), job)
                                     : measureNextItems(*model, *dataset, protocol, Workers(), job);
        kept.write(ranks);
        return measured(std::move(ranks));
    };
    m_measurer.ask(this, work,
                   [this, id = run.id, hash = hashOf(run), protocol = m_protocol](const Outcome<Measured>& outcome) {
                       take(id, protocol, hash, outcome);
                   });
}

void SequenceSession::take(int id, NextItemProtocol protocol, const std::string& model,
                           const Outcome<Measured>& outcome)
{
    m_measuring = 0;
    if (const auto* failure = std::get_if<Failure>(&outcome))
        m_kept[{id, protocol}] = {model, nullptr, {}, failure->message};
    else if (const auto* found = std::get_if<Measured>(&outcome))
        m_kept[{id, protocol}] = {model, found->ranks, found->figures, {}};
    m_differences.clear(); // of a run that was measured anew they are others
    next();
    emit changed();
}

SequenceSession::Measured SequenceSession::measured(NextItemRanks ranks)
{
    Measured found{std::make_shared<const NextItemRanks>(std::move(ranks)), {}};
    if (found.ranks->size() > 0)
        found.figures = summaryOf(*found.ranks);
    return found;
}

const NextItemSummary* SequenceSession::figures(int id) const
{
    const auto kept = m_kept.find({id, m_protocol});
    const bool isThere = kept != m_kept.end() && kept->second.ranks && kept->second.figures.questions > 0;
    return isThere ? &kept->second.figures : nullptr;
}

const NextItemDifferences* SequenceSession::differences(int id)
{
    const SessionRun* against = baseline();
    if (!against || against->id == id || !figures(id) || !figures(against->id))
        return nullptr;
    const std::array<int, 3> key{static_cast<int>(m_protocol), id, against->id};
    if (const auto found = m_differences.find(key); found != m_differences.end())
        return found->second.get();
    m_differences[key] = nullptr;
    const auto work = [one = m_kept.at({id, m_protocol}).ranks, other = m_kept.at({against->id, m_protocol}).ranks](
                          const JobContext&) { return differencesOf(*one, *other); };
    m_reader.ask(this, Worker::Policy::InOrder, work, [this, key](const Outcome<NextItemDifferences>& outcome) {
        const auto* found = std::get_if<NextItemDifferences>(&outcome);
        if (const auto asked = m_differences.find(key); found && asked != m_differences.end())
            asked->second = std::make_shared<const NextItemDifferences>(*found);
        emit changed();
    });
    return nullptr;
}

void SequenceSession::measurePopularity()
{
    if (figures(0) || !hasTimes())
        return;
    const auto work = [dataset = m_data.dataset(), protocol = m_protocol](const JobContext& job) {
        return measured(measurePopular(*dataset, protocol, Workers(), job));
    };
    m_measurer.ask(&m_popularAsker, work, [this, protocol = m_protocol](const Outcome<Measured>& outcome) {
        if (const auto* found = std::get_if<Measured>(&outcome))
            m_kept[{0, protocol}] = {{}, found->ranks, found->figures, {}};
        emit changed();
    });
}

} // namespace tastescope::ui
