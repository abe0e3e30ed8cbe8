#include "ui/session/sequence_session.h"

#include "core/models/model_kind.h"
#include "ui/session/history_session.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_sync.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

bool hasWeights(const SessionRun& run)
{
    return run.isImported() ? !run.origin->weights.empty() : run.hasModel() && run.isOver();
}

} // namespace

SequenceSession::SequenceSession(const OpenData& data, const RunBook& runs, RunSync& sync, RunChoices& choices,
                                 const HistorySession& history)
    : m_data(data),
      m_runs(runs),
      m_sync(sync),
      m_choices(choices),
      m_history(history)
{
    connect(&data, &OpenData::changed, this, &SequenceSession::followData);
    for (const auto signal : {&RunBook::runAdded, &RunBook::runChanged, &RunBook::runGrew, &RunBook::runRemoved})
        connect(&runs, signal, this, &SequenceSession::followRun);
    for (const auto signal : {&RunChoices::currentChanged, &RunChoices::baselineChanged})
        connect(&choices, signal, this, &SequenceSession::changed);
}

bool SequenceSession::hasTimes() const
{
    return m_data.dataset() && m_data.dataset()->hasTimes();
}

bool SequenceSession::isAmong(const SessionRun& run) const
{
    return run.isImported() || (m_data.isOpen(run.dataset) && modelKind(run.config.model).needsTimes);
}

std::vector<const SessionRun*> SequenceSession::runs() const
{
    std::vector<const SessionRun*> found;
    for (const SessionRun& run : m_runs.runs())
        if (isAmong(run))
            found.push_back(&run);
    return found;
}

const SessionRun* SequenceSession::focus() const
{
    const SessionRun* chosen = m_runs.find(m_chosenFocus);
    if (const SessionRun* current = m_choices.current();
        current && isAmong(*current) && !(chosen && chosen->isImported()))
        return current;
    const auto all = runs();
    if (chosen && std::ranges::find(all, chosen) != all.end())
        return chosen;
    return all.empty() ? nullptr : all.back();
}

void SequenceSession::setFocus(int id)
{
    const SessionRun* run = m_runs.find(id);
    if (!run)
        return;
    m_chosenFocus = id;
    if (!run->isImported())
        m_choices.setCurrent(id);
    emit changed();
}

const SessionRun* SequenceSession::baseline() const
{
    const auto all = runs();
    for (const int id : {m_choices.baseline(), m_chosenBaseline})
        if (const SessionRun* run = m_runs.find(id); run && std::ranges::find(all, run) != all.end())
            return run;
    const auto imported = std::ranges::find_if(all, [](const SessionRun* run) { return run->isImported(); });
    return imported != all.end() ? *imported : all.empty() ? nullptr : all.front();
}

void SequenceSession::setBaseline(int id)
{
    m_chosenBaseline = id;
    const SessionRun* run = m_runs.find(id);
    m_choices.setBaseline(run && !run->isImported() ? id : 0);
    emit changed();
}

SequenceSession::State SequenceSession::state(int id) const
{
    if (m_measuring == id)
        return State::Measuring;
    if (std::ranges::find(m_waiting, id) != m_waiting.end())
        return State::Waiting;
    if (const auto kept = m_kept.find({id, m_protocol}); kept != m_kept.end())
        return kept->second.ranks ? State::Measured : State::Failed;
    const SessionRun* run = m_runs.find(id);
    return run && hasWeights(*run) && hasTimes() ? State::NotMeasured : State::NoModel;
}

QString SequenceSession::problem(int id) const
{
    const auto kept = m_kept.find({id, m_protocol});
    return kept == m_kept.end() ? QString() : kept->second.problem;
}

const NextItemRanks* SequenceSession::ranks(int id) const
{
    const auto kept = m_kept.find({id, m_protocol});
    return kept == m_kept.end() ? nullptr : kept->second.ranks.get();
}

void SequenceSession::measure(int id)
{
    if (state(id) != State::NotMeasured && state(id) != State::Failed)
        return;
    m_kept.erase({id, m_protocol});
    m_waiting.push_back(id);
    next();
    emit changed();
}

void SequenceSession::measureAll()
{
    for (const SessionRun* run : runs())
        if (state(run->id) == State::NotMeasured)
            measure(run->id);
    measurePopularity();
}

void SequenceSession::cancel()
{
    m_waiting.clear();
    if (std::exchange(m_measuring, 0) != 0)
        m_measurer.forget(this);
    emit changed();
}

void SequenceSession::setProtocol(NextItemProtocol protocol)
{
    if (protocol == m_protocol)
        return;
    cancel();
    m_protocol = protocol;
    emit changed();
}

std::shared_ptr<const TransformerModel> SequenceSession::transformer(int id)
{
    const SessionRun* run = m_runs.find(id);
    if (!run || !hasWeights(*run) || !hasTimes())
        return nullptr;
    if (!run->isImported()) {
        m_sync.want(id);
        return std::dynamic_pointer_cast<const TransformerModel>(run->bestModel);
    }
    if (const auto found = m_imported.find(id); found != m_imported.end())
        return found->second;
    m_imported[id] = nullptr;
    using Read = std::shared_ptr<const TransformerModel>;
    const auto work = [origin = *run->origin, dataset = m_data.dataset()](const JobContext&) {
        return modelOf(origin, *dataset);
    };
    m_reader.ask(&m_importAsker, Worker::Policy::InOrder, work, [this, id](const Outcome<Read>& outcome) {
        if (const auto* model = std::get_if<Read>(&outcome))
            m_imported[id] = *model;
        emit changed();
    });
    return nullptr;
}

void SequenceSession::followData()
{
    cancel();
    m_measurer.forget(&m_popularAsker);
    m_reader.forget(&m_importAsker);
    m_kept.clear();
    m_differences.clear();
    m_reader.forget(this);
    m_imported.clear();
    emit changed();
}

void SequenceSession::followRun(int id)
{
    const SessionRun* run = m_runs.find(id);
    std::erase_if(m_kept, [&](const auto& kept) {
        return kept.first.first == id && (!run || kept.second.model != hashOf(*run));
    });
    next();
    if (!run || isAmong(*run))
        emit changed();
}

} // namespace tastescope::ui
