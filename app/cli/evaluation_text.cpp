#include "app/cli/evaluation_text.h"

#include "app/cli/text.h"

namespace tastescope::cli {

namespace {

std::string headline(const Evaluation& evaluation)
{
    const bool sampled = evaluation.protocol == Protocol::Sampled;
    std::string text(toText(evaluation.part));
    text += sampled
                ? ", sampled: each positive among " + grouped(evaluation.shortestList - 1)
                      + (evaluation.longestList > evaluation.shortestList ? " to " + grouped(evaluation.longestList - 1)
                                                                          : "")
                      + " negatives (flatters)"
                : ", full: the whole catalogue but what the user liked in training";
    return text + "; " + grouped(evaluation.users) + " users, " + grouped(evaluation.positives) + " positives\n";
}

} // namespace

std::string evaluationText(const Evaluation& evaluation)
{
    TextTable table;
    table.add({"", "model", "95 % interval", "most popular", "chance"});
    for (const std::string& name : evaluation.model.names()) {
        const Estimate estimate = find(evaluation.model, name);
        table.add({metricTitle(name), fixed(estimate.value, 4),
                   fixed(estimate.low, 4) + " to " + fixed(estimate.high, 4),
                   evaluation.popularity.isEmpty() ? "-" : fixed(find(evaluation.popularity, name).value, 4),
                   fixed(find(evaluation.chance, name).value, 4)});
    }
    std::string text = headline(evaluation) + table.text();
    text += "tied positives " + fixed(100 * evaluation.tiedShare, 2) + " %";
    if (evaluation.notANumber > 0)
        text += ", scores that are not a number: " + grouped(evaluation.notANumber) + " (ranked last)";
    if (evaluation.skippedUsers > 0)
        text += ", cold users left out: " + grouped(evaluation.skippedUsers);
    if (evaluation.protocol == Protocol::Full)
        text += ", first " + std::to_string(evaluation.catalogue.k) + " cover "
                + fixed(100 * evaluation.catalogue.coverage, 1) + " % of the catalogue, "
                + fixed(evaluation.catalogue.popularityBias, 2) + " times as popular as what users like";
    return text + "\n";
}

} // namespace tastescope::cli
