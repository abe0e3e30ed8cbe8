#include "ui/session/baseline_differences.h"

#include "core/experiment/run_files.h"
#include "core/experiment/user_results_file.h"
#include "ui/session/answer_runner.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/selection.h"

namespace tastescope::ui {

namespace {

struct Answer
{
    PairedComparison comparison;
    std::shared_ptr<const UserResults> baseline;
};

} // namespace

BaselineDifferences::BaselineDifferences(const RunBook& runs, const RunChoices& choices, const Selection& selection,
                                         AnswerRunner& answers, QObject* parent)
    : QObject(parent),
      m_runs(runs),
      m_choices(choices),
      m_selection(selection),
      m_answers(answers)
{
    connect(&selection, &Selection::sliceChanged, this, &BaselineDifferences::forget);
}

void BaselineDifferences::forget()
{
    m_answers.forget(this);
    m_asking = false;
    m_known.clear();
    emit changed();
}

// Two runs whose models have the same hashes differ by the same, whenever and wherever they were trained.
std::optional<BaselineDifferences::Asked> BaselineDifferences::pairOf(int run) const
{
    const SessionRun* one = m_runs.find(run);
    const SessionRun* baseline = m_runs.find(m_choices.baseline());
    const auto isMeasured = [](const SessionRun* measured) {
        return measured && measured->isOver() && !measured->otherData && measured->record
               && measured->record->validation && !measured->record->modelSha256.empty();
    };
    if (!isMeasured(one) || !isMeasured(baseline) || one == baseline || !isSameData(one->data, baseline->data))
        return std::nullopt;
    return Asked{one->record->modelSha256, baseline->record->modelSha256};
}

const PairedComparison* BaselineDifferences::find(int run) const
{
    const auto pair = pairOf(run);
    const auto known = pair ? m_known.find(*pair) : m_known.end();
    return known != m_known.end() && known->second ? &*known->second : nullptr;
}

void BaselineDifferences::want(const std::vector<int>& runs)
{
    m_wanted = runs;
    if (!m_asking)
        askNext();
}

void BaselineDifferences::askNext()
{
    const SessionRun* run = nullptr;
    std::optional<Asked> pair;
    for (const int id : m_wanted) {
        pair = pairOf(id);
        if (pair && !m_known.contains(*pair)) {
            run = m_runs.find(id);
            break;
        }
    }
    if (!run)
        return;
    const SessionRun& baseline = *m_runs.find(m_choices.baseline());
    if (baseline.folder != m_baselineFolder) {
        m_baselineFolder = baseline.folder;
        m_baselineResults.reset();
    }
    m_asking = true;
    m_answers.ask(
        this,
        [file = RunFiles(run->folder).validation, baselineFile = RunFiles(baseline.folder).validation,
         data = baseline.data, loaded = m_baselineResults, users = m_selection.users()](const JobContext& job) {
            Answer answer{{},
                          loaded ? loaded : std::make_shared<const UserResults>(loadUserResults(baselineFile, data))};
            answer.comparison = comparePaired(resultsOf(loadUserResults(file, data), users),
                                              resultsOf(*answer.baseline, users), "mrr", {}, job);
            return answer;
        },
        [this, pair = *pair, folder = m_baselineFolder](const Outcome<Answer>& outcome) {
            m_asking = false;
            const auto* answer = std::get_if<Answer>(&outcome);
            if (answer && folder == m_baselineFolder)
                m_baselineResults = answer->baseline;
            if (answer || std::holds_alternative<Failure>(outcome))
                m_known[pair] = answer ? std::optional(answer->comparison) : std::nullopt;
            emit changed();
            askNext();
        });
}

} // namespace tastescope::ui
