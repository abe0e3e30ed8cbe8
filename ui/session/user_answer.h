#pragma once

#include "core/serving/explain.h"
#include "core/serving/recommend.h"
#include "core/serving/taste_profile.h"
#include "core/serving/user_overview.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace tastescope::ui {

/// What all answers about users of one dataset and one selection of neighbours are made from.
struct UserBasis
{
    std::shared_ptr<const Dataset> dataset;
    std::shared_ptr<const CatalogueFacts> facts;
    std::shared_ptr<const NeighbourIndex> neighbours;
    std::shared_ptr<const CandidateLists> candidates;
    std::shared_ptr<const Model> votes; ///< user-KNN made of the selected neighbours: serves before anything is trained
    UserOverview overview;
    std::map<Attention, std::vector<User>>
        worthLookingAt; ///< every reason; sorting all users is no work for the window

    Serving serving(std::shared_ptr<const Model> model) const;
};

struct UserBasisOptions
{
    std::shared_ptr<const Dataset> dataset;
    std::shared_ptr<const CatalogueFacts> facts; ///< of the same dataset, or null: they are counted
    std::shared_ptr<const NeighbourIndex> neighbours;
    std::shared_ptr<const CandidateLists> candidates;
    UserResults perUser; ///< of a run's validation; may be empty
};

std::shared_ptr<const UserBasis> makeUserBasis(const UserBasisOptions& options, const JobContext& job);

/// A line of the user's recommendations that a neighbour brings.
struct Brought
{
    int rank = 0;
    Item item{};
    std::optional<double> adds; ///< to the score, where votes make it
};

struct NeighbourFacts
{
    User user{};
    double similarity = 0;
    int tracks = 0;            ///< in the neighbour's library
    int brings = 0;            ///< items he owns, or likes where nothing is owned
    std::vector<Track> shared; ///< rarest first
    std::vector<Brought> inList;
};

/// Where a held-out item of the user came to stand.
struct HeldOutPlace
{
    Item item{};
    std::optional<int> rank; ///< none: not among the items ranked
};

/// All that is shown of a user but the reasons of a single item.
struct UserAnswer
{
    User user{};
    bool isNeighboursOnly = false; ///< nothing trained answered
    RecommendOptions options;
    Ranked ranked;                     ///< every item that may be recommended
    RecommendationList list;           ///< options.top lines
    std::vector<HeldOutPlace> heldOut; ///< best rank first, then those that were not ranked
    TasteProfile taste;
    std::vector<Track> tracks; ///< the library, rarest first
    std::vector<NeighbourFacts> neighbours;
};

/// Ranks the items once.
UserAnswer answerUser(const UserBasis& basis, const std::shared_ptr<const Model>& model, User user,
                      const RecommendOptions& options);

/// Why an item stands where it does, or why it is not there.
struct WhyAnswer
{
    User user{};
    Item item{};
    Explanation explanation;
    WhyNot place;
};

/// By the ranking of an answer, which the same model has made: nothing is ranked again. k: the length of the list.
WhyAnswer answerWhy(const UserBasis& basis, const std::shared_ptr<const Model>& model, const UserAnswer& answer,
                    Item item, int k);

} // namespace tastescope::ui
