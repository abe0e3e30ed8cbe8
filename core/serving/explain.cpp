#include "core/serving/explain.h"

#include "core/base/error.h"
#include "core/models/user_knn/user_knn_model.h"
#include "core/serving/shared_tracks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace tastescope {

namespace {

void checkItem(const Dataset& dataset, User user, Item item)
{
    if (number(user) < 0 || index(user) >= dataset.userCount())
        throw Error("There is no user number " + std::to_string(number(user)) + " in " + dataset.name() + ".");
    if (number(item) < 0 || index(item) >= dataset.itemCount())
        throw Error("There is no " + dataset.nouns().item + " number " + std::to_string(number(item)) + " in "
                    + dataset.name() + ".");
}

Vote makeVote(const Serving& serving, User user, const Neighbour& neighbour)
{
    Vote vote;
    vote.neighbour = neighbour.user;
    vote.similarity = neighbour.similarity;
    vote.shared = sharedTracks(*serving.dataset, *serving.facts, user, neighbour.user).shared;
    return vote;
}

void fillLedger(Explanation& explanation, const Serving& serving, const UserKnnModel& model)
{
    explanation.isLedger = true;
    explanation.itemWeight = static_cast<double>(model.itemWeight(explanation.item));
    explanation.score = model.exactScore(explanation.user, explanation.item);
    for (const Neighbour& neighbour : model.neighbours().of(explanation.user)) {
        if (!model.likes().contains(neighbour.user, explanation.item))
            continue;
        Vote vote = makeVote(serving, explanation.user, neighbour);
        vote.adds = static_cast<double>(neighbour.similarity) * explanation.itemWeight;
        explanation.total += vote.adds;
        vote.total = explanation.total;
        explanation.votes.push_back(std::move(vote));
    }
}

void fillBringers(Explanation& explanation, const Serving& serving)
{
    for (const Neighbour& neighbour : serving.neighbours->of(explanation.user))
        if (serving.dataset->brought().contains(neighbour.user, explanation.item))
            explanation.votes.push_back(makeVote(serving, explanation.user, neighbour));
}

} // namespace

bool Explanation::addsUp() const
{
    return isLedger && std::abs(total - score) <= 1e-9;
}

Explanation explain(const Serving& serving, User user, Item item, RecommendFrom from)
{
    checkItem(*serving.dataset, user, item);
    Explanation explanation;
    explanation.user = user;
    explanation.item = item;
    explanation.isFallback = isServedFallback(serving, user, from);
    if (explanation.isFallback) {
        explanation.score = serving.facts->likes(item);
        return explanation;
    }
    if (const auto* userKnn = dynamic_cast<const UserKnnModel*>(serving.model.get())) {
        fillLedger(explanation, serving, *userKnn);
        return explanation;
    }
    float score = 0;
    serving.model->score(user, std::array{item}, std::span(&score, 1));
    explanation.score = static_cast<double>(score);
    fillBringers(explanation, serving);
    return explanation;
}

WhyNot whyNot(const Serving& serving, User user, Item item, const RecommendOptions& options)
{
    checkItem(*serving.dataset, user, item);
    return whyNot(serving, user, item, options, rankItems(serving, user, options, serving.dataset->itemCount()));
}

WhyNot whyNot(const Serving& serving, User user, Item item, const RecommendOptions& options, const Ranked& ranked)
{
    const Dataset& dataset = *serving.dataset;
    checkItem(dataset, user, item);
    const auto place = std::ranges::find(ranked.entries, item, &Ranked::Entry::item);

    WhyNot answer;
    answer.ranked = ranked.count;
    answer.broughtBy = reasonsFor(serving, user, item);
    if (place != ranked.entries.end()) {
        answer.rank = place - ranked.entries.begin() + 1;
        answer.score = place->score;
        answer.reason = *answer.rank > options.top ? WhyNotReason::RankedLower : WhyNotReason::NotMissing;
    } else if (dataset.train().contains(user, item))
        answer.reason = WhyNotReason::AlreadyLiked;
    else if (dataset.owner(item) == user)
        answer.reason = WhyNotReason::OwnItem;
    else
        answer.reason = answer.broughtBy.empty() ? WhyNotReason::NoNeighbourBringsIt : WhyNotReason::NotInSample;
    return answer;
}

} // namespace tastescope
