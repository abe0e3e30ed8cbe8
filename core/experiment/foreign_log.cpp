#include "core/base/ascii.h"
#include "core/base/epochs.h"
#include "core/base/error.h"
#include "core/evaluation/figure_name.h"
#include "core/evaluation/metrics.h"
#include "core/experiment/foreign_run.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace tastescope {

namespace {

constexpr std::size_t mostEpochs = 100'000;

bool has(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

/// The longest series is meant where several are called alike.
const ScalarSeries* longest(const ScalarLog& log, bool ofValidation)
{
    const ScalarSeries* found = nullptr;
    for (const ScalarSeries& series : log.series) {
        const std::string tag = asciiLower(series.tag);
        const bool isValidation = has(tag, "val") || has(tag, "vaild") || has(tag, "eval"); // as some programs spell it
        if (has(tag, "loss") && !has(tag, "test") && isValidation == ofValidation
            && (!found || series.points.size() > found->points.size()))
            found = &series;
    }
    return found;
}

/// Steps that count epochs: from 0 or 1 on, none left out by more than the loss of a few.
bool countEpochs(const std::vector<ScalarPoint>& points)
{
    const std::int64_t first = points.front().step;
    const std::int64_t span = points.back().step - first;
    return first >= 0 && points.back().step < std::numeric_limits<int>::max() - 1
           && span <= 2 * static_cast<std::int64_t>(points.size());
}

/// The metric a tag is called as: "ndcg-10" of "valid/NDCG@10"; empty: none.
std::string metricOf(const std::string& tag)
{
    std::string text = canonicalFigureName(std::string_view(tag).substr(tag.find_last_of("/ ") + 1));
    for (const std::string_view prefix : {"valid-", "val-"})
        if (text.starts_with(prefix))
            text.erase(0, prefix.size());
    return !has(asciiLower(tag), "test") && metricColumn(text) ? text : std::string();
}

/// Mean of the points with a step above `after` and at most `until`; goes on from `place`.
double meanUntil(const std::vector<ScalarPoint>& points, std::size_t& place, std::int64_t until)
{
    double sum = 0;
    std::size_t count = 0;
    for (; place < points.size() && points[place].step <= until; ++place, ++count)
        sum += points[place].value;
    return count > 0 ? sum / static_cast<double>(count) : std::nan("");
}

using SeriesByMetric = std::map<std::string, std::map<std::int64_t, double>>;

SeriesByMetric metricsOf(const ScalarLog& log)
{
    SeriesByMetric metrics;
    for (const ScalarSeries& series : log.series)
        if (const std::string name = metricOf(series.tag); !name.empty())
            for (const ScalarPoint& point : series.points)
                metrics[name][point.step] = point.value;
    return metrics;
}

} // namespace

std::vector<EpochFinished> epochsOf(const ScalarLog& log, const std::string& file)
{
    const ScalarSeries* validation = longest(log, true);
    const ScalarSeries* training = longest(log, false);
    const ScalarSeries* counted = validation ? validation : training;
    if (!counted)
        throw BadInput(
            {file}, "it has no loss, expected a tag with \"loss\" in it, found "
                        + (log.series.empty() ? std::string("none") : "\"" + log.series.front().tag + "\" and such"));
    if (counted->points.size() > mostEpochs)
        throw BadInput({file}, "\"" + counted->tag + "\" has " + std::to_string(counted->points.size())
                                   + " points and there is no validation loss that says where epochs end, expected at "
                                     "most 100000 epochs");
    const SeriesByMetric metrics = metricsOf(log);
    const bool byStep = countEpochs(counted->points);
    const std::int64_t before = counted->points.front().step == 0 ? 1 : 0;
    std::vector<EpochFinished> epochs;
    SharedNames names;
    std::size_t place = 0;
    for (const ScalarPoint& point : counted->points) {
        EpochFinished epoch;
        epoch.epoch = byStep ? static_cast<int>(point.step + before) : static_cast<int>(epochs.size()) + 1;
        epoch.trainLoss = training ? meanUntil(training->points, place, point.step) : std::nan("");
        std::vector<std::string> called;
        std::vector<double> values;
        for (const auto& [name, steps] : metrics)
            if (const auto found = steps.find(point.step); found != steps.end()) {
                called.push_back(name);
                values.push_back(found->second);
            }
        if (validation) {
            called.emplace_back(validationLossFigure);
            values.push_back(point.value);
        }
        if (!called.empty())
            epoch.validation = Figures(names.of(std::move(called)), std::move(values));
        if (!epochs.empty()) // what the first one took is not written
            epoch.trainSeconds = std::max(0.0, point.wallTime - counted->points[epochs.size() - 1].wallTime);
        epochs.push_back(std::move(epoch));
    }
    return epochs;
}

} // namespace tastescope
