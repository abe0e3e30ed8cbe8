#include "core/experiment/measured_run.h"

#include "core/base/memory_limit.h"
#include "core/evaluation/evaluation_memory.h"
#include "core/evaluation/full.h"
#include "core/evaluation/sampled.h"

#include <algorithm>
#include <set>

namespace tastescope {

namespace {

std::span<const Metric> metricsOf(Protocol protocol)
{
    return protocol == Protocol::Full ? fullMetrics() : sampledMetrics();
}

/// The cutoffs of what was measured, ascending.
std::vector<int> cutoffsOf(const Evaluation& evaluation)
{
    std::set<int> cutoffs;
    if (!evaluation.model.isEmpty())
        for (const std::string& name : evaluation.model.names())
            if (const auto column = metricColumn(name); column && column->k > 0)
                cutoffs.insert(column->k);
    return {cutoffs.begin(), cutoffs.end()};
}

} // namespace

std::string measureTitle(const Measure& measure)
{
    const std::string title = metricTitle(measure.metric);
    if (measure.protocol == Protocol::Sampled)
        return title;
    return title + ", full ranking" + (measure.mask == Mask::Train ? ", only training likes masked" : "");
}

void requireMeasurable(const Measure& measure)
{
    const auto column = metricColumn(measure.metric);
    const auto metrics = metricsOf(measure.protocol);
    if (column && std::ranges::find(metrics, column->metric.name, &Metric::name) != metrics.end())
        return;
    std::string known;
    for (const Metric& metric : metrics)
        known += (known.empty() ? "" : ", ") + std::string(metric.name) + (metric.cut ? "-K" : "");
    throw Error("metric: found \"" + measure.metric + "\", expected one of " + known + " with K from 1: what the "
                + std::string(toText(measure.protocol)) + " protocol measures.");
}

EvaluationOptions optionsOf(const RunRecord& record, Part part)
{
    EvaluationOptions options{.part = part};
    const auto& measured = record.test ? record.test : record.validation;
    if (!measured)
        return options;
    options.protocol = measured->protocol;
    options.mask = measured->mask;
    if (std::vector<int> cutoffs = cutoffsOf(*measured); !cutoffs.empty())
        options.cutoffs = std::move(cutoffs);
    return options;
}

EvaluationListOptions listsOf(const RunConfig& config, int threads)
{
    return {.negatives = config.negatives, .seed = {}, .threads = threads};
}

bool isKept(const RunRecord& record, const Measure& measure)
{
    const auto& kept = measure.part == Part::Validation ? record.validation : record.test;
    return kept && kept->protocol == measure.protocol && kept->model.find(measure.metric)
           && (measure.protocol == Protocol::Sampled || kept->mask == measure.mask);
}

Evaluation evaluateModel(const Model& model, const Dataset& dataset, const EvaluationOptions& options,
                         const EvaluationListOptions& lists, const JobContext& job)
{
    requireMemory("Evaluating", evaluationMemory(sizeOf(dataset), options, lists.negatives));
    if (options.protocol == Protocol::Full)
        return evaluateFull(model, dataset, options, job);
    return evaluateSampled(model, dataset, drawEvaluationLists(dataset, options.part, lists, job), options, job);
}

UserResults measuredResults(const Run& run, const Dataset& dataset, const Measure& measure, int threads,
                            const JobContext& job)
{
    requireMeasurable(measure);
    requireModel(run, dataset);
    const int k = metricColumn(measure.metric)->k;
    const EvaluationOptions options{.protocol = measure.protocol,
                                    .part = measure.part,
                                    .mask = measure.mask,
                                    .cutoffs = {std::max(1, k)},
                                    .threads = threads,
                                    .baselines = false};
    Evaluation evaluation = evaluateModel(*run.model, dataset, options, listsOf(run.record.config, threads), job);
    if (evaluation.model.isEmpty())
        throw Error("Nothing of the " + std::string(toText(measure.part)) + " part can be ranked.");
    return std::move(evaluation.perUser);
}

} // namespace tastescope
