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

Estimate find(const Figures& figures, std::string_view name)
{
    for (const Figure& figure : figures)
        if (figure.name == name)
            return figure.estimate;
    return {};
}

RankingFigures toRankingFigures(const Figures& figures)
{
    return {.mrr = find(figures, "mrr").value,
            .hit1 = find(figures, "hit-1").value,
            .hit5 = find(figures, "hit-5").value,
            .hit10 = find(figures, "hit-10").value,
            .ndcg10 = find(figures, "ndcg-10").value};
}

RankingFigures toFigures(const Evaluation& evaluation)
{
    return toRankingFigures(evaluation.model);
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

Figures meanFigures(const UserResults& results, const std::vector<MetricColumn>& columns)
{
    Figures figures;
    for (std::size_t m = 0; m < columns.size(); ++m)
        figures.push_back({columns[m].name, columns[m].title, estimateMean(results.values, m, columns.size())});
    return figures;
}

Figures exact(Figures figures)
{
    for (Figure& figure : figures)
        figure.estimate = {figure.estimate.value, figure.estimate.value, figure.estimate.value};
    return figures;
}

} // namespace tastescope
