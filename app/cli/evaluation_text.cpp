#include "app/cli/evaluation_text.h"

#include "app/cli/text.h"

namespace tastescope::cli {

namespace {

/// "train and validation"
std::string maskedText(const Evaluation& evaluation)
{
    std::string text;
    for (const std::string& part : maskedParts(evaluation))
        text += (text.empty() ? "" : " and ") + part;
    return text;
}

std::string headline(const Evaluation& evaluation)
{
    const bool sampled = evaluation.protocol == Protocol::Sampled;
    std::string text(toText(evaluation.part));
    text += sampled
                ? ", sampled: each positive among " + grouped(evaluation.shortestList - 1)
                      + (evaluation.longestList > evaluation.shortestList ? " to " + grouped(evaluation.longestList - 1)
                                                                          : "")
                      + " negatives (flatters)"
                : ", full: the whole catalogue, masked what the user likes in " + maskedText(evaluation);
    return text + "; " + grouped(evaluation.users) + " users, " + grouped(evaluation.positives) + " positives\n";
}

} // namespace

std::string unmeasuredText(const Evaluation& evaluation)
{
    const std::string part(toText(evaluation.part));
    return evaluation.bareLists > 0 ? "no held-out positive of the " + part
                                          + " part has negatives to be ranked among, so nothing is measured"
                                    : "the " + part + " part holds no positives, so nothing is measured";
}

std::string evaluationText(const Evaluation& evaluation)
{
    if (evaluation.model.isEmpty())
        return unmeasuredText(evaluation) + "\n";
    TextTable table;
    table.add({"", "model", "95 % interval", "most popular", "chance"});
    for (std::size_t i = 0; i < evaluation.model.size(); ++i) {
        const std::string& name = evaluation.model.names()[i];
        const Estimate& estimate = evaluation.model.values()[i];
        table.add({metricTitle(name), fixed(estimate.value, 4),
                   fixed(estimate.low, 4) + " to " + fixed(estimate.high, 4),
                   evaluation.popularity.isEmpty() ? "-" : fixed(evaluation.popularity.find(name)->value, 4),
                   fixed(evaluation.chance.find(name)->value, 4)});
    }
    std::string text = headline(evaluation) + table.text();
    text += "tied positives " + fixed(100 * evaluation.tiedShare, 2) + " %";
    if (evaluation.notANumber > 0)
        text += ", scores that are not a number: " + grouped(evaluation.notANumber) + " (ranked last)";
    if (evaluation.bareLists > 0)
        text += ", positives without negatives left out: " + grouped(evaluation.bareLists);
    if (evaluation.skippedUsers > 0)
        text += ", cold users left out: " + grouped(evaluation.skippedUsers);
    if (evaluation.protocol == Protocol::Full)
        text += ", first " + std::to_string(evaluation.catalogue.k) + " cover "
                + fixed(100 * evaluation.catalogue.coverage, 1) + " % of the catalogue, "
                + fixed(evaluation.catalogue.popularityBias, 2) + " times as popular as what users like";
    return text + "\n";
}

} // namespace tastescope::cli
