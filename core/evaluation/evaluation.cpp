#include "core/evaluation/evaluation.h"

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
