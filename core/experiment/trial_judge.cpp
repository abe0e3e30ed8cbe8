#include "core/experiment/trial_judge.h"

#include <algorithm>

namespace tastescope {

namespace {

constexpr std::string_view judgedMetric = "mrr";

double meanOf(const UserResults& results, const std::string& metric)
{
    return estimateMean(results.values, results.column(metric), results.metrics.size()).value;
}

} // namespace

TrialJudge::TrialJudge(const PairedOptions& options, const std::string& metric) : m_family(metric, options) {}

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
        verdicts.push_back({.trial = trial.id, .againstBest = {}});
        const auto own = m_numbers.find(trial.id);
        if (best == m_numbers.end() || own == m_numbers.end() || own == best)
            continue;
        places.push_back(verdicts.size() - 1);
        pairs.push_back({own->second, best->second});
    }
    const auto compared = m_family.compare(pairs, workers, job);
    const bool areEnough = static_cast<int>(pairs.size()) + 1 >= fewestTrialsForClaims; // with the best
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        verdicts[places[i]].againstBest = compared[i];
        verdicts[places[i]].asGoodAsBest = areEnough && compared[i].tied;
    }
    for (TrialVerdict& verdict : verdicts)
        verdict.asGoodAsBest = verdict.asGoodAsBest || (areEnough && verdict.trial == sweep.best);
    return verdicts;
}

std::vector<PointVerdict> TrialJudge::judgePoints(const Sweep& sweep) const
{
    if (sweep.config.seeds < 2)
        return {};
    std::vector<PointVerdict> verdicts;
    std::vector<SeedNumbers> settings;
    std::vector<std::size_t> places; // of settings, among the verdicts
    std::optional<std::size_t> best; // setting
    double most = 0;
    for (const SeedGroup& group : seedGroups(sweep)) {
        verdicts.push_back({.point = group.point});
        SeedNumbers numbers;
        for (const int trial : group.trials)
            if (const auto found = m_numbers.find(trial); found != m_numbers.end())
                numbers.runs.push_back(found->second);
        if (numbers.runs.size() < 2)
            continue;
        if (const double mean = group.value.value; !best || mean > most) {
            best = settings.size();
            most = mean;
        }
        places.push_back(verdicts.size() - 1);
        settings.push_back(std::move(numbers));
    }
    if (!best)
        return verdicts;
    std::vector<RunPair> pairs;
    for (std::size_t i = 0; i < settings.size(); ++i)
        if (i != *best)
            pairs.push_back({i, *best});
    const auto compared = compareSettings(m_family.matched(), settings, pairs);
    const bool areEnough = static_cast<int>(settings.size()) >= fewestTrialsForClaims;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        PointVerdict& verdict = verdicts[places[pairs[i].a]];
        verdict.againstBest = compared[i];
        verdict.asGoodAsBest = areEnough && compared[i].tied;
    }
    verdicts[places[*best]].isBest = true;
    verdicts[places[*best]].asGoodAsBest = areEnough;
    return verdicts;
}

UserResults judgedResults(const UserResults& results)
{
    const auto column = std::ranges::find(results.metrics, judgedMetric);
    if (column == results.metrics.end())
        return results;
    UserResults judged{{*column}, results.users, results.positives, {}, results.dataset};
    for (std::size_t row = 0; row < results.users.size(); ++row)
        judged.values.push_back(results.value(row, static_cast<std::size_t>(column - results.metrics.begin())));
    return judged;
}

UserResults trialResults(const SweepTrial& trial, const Dataset& dataset, const Measure& measure, int threads,
                         const JobContext& job)
{
    if (isKept(*trial.record, measure))
        return validationResults(trial);
    return measuredResults(loadRun(trial.folder), dataset, measure, threads, job);
}

bool canBeJudged(const SweepTrial& trial)
{
    return trial.phase == TrialPhase::Finished && trial.record && trial.record->validation;
}

JudgedSweep judgeSweep(Sweep sweep, const Dataset& dataset, const Measure& measure, const PairedOptions& options,
                       const JobContext& job)
{
    requireMeasurable(measure);
    TrialJudge judge(options, measure.metric);
    for (SweepTrial& trial : sweep.trials) {
        job.throwIfStopped();
        if (!canBeJudged(trial))
            continue;
        const UserResults results = trialResults(trial, dataset, measure, options.threads, job);
        if (results.users.empty())
            continue; // nothing was held out
        trial.judged = meanOf(results, measure.metric);
        judge.add(trial.id, results);
    }
    sweep.best = bestFinished(sweep.trials);
    JudgedSweep judged{std::move(sweep), {}, {}};
    judged.verdicts = judge.judge(judged.sweep, Workers(options.threads), job);
    judged.points = judge.judgePoints(judged.sweep);
    return judged;
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
