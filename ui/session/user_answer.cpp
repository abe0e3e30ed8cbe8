#include "ui/session/user_answer.h"

#include "core/models/user_knn/user_knn_model.h"
#include "core/serving/shared_tracks.h"

#include <algorithm>
#include <limits>

namespace tastescope::ui {

namespace {

/// What a neighbour's vote adds to the score of what he likes; none where votes do not make the score.
std::optional<double> voteOf(const Model& model, User user, User neighbour, Item item)
{
    const auto* votes = dynamic_cast<const UserKnnModel*>(&model);
    if (!votes || !votes->likes().contains(neighbour, item))
        return std::nullopt;
    const auto asked = votes->neighbours().of(user);
    const auto found = std::ranges::find(asked, neighbour, &Neighbour::user);
    if (found == asked.end())
        return std::nullopt;
    return static_cast<double>(found->similarity) * static_cast<double>(votes->itemWeight(item));
}

NeighbourFacts describe(const Serving& serving, User user, const Neighbour& neighbour, const RecommendationList& list)
{
    const Dataset& dataset = *serving.dataset;
    NeighbourFacts facts;
    facts.user = neighbour.user;
    facts.similarity = static_cast<double>(neighbour.similarity);
    facts.tracks = static_cast<int>(dataset.library().row(neighbour.user).size());
    facts.brings = static_cast<int>(dataset.brought().row(neighbour.user).size());
    facts.shared = sharedTracks(dataset, *serving.facts, user, neighbour.user).shared;
    for (std::size_t i = 0; i < list.lines.size(); ++i) {
        const Item item = list.lines[i].item;
        if (dataset.brought().contains(neighbour.user, item))
            facts.inList.push_back({static_cast<int>(i) + 1, item, voteOf(*serving.model, user, neighbour.user, item)});
    }
    return facts;
}

std::vector<HeldOutPlace> heldOutOf(const Split& split, User user, const Ranked& ranked)
{
    std::vector<HeldOutPlace> places;
    for (const auto* part : {&split.validation, &split.test, &split.cold}) {
        for (const Item item : part->row(user)) {
            const auto entry = std::ranges::find(ranked.entries, item, &Ranked::Entry::item);
            const auto rank = static_cast<int>(entry - ranked.entries.begin()) + 1;
            places.push_back({item, entry == ranked.entries.end() ? std::nullopt : std::optional(rank)});
        }
    }
    std::ranges::stable_sort(places, [](const HeldOutPlace& a, const HeldOutPlace& b) {
        return a.rank.value_or(std::numeric_limits<int>::max()) < b.rank.value_or(std::numeric_limits<int>::max());
    });
    return places;
}

} // namespace

Serving UserBasis::serving(std::shared_ptr<const Model> model) const
{
    return {dataset, facts, neighbours, candidates, model ? std::move(model) : votes};
}

std::shared_ptr<const UserBasis> makeUserBasis(const UserBasisOptions& options, const JobContext& job)
{
    const Dataset& dataset = *options.dataset;
    auto basis = std::make_shared<UserBasis>();
    basis->dataset = options.dataset;
    basis->facts = options.facts ? options.facts : std::make_shared<const CatalogueFacts>(dataset);
    basis->neighbours = options.neighbours;
    basis->candidates = options.candidates;
    basis->votes = std::make_shared<const UserKnnModel>(*options.neighbours, dataset.train(),
                                                        std::vector<float>(dataset.itemCount(), 1.0F));
    job.throwIfStopped();
    basis->overview = describeUsers(dataset, *basis->facts, *options.neighbours, *options.candidates,
                                    options.perUser.users.empty() ? nullptr : &options.perUser, job);
    return basis;
}

UserAnswer answerUser(const UserBasis& basis, const std::shared_ptr<const Model>& model, User user,
                      const RecommendOptions& options)
{
    const Serving serving = basis.serving(model);
    UserAnswer answer;
    answer.user = user;
    answer.isNeighboursOnly = !model;
    answer.options = options;
    answer.ranked = rankItems(serving, user, options, basis.dataset->itemCount());
    answer.list = recommend(serving, user, options, answer.ranked);
    answer.heldOut = heldOutOf(basis.dataset->split(), user, answer.ranked);
    answer.taste = tasteProfile(*basis.dataset, *basis.facts, user);
    answer.tracks = sharedTracks(*basis.dataset, *basis.facts, user, user).shared; // his own library, rarest first
    for (const Neighbour& neighbour : basis.neighbours->of(user))
        answer.neighbours.push_back(describe(serving, user, neighbour, answer.list));
    return answer;
}

WhyAnswer answerWhy(const UserBasis& basis, const std::shared_ptr<const Model>& model, const UserAnswer& answer,
                    Item item, int k)
{
    const Serving serving = basis.serving(model);
    RecommendOptions options = answer.options;
    options.top = k;
    return {answer.user, item, explain(serving, answer.user, item, options.from),
            whyNot(serving, answer.user, item, options, answer.ranked)};
}

} // namespace tastescope::ui
