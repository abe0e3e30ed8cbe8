#include "ui/session/neighbour_session.h"

#include "core/base/memory_limit.h"
#include "core/neighbours/search_memory.h"
#include "ui/session/answer_runner.h"
#include "ui/session/job_queue.h"
#include "ui/session/open_data.h"

#include <chrono>

namespace tastescope::ui {

namespace {

struct Timed
{
    std::shared_ptr<const NeighbourIndex> index;
    Histogram similarities;
    double seconds = 0;
};

double secondsSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace

NeighbourSession::NeighbourSession(const OpenData& data, JobQueue& jobs, AnswerRunner& answers, QObject* parent)
    : QObject(parent),
      m_data(data),
      m_jobs(jobs),
      m_answers(answers)
{
    connect(&data, &OpenData::changed, this, &NeighbourSession::forget);
}

void NeighbourSession::forget()
{
    if (m_jobId != 0)
        m_jobs.stop(std::exchange(m_jobId, 0));
    m_answers.forget(this);
    m_selecting = false;
    m_found.reset();
    m_selection.reset();
    emit searchEnded();
    emit selectionChanged();
}

MemoryNeed NeighbourSession::memory(const NeighbourOptions& options) const
{
    if (!m_data.dataset())
        return {};
    const SearchSize search{.top = options.top, .threads = options.threads, .turn = "fewer nearest searched"};
    return neighbourhoodMemory(m_data.opened().size, search, m_candidateOptions.count);
}

void NeighbourSession::search(const NeighbourOptions& options)
{
    if (!m_data.dataset())
        return;
    m_searchOptions = options;
    emit optionsChanged();
    if (m_jobId != 0)
        m_jobs.stop(std::exchange(m_jobId, 0));
    const auto id = std::make_shared<int>(0); // known only after add(), asked for when the job is over
    *id = m_jobs.add(
        tr("Neighbours"),
        [dataset = m_data.dataset(), options, need = memory(options)](const JobContext& job) {
            requireMemory("The search for neighbours", need);
            const auto begin = std::chrono::steady_clock::now();
            auto index = std::make_shared<const NeighbourIndex>(findNeighbours(dataset->library(), options, job));
            const double seconds = secondsSince(begin);
            return Timed{index, similarityHistogram(*index), seconds};
        },
        [this, id, options](const Outcome<Timed>& outcome) {
            if (m_jobId != *id)
                return; // another search or another dataset took its place
            m_jobId = 0;
            if (const auto* timed = std::get_if<Timed>(&outcome)) {
                m_found = timed->index;
                m_similarities = timed->similarities;
                m_foundOptions = options;
                m_searchSeconds = timed->seconds;
                select();
            } else if (const auto* failure = std::get_if<Failure>(&outcome)) {
                emit failed(failure->message);
            }
            emit searchEnded();
        });
    m_jobId = *id;
    emit searchStarted();
}

void NeighbourSession::setSelectionOptions(const SelectionOptions& options)
{
    if (options == m_selectionOptions)
        return;
    m_selectionOptions = options;
    emit optionsChanged();
    select();
}

void NeighbourSession::setCandidateOptions(const CandidateOptions& options)
{
    if (options == m_candidateOptions)
        return;
    m_candidateOptions = options;
    emit optionsChanged();
    select();
}

void NeighbourSession::select()
{
    if (!m_found)
        return;
    m_selecting = true;
    m_answers.ask(
        this,
        [dataset = m_data.dataset(), found = m_found, options = m_selectionOptions,
         candidateOptions = m_candidateOptions](const JobContext& job) {
            const auto begin = std::chrono::steady_clock::now();
            auto result = std::make_shared<Selection>();
            result->dataset = dataset;
            result->options = options;
            result->candidateOptions = candidateOptions;
            result->neighbours =
                std::make_shared<const NeighbourIndex>(selectNeighbours(*found, *dataset, options, job));
            result->candidates = std::make_shared<const CandidateLists>(
                buildCandidates(*result->neighbours, *dataset, candidateOptions, job));
            result->seconds = secondsSince(begin);
            result->statistics = neighbourStatistics(*result->neighbours, *dataset, options.threads, job);
            result->reach = neighbourReach(*found, dataset->hash(), options.minimumSimilarity, options.maximum);
            result->summary = summarise(result->statistics);
            result->beyond = beyondLimit(result->statistics.neighbours, result->reach, options.maximum);
            return result;
        },
        [this](const Outcome<std::shared_ptr<Selection>>& outcome) {
            m_selecting = false;
            if (const auto* result = std::get_if<std::shared_ptr<Selection>>(&outcome))
                m_selection = *result;
            else if (const auto* failure = std::get_if<Failure>(&outcome))
                emit failed(failure->message);
            emit selectionChanged();
        });
    emit selectionStarted();
}

} // namespace tastescope::ui
