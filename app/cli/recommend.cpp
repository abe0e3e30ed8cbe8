#include "core/serving/recommend.h"

#include "app/cli/common.h"
#include "app/cli/field_words.h"
#include "app/cli/history_list.h"
#include "app/cli/recommend_all.h"
#include "app/cli/recommend_text.h"
#include "app/cli/text.h"
#include "core/base/memory_limit.h"
#include "core/base/shown_text.h"
#include "core/experiment/open_dataset.h"
#include "core/experiment/run.h"
#include "core/models/transformer/transformer_options.h"
#include "core/neighbours/find_neighbours.h"
#include "core/neighbours/search_memory.h"
#include "core/neighbours/select_neighbours.h"
#include "core/serving/counterfactual.h"
#include "core/serving/explain.h"

#include <nlohmann/json.hpp>

namespace tastescope::cli {

namespace {

struct RecommendWords
{
    Common common;
    std::string dataset;
    std::string run;
    NetWords net;
    std::vector<std::string> users;
    std::string history;
    bool dropRepeats = false;
    RecommendOptions options;
    bool explain = false;
    bool all = false; ///< the lists of every user go to `out`
    std::string out;
};

std::vector<User> usersCalled(const std::vector<std::string>& names, const Dataset& dataset)
{
    std::vector<User> users;
    for (const std::string& name : names) {
        const auto user = dataset.users().find(name);
        if (!user)
            throw Error("There is no user \"" + name + "\" in " + dataset.name() + ".");
        users.push_back(User{*user});
    }
    return users;
}

Serving serve(std::shared_ptr<const Model> model, std::shared_ptr<const Dataset> dataset, const Common& common,
              const JobContext& job)
{
    const NeighbourOptions search{.threads = common.threads};
    requireMemory("The search for neighbours",
                  neighbourhoodMemory(sizeOf(*dataset), {.top = search.top, .threads = search.threads},
                                      CandidateOptions().count));
    const auto nearest = findNeighbours(dataset->library(), search, job);
    const SelectionOptions select{.threads = common.threads};
    const auto selected = std::make_shared<NeighbourIndex>(selectNeighbours(nearest, *dataset, select, job));
    CandidateOptions options{.threads = common.threads};
    options.seed = common.seed.value_or(options.seed);
    const auto candidates = std::make_shared<CandidateLists>(buildCandidates(*selected, *dataset, options, job));
    return makeServing(std::move(dataset), selected, candidates, std::move(model));
}

/// Neighbours who bring the item; with --explain all of them, with the tracks they share with the user.
Json whyJson(const Serving& serving, const std::optional<Explanation>& explanation, const Recommendation& line)
{
    const Dataset& dataset = *serving.dataset;
    Json why = Json::array();
    if (!explanation) {
        for (const Reason& reason : line.reasons)
            why.push_back({{"neighbour", dataset.users().name(index(reason.neighbour))},
                           {"similarity", reason.similarity},
                           {"shared", reason.sharedTracks}});
        return why;
    }
    for (const Vote& vote : explanation->votes) {
        Json tracks = Json::array();
        for (const Track track : vote.shared)
            tracks.push_back(dataset.tracks().title(index(track)));
        why.push_back({{"neighbour", dataset.users().name(index(vote.neighbour))},
                       {"similarity", vote.similarity},
                       {"shared", vote.shared.size()},
                       {"adds", explanation->isLedger ? Json(vote.adds) : Json()},
                       {"tracks", std::move(tracks)}});
    }
    return why;
}

/// What each like adds, of models whose scores likes add up to.
Json likesJson(const Dataset& dataset, const Explanation& explanation)
{
    Json likes = Json::array();
    for (const LikeVote& like : explanation.likes)
        likes.push_back({{"item", dataset.items().ids.name(index(like.like))},
                         {"title", dataset.items().title(index(like.like))},
                         {"adds", like.adds},
                         {"total", like.total}});
    return likes;
}

/// What each like or track carries, of models that cannot take their scores apart; null: there is nothing to say.
Json carriedJson(const Serving& serving, const RecommendWords& words, User user, Item item, const JobContext& job)
{
    const Dataset& dataset = *serving.dataset;
    const bool byTracks = !dataset.itemsAreTracks() && dataset.hasItemTracks();
    CounterfactualOptions options{.list = words.options};
    options.list.threads = words.common.threads;
    options.unit = byTracks ? LeftOutUnit::Tracks : LeftOutUnit::Likes;
    const auto found = leaveOut(serving, user, item, options, job);
    if (!found)
        return {};
    const Catalogue& things = byTracks ? dataset.tracks() : dataset.items();
    Json parts = Json::array();
    for (const LeftOut& part : found->parts)
        parts.push_back({{byTracks ? "track" : "item", things.ids.name(static_cast<std::size_t>(part.thing))},
                         {"title", things.title(static_cast<std::size_t>(part.thing))},
                         {"likes", part.likes},
                         {"change", part.change},
                         {"rank", part.rank ? Json(*part.rank) : Json()},
                         {"within_noise", found->isNoise(part)}});
    return {{"unit", toText(options.unit)}, {"likes", found->likes},       {"folded", found->folded},
            {"noise", found->noise},        {"agreeing", found->agreeing}, {"compared", found->compared},
            {"left_out", std::move(parts)}};
}

Json listJson(const Serving& serving, const RecommendWords& words, User user, const RecommendationList& list,
              const JobContext& job)
{
    const Dataset& dataset = *serving.dataset;
    Json items = Json::array();
    for (const Recommendation& line : list.lines) {
        Json owners = Json::array();
        if (line.owner)
            owners.push_back(dataset.users().name(index(*line.owner)));
        const auto explanation =
            words.explain ? std::optional(explain(serving, user, line.item, words.options.from)) : std::nullopt;
        const bool hit = line.mark == Mark::Validation || line.mark == Mark::Test || line.mark == Mark::Cold;
        items.push_back({{"item", dataset.items().ids.name(index(line.item))},
                         {"title", line.title},
                         {"score", line.score},
                         {"owners", std::move(owners)},
                         {"held_out", hit},
                         {"why", whyJson(serving, explanation, line)}});
        if (explanation && explanation->isOfLikes)
            items.back()["likes"] = likesJson(dataset, *explanation);
        else if (explanation && serving.model->foldsIn() && !list.isFallback)
            items.back()["carried"] = carriedJson(serving, words, user, line.item, job);
    }
    Json json{{"user", dataset.users().name(index(user))}, {"fallback", list.isFallback}};
    if (list.isFallback)
        json["reason"] = dataset.train().row(user).empty() ? "nothing known" : "no neighbour brings anything";
    json["items"] = std::move(items);
    return json;
}

/// The run's, or a net in its place.
std::shared_ptr<const Model> modelOf(const RecommendWords& words, const std::optional<Run>& run, const Dataset& dataset)
{
    if (!run)
        return netModel(words.net, dataset);
    requireModel(*run, dataset);
    return run->model;
}

void requireWords(const RecommendWords& words, const CLI::App& command)
{
    requireRunOrNet(command, words.run, words.net);
    if (words.users.empty() + words.history.empty() + !words.all != 2)
        throw CLI::ValidationError(command.get_display_name(), "For whom? Give one of --user, --all and --history.");
    if (words.dropRepeats && words.history.empty())
        throw CLI::ValidationError("--drop-repeats", "is of --history: lists of users never hold what they know.");
    if (words.all == words.out.empty())
        throw CLI::ValidationError("--out", "the lists of --all go to a file, those of --user to the terminal: give "
                                            "--all and --out, or neither.");
    if (words.all && !isListFile(words.out))
        throw CLI::ValidationError("--out",
                                   "found a file of another kind, expected a name that ends with .csv or .jsonl.");
    if (words.all && words.explain)
        throw CLI::ValidationError("--explain", "reasons are given for users named by --user.");
}

void recommend(const RecommendWords& words, const CLI::App& command, const std::stop_token& stop)
{
    requireWords(words, command);
    const JobContext job = jobFor(words.common, stop);
    const std::optional<Run> run = words.run.empty() ? std::nullopt : std::optional(loadRun(words.run));
    const auto dataset =
        openDatasetFor(run ? run->record.config.model : ModelOptions(TransformerOptions{}), words.dataset, job);
    const auto model = modelOf(words, run, *dataset);
    RecommendOptions options = words.options;
    options.threads = words.common.threads;
    if (!words.history.empty()) {
        const HistoryList list = listAfter(*model, *dataset, words.history, options.top, words.dropRepeats);
        words.common.json ? print(historyJson(list, *dataset)) : print(historyText(list, *dataset));
        return;
    }
    const std::vector<User> users = usersCalled(words.users, *dataset);
    const Serving serving = serve(model, dataset, words.common, job);
    if (words.all) {
        const std::int64_t count = writeAllLists(serving, options, words.out, job);
        if (words.common.json)
            print(Json{{"out", words.out}, {"users", count}, {"top", options.top}, {"mask", toText(options.mask)}});
        else
            print("lists of " + grouped(count) + " users saved to " + shown(words.out, 200) + "\n");
        return;
    }

    Json json{{"users", Json::array()}};
    const std::vector<RecommendationList> lists = recommend(serving, users, options, job);
    for (std::size_t i = 0; i < users.size(); ++i)
        json["users"].push_back(listJson(serving, words, users[i], lists[i], job));
    if (words.common.json) {
        print(json);
        return;
    }
    std::string text;
    for (const Json& list : json["users"])
        text += listText(list, words.explain);
    print(text + "* held out: a hit\n");
}

} // namespace

void addRecommend(CLI::App& app, Action& chosen)
{
    CLI::App* command = app.add_subcommand("recommend", "List what the model of a run recommends to users, and why");
    auto words = std::make_shared<RecommendWords>();
    words->options.mask = Mask::Known;
    addDataset(*command, words->dataset);
    auto* run = command->add_option("--run", words->run, "Folder given to train --out")->type_name("DIR");
    addNet(*command, words->net, run);
    auto* users = command->add_option("--user", words->users, "Users by their ids in the data")->type_name("ID...");
    command
        ->add_option("--history", words->history,
                     "Items by their ids in the data, the oldest first, apart by commas: what comes after them, of a "
                     "model that goes by order")
        ->excludes(users)
        ->type_name("ID,ID...");
    command->add_flag("--all", words->all, "Every user; with --out");
    command->add_option("--out", words->out, "File for the lists of --all: .csv or .jsonl")->type_name("FILE");
    command->add_flag("--drop-repeats", words->dropRepeats, "Leaves out of the list what the history holds");
    command->add_option("--top", words->options.top, "Lines a user")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str()
        ->type_name("K");
    addChoice(*command, "--from", words->options.from, "What neighbours bring, or the whole catalogue");
    addChoice(*command, "--mask", words->options.mask,
              "What is left out: known, all likes but the test's; train, "
              "those of training");
    command->add_flag("--explain", words->explain,
                      "What scores are made of: every neighbour's part, with the tracks shared, or every like's; of "
                      "BPR what each like "
                      "carries, by leaving it out");
    addCommon(*command, words->common);
    command->callback([command, words, &chosen] {
        chosen = [command, words](const std::stop_token& stop) { recommend(*words, *command, stop); };
    });
}

} // namespace tastescope::cli
