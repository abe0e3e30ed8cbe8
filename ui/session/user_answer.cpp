#include "ui/session/user_answer.h"

#include "core/serving/shared_tracks.h"

#include <algorithm>
#include <limits>

namespace tastescope::ui {

namespace {

/// What a neighbour's vote adds to the score; none where votes do not make it, or he has none.
std::optional<double> voteOf(const std::optional<Ledger>& ledger, User neighbour)
{
    if (!ledger)
        return std::nullopt;
    const auto found = std::ranges::find(ledger->voters, neighbour, &Neighbour::user);
    if (found == ledger->voters.end())
        return std::nullopt;
    return ledger->added(static_cast<std::size_t>(found - ledger->voters.begin()));
}

/// A line of the list, and who made its score.
struct Line
{
    Item item{};
    std::optional<Ledger> ledger;
};

NeighbourFacts describe(const Serving& serving, User user, const Neighbour& neighbour, const std::vector<Line>& lines)
{
    const Dataset& dataset = *serving.dataset;
    NeighbourFacts facts;
    facts.user = neighbour.user;
    facts.similarity = static_cast<double>(neighbour.similarity);
    facts.tracks = static_cast<int>(dataset.library().row(neighbour.user).size());
    facts.brings = static_cast<int>(dataset.brought().row(neighbour.user).size());
    facts.shared = sharedTracks(dataset, *serving.facts, user, neighbour.user).shared;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (dataset.brought().contains(neighbour.user, lines[i].item))
            facts.inList.push_back({static_cast<int>(i) + 1, lines[i].item, voteOf(lines[i].ledger, neighbour.user)});
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
    basis->votes = votesOf(*options.neighbours, dataset);
    job.throwIfStopped();
    basis->overview = describeUsers(dataset, *basis->facts, *options.neighbours, *options.candidates,
                                    options.perUser.users.empty() ? nullptr : &options.perUser, job);
    for (const Attention reason : reasonsToLook) {
        job.throwIfStopped();
        basis->worthLookingAt[reason] = usersWorthLookingAt(basis->overview, reason);
    }
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
    std::vector<Line> lines;
    for (const Recommendation& line : answer.list.lines)
        lines.push_back({line.item, serving.model->ledger(user, line.item)});
    for (const Neighbour& neighbour : basis.neighbours->of(user))
        answer.neighbours.push_back(describe(serving, user, neighbour, lines));
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
