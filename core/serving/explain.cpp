#include "core/serving/explain.h"

#include "core/base/error.h"
#include "core/serving/asker.h"
#include "core/serving/shared_tracks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace tastescope {

namespace {

void checkItem(const Dataset& dataset, Item item)
{
    if (number(item) < 0 || index(item) >= dataset.itemCount())
        throw Error("There is no " + dataset.nouns().item + " number " + std::to_string(number(item)) + " in "
                    + dataset.name() + ".");
}

Vote makeVote(const Serving& serving, const Asker& asker, const Neighbour& neighbour)
{
    Vote vote;
    vote.neighbour = neighbour.user;
    vote.similarity = neighbour.similarity;
    if (asker.user())
        vote.shared = sharedTracks(*serving.dataset, *serving.facts, *asker.user(), neighbour.user).shared;
    return vote;
}

void fillLedger(Explanation& explanation, const Serving& serving, const Asker& asker, const Ledger& ledger)
{
    explanation.isLedger = true;
    explanation.itemWeight = ledger.itemWeight;
    explanation.score = ledger.score;
    explanation.isOfLikes = ledger.isOfLikes;
    for (const LikePart& part : ledger.likes) {
        explanation.total += part.adds;
        explanation.likes.push_back({part.like, part.adds, explanation.total});
    }
    for (std::size_t voter = 0; voter < ledger.voters.size(); ++voter) {
        Vote vote = makeVote(serving, asker, ledger.voters[voter]);
        vote.adds = ledger.added(voter);
        explanation.total += vote.adds;
        vote.total = explanation.total;
        explanation.votes.push_back(std::move(vote));
    }
}

void fillBringers(Explanation& explanation, const Serving& serving, const Asker& asker)
{
    for (const Neighbour& neighbour : asker.neighbours())
        if (serving.dataset->brought().contains(neighbour.user, explanation.item))
            explanation.votes.push_back(makeVote(serving, asker, neighbour));
}

} // namespace

bool Explanation::addsUp() const
{
    return isLedger && std::abs(total - score) <= 1e-9;
}

Explanation explain(const Serving& serving, const Query& query, Item item, RecommendFrom from)
{
    const Asker asker(serving, query);
    checkItem(*serving.dataset, item);
    Explanation explanation;
    explanation.item = item;
    explanation.isFallback = asker.isServedFallback(from);
    if (explanation.isFallback) {
        explanation.score = serving.facts->likes(item);
        return explanation;
    }
    if (const std::optional<Ledger> ledger = serving.model->ledger(query, item)) {
        fillLedger(explanation, serving, asker, *ledger);
        return explanation;
    }
    float score = 0;
    serving.model->score(query, std::array{item}, std::span(&score, 1));
    explanation.score = static_cast<double>(score);
    fillBringers(explanation, serving, asker);
    return explanation;
}

WhyNot whyNot(const Serving& serving, const Query& query, Item item, const RecommendOptions& options)
{
    checkItem(*serving.dataset, item);
    return whyNot(serving, query, item, options, rankItems(serving, query, options, serving.dataset->itemCount()));
}

WhyNot whyNot(const Serving& serving, const Query& query, Item item, const RecommendOptions& options,
              const Ranked& ranked)
{
    const Dataset& dataset = *serving.dataset;
    const Asker asker(serving, query);
    checkItem(dataset, item);
    const auto place = std::ranges::find(ranked.entries, item, &Ranked::Entry::item);

    WhyNot answer;
    answer.ranked = ranked.count;
    answer.broughtBy = reasonsFor(serving, query, item);
    const CataloguePlace inCatalogue = placeInCatalogue(serving, query, item, options);
    answer.catalogueRank = inCatalogue.rank;
    answer.catalogue = inCatalogue.count;
    answer.score = inCatalogue.score;
    const std::optional<Ledger> ledger = serving.model->ledger(query, item);
    const bool votes = ranked.isFallback || (ledger && !ledger->isOfLikes);
    if (place != ranked.entries.end()) {
        answer.rank = place - ranked.entries.begin() + 1;
        answer.reason = *answer.rank > options.top ? WhyNotReason::RankedLower : WhyNotReason::NotMissing;
    } else if (std::ranges::binary_search(asker.likes(), item))
        answer.reason = WhyNotReason::AlreadyLiked;
    else if (asker.owns(item))
        answer.reason = WhyNotReason::OwnItem;
    else if (!votes && answer.catalogueRank > options.top)
        answer.reason = WhyNotReason::RankedTooLow;
    else
        answer.reason = answer.broughtBy.empty() ? WhyNotReason::NoNeighbourBringsIt : WhyNotReason::NotInSample;
    return answer;
}

} // namespace tastescope
