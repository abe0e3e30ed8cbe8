#include "core/evaluation/evaluation.h"

#include "core/base/error.h"

#include <algorithm>
#include <functional>

namespace tastescope {

std::string_view toText(Protocol protocol)
{
    return protocol == Protocol::Sampled ? "sampled" : "full";
}

std::string_view toText(Part part)
{
    return part == Part::Validation ? "validation" : "test";
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

void UserResults::requireWithin(std::size_t userCount) const
{
    if (!users.empty() && index(users.back()) >= userCount)
        throw Error("The results are of user number " + std::to_string(number(users.back())) + ", the data have "
                    + std::to_string(userCount) + " users. Open the dataset the run learned from.");
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
