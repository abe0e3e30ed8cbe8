#include "core/experiment/trial_judge.h"

#include <algorithm>

namespace tastescope {

namespace {

constexpr std::string_view judgedMetric = "mrr";

} // namespace

TrialJudge::TrialJudge(const PairedOptions& options) : m_family(std::string(judgedMetric), options) {}

void TrialJudge::add(int trial, const UserResults& results)
{
    if (!has(trial))
        m_numbers[trial] = m_family.add(results);
}

std::vector<TrialVerdict> TrialJudge::judge(const Sweep& sweep, Workers workers, const JobContext& job)
{
    std::vector<TrialVerdict> verdicts;
    std::vector<std::size_t> places; // in the verdicts, by pair
    std::vector<RunPair> pairs;
    const auto best = m_numbers.find(sweep.best);
    for (const SweepTrial& trial : sweep.trials) {
        verdicts.push_back({.trial = trial.id, .againstBest = {}, .asGoodAsBest = trial.id == sweep.best});
        const auto own = m_numbers.find(trial.id);
        if (best == m_numbers.end() || own == m_numbers.end() || own == best)
            continue;
        places.push_back(verdicts.size() - 1);
        pairs.push_back({own->second, best->second});
    }
    const auto compared = m_family.compare(pairs, workers, job);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        verdicts[places[i]].againstBest = compared[i];
        verdicts[places[i]].asGoodAsBest = compared[i].tied;
    }
    return verdicts;
}

UserResults judgedResults(const UserResults& results)
{
    const auto column = std::ranges::find(results.metrics, judgedMetric);
    if (column == results.metrics.end())
        return results;
    UserResults judged{{*column}, results.users, results.positives, {}};
    for (std::size_t row = 0; row < results.users.size(); ++row)
        judged.values.push_back(results.value(row, static_cast<std::size_t>(column - results.metrics.begin())));
    return judged;
}

bool canBeJudged(const SweepTrial& trial)
{
    return trial.phase == TrialPhase::Finished && trial.record && trial.record->validation;
}

std::vector<TrialVerdict> judgeTrials(const Sweep& sweep, const PairedOptions& options, const JobContext& job)
{
    TrialJudge judge(options);
    if (sweep.best != 0)
        for (const SweepTrial& trial : sweep.trials)
            if (canBeJudged(trial)) {
                job.throwIfStopped();
                judge.add(trial.id, validationResults(trial));
            }
    return judge.judge(sweep, Workers(options.threads), job);
}

} // namespace tastescope
