#include "core/evaluation/evaluation.h"

#include "core/base/error.h"
#include "core/data/of_users.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

namespace tastescope {

namespace {

std::string cutoffsText(const std::vector<int>& cutoffs)
{
    std::string text;
    for (const int cutoff : cutoffs)
        text += (text.empty() ? "" : ",") + std::to_string(cutoff);
    return text;
}

/// Throws: Error naming what was found.
std::vector<int> cutoffsFrom(std::string_view text)
{
    std::vector<int> cutoffs;
    for (const char* at = text.data();;) {
        const char* end = text.data() + text.size();
        int cutoff = 0;
        const auto read = std::from_chars(at, end, cutoff);
        if (read.ec != std::errc() || cutoff < 1 || (read.ptr != end && *read.ptr != ','))
            throw Error("at: found \"" + std::string(text) + "\", expected whole numbers from 1, parted by commas.");
        cutoffs.push_back(cutoff);
        if (read.ptr == end)
            return cutoffs;
        at = read.ptr + 1;
    }
}

OptionField<EvaluationOptions> cutoffsField()
{
    return {{.name = "at",
             .title = "Cutoffs",
             .group = "Evaluation",
             .help = "The K of Hit@K, NDCG@K, ..., parted by commas.",
             .kind = OptionKind::Text},
            [](const EvaluationOptions& options) -> OptionValue { return cutoffsText(options.cutoffs); },
            [](EvaluationOptions& options, const OptionValue& value) {
                options.cutoffs = cutoffsFrom(std::get<std::string>(value));
            }};
}

} // namespace

OptionTable<EvaluationOptions> evaluationFields()
{
    using O = EvaluationOptions;
    static const std::array fields{
        choiceField(&O::protocol, {.name = "protocol",
                                   .title = "Protocol",
                                   .group = "Evaluation",
                                   .help = "sampled: among fixed negatives; full: among the whole catalogue."}),
        choiceField(
            &O::part,
            {.name = "part", .title = "Part", .group = "Evaluation", .help = "Which held-out positives are ranked."}),
        choiceField(&O::mask, {.name = "mask",
                               .title = "Masked",
                               .group = "Evaluation",
                               .help = "Of a full ranking, what is no wrong answer: known: all the user likes in other "
                                       "parts; train: training likes alone, as many published figures are made."}),
        cutoffsField(),
        flagField(&O::baselines, {.name = "baselines",
                                  .title = "Baselines",
                                  .group = "Evaluation",
                                  .help = "Whether most-popular is measured on the same lists, too."}),
        threadsField(&O::threads),
    };
    return fields;
}

std::vector<std::string> maskedParts(const Evaluation& evaluation)
{
    if (evaluation.protocol != Protocol::Full)
        return {};
    std::vector<std::string> parts{"train"};
    if (evaluation.mask == Mask::Known)
        parts.emplace_back(toText(otherPart(evaluation.part)));
    return parts;
}

Figures valuesOf(const Estimates& figures)
{
    if (figures.isEmpty())
        return {};
    std::vector<double> values;
    for (const Estimate& estimate : figures.values())
        values.push_back(estimate.value);
    return {figures.sharedNames(), std::move(values)};
}

Figures watchedOf(const Estimates& figures)
{
    std::vector<std::string> names;
    std::vector<double> values;
    for (const std::string& name : *watchedFigures())
        if (const auto estimate = figures.find(name)) {
            names.push_back(name);
            values.push_back(estimate->value);
        }
    if (names.empty())
        return {};
    const bool all = names.size() == watchedFigures()->size();
    return {all ? watchedFigures() : std::make_shared<const std::vector<std::string>>(std::move(names)),
            std::move(values)};
}

std::size_t UserResults::column(std::string_view metric) const
{
    std::string known;
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        if (metrics[i] == metric)
            return i;
        known += (known.empty() ? "" : ", ") + metrics[i];
    }
    throw Error("There is no metric \"" + std::string(metric) + "\" in the results of this run. Measured: " + known
                + ". Evaluate it with that cutoff.");
}

bool UserResults::isValid() const
{
    return positives.size() == users.size() && values.size() == users.size() * metrics.size()
           && (users.empty() || number(users.front()) >= 0)
           && std::ranges::adjacent_find(users, std::greater_equal()) == users.end()
           && std::ranges::all_of(positives, [](std::int32_t count) { return count >= 1; })
           && std::ranges::all_of(values, [](double value) { return !(value < 0 || value > 1); });
}

void UserResults::requireOf(const std::string& datasetHash, std::size_t userCount) const
{
    requireSameUsers(dataset, datasetHash);
    if (!users.empty() && index(users.back()) >= userCount)
        throw Error("The results are of user number " + std::to_string(number(users.back())) + ", the data have "
                    + std::to_string(userCount) + " users. Open the dataset the run learned from.");
}

UserResults resultsOf(const UserResults& results, const UserSet& users)
{
    users.requireOf(results.dataset);
    if (users.isAll())
        return results;
    UserResults kept{
        .metrics = results.metrics, .users = {}, .positives = {}, .values = {}, .dataset = results.dataset};
    const std::size_t width = results.metrics.size();
    for (std::size_t row = 0; row < results.users.size(); ++row) {
        if (!users.contains(results.users[row]))
            continue;
        kept.users.push_back(results.users[row]);
        kept.positives.push_back(results.positives[row]);
        const auto first = results.values.begin() + static_cast<std::ptrdiff_t>(row * width);
        kept.values.insert(kept.values.end(), first, first + static_cast<std::ptrdiff_t>(width));
    }
    return kept;
}

Estimates meanFigures(const UserResults& results, const FigureNames& names)
{
    if (results.users.empty())
        return {};
    std::vector<Estimate> means;
    for (std::size_t m = 0; m < names->size(); ++m)
        means.push_back(estimateMean(results.values, m, names->size()));
    return {names, std::move(means)};
}

Estimates exact(Estimates figures)
{
    for (Estimate& estimate : figures.values())
        estimate = {estimate.value, estimate.value, estimate.value};
    return figures;
}

} // namespace tastescope
