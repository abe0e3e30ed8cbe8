#include "app/cli/common.h"
#include "app/cli/dataset_report.h"
#include "app/cli/field_words.h"
#include "app/cli/text.h"
#include "core/base/atomic_file.h"
#include "core/base/csv_text.h"
#include "core/base/hash.h"
#include "core/base/memory_limit.h"
#include "core/experiment/open_dataset.h"
#include "core/neighbours/candidates.h"
#include "core/neighbours/find_neighbours.h"
#include "core/neighbours/neighbour_statistics.h"
#include "core/neighbours/search_memory.h"
#include "core/neighbours/select_neighbours.h"

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>

namespace tastescope::cli {

namespace {

struct NeighbourWords
{
    Common common;
    std::string dataset;
    OptionSettings find;       ///< of neighbourFields()
    OptionSettings select;     ///< of selectionFields()
    OptionSettings candidates; ///< of candidateFields()
    std::string out;
};

struct Found
{
    NeighbourIndex nearest;  ///< as found
    NeighbourIndex selected; ///< as they serve
    CandidateLists candidates;
    NeighbourStatistics statistics;
    double seconds = 0; ///< of the search
};

Found find(const NeighbourWords& words, const Dataset& dataset, const JobContext& job)
{
    NeighbourOptions search{.threads = words.common.threads};
    SelectionOptions select{.threads = words.common.threads};
    CandidateOptions candidates{.threads = words.common.threads};
    select.seed = words.common.seed.value_or(select.seed);
    candidates.seed = words.common.seed.value_or(candidates.seed);
    setFields(neighbourFields(), search, words.find);
    setFields(selectionFields(), select, words.select);
    setFields(candidateFields(), candidates, words.candidates);

    requireMemory(
        "The search for neighbours",
        neighbourhoodMemory(sizeOf(dataset), {.top = search.top, .threads = search.threads}, candidates.count));
    Found found;
    const auto begin = std::chrono::steady_clock::now();
    found.nearest = findNeighbours(dataset.library(), search, job);
    found.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    found.selected = selectNeighbours(found.nearest, dataset, select, job);
    found.candidates = buildCandidates(found.selected, dataset, candidates, job);
    found.statistics = neighbourStatistics(found.selected, dataset, words.common.threads, job);
    return found;
}

/// Over who was found, who was selected and what they bring; similarities bit by bit.
std::string checksumOf(const Found& found)
{
    std::uint64_t hash = 0;
    const auto add = [&](auto span) { hash = checksum(std::as_bytes(span), hash); };
    for (const NeighbourIndex* index : {&found.nearest, &found.selected}) {
        add(index->offsets());
        add(index->entries());
    }
    for (const User user : idsUpTo<User>(found.candidates.userCount()))
        add(found.candidates.of(user));
    return toHex(hash);
}

void save(const Found& found, const Dataset& dataset, const std::string& path, const JobContext& job)
{
    AtomicFile file(path);
    file.write("user,rank,neighbour,similarity\n");
    for (const User user : idsUpTo<User>(found.selected.userCount())) {
        job.throwIfStopped();
        std::string lines;
        int rank = 0;
        for (const Neighbour& neighbour : found.selected.of(user))
            lines += csvCell(dataset.users().name(index(user))) + "," + std::to_string(++rank) + ","
                     + csvCell(dataset.users().name(index(neighbour.user))) + "," + fixed(neighbour.similarity, 7)
                     + "\n";
        file.write(lines);
    }
    file.commit();
}

double usersPerSecond(const Found& found)
{
    return found.seconds > 0 ? static_cast<double>(found.nearest.userCount()) / found.seconds : 0;
}

constexpr std::array<std::string_view, 8> ofCounts{"users", "min", "max", "mean", "median", "p25", "p75", "p99"};
constexpr std::array<std::string_view, 7> ofPopularity{"users", "min", "max", "mean", "median", "p90", "p99"};

Json resultJson(const Found& found)
{
    const NeighbourSummary summary = summarise(found.statistics);
    return {{"users", found.nearest.userCount()},
            {"seconds", found.seconds},
            {"users_per_second", usersPerSecond(found)},
            {"neighbour_count", toJson(summary.neighbourCount, ofCounts)},
            {"popularity", toJson(summary.popularity, ofPopularity)},
            {"never_chosen", summary.neverChosen},
            {"reachable_items", toJson(summary.reachableItems, ofCounts)},
            {"short_users", found.candidates.shortUsers().size()},
            {"checksum", checksumOf(found)}};
}

std::string resultText(const Found& found, const Dataset& dataset)
{
    TextTable table;
    table.add({"", "users", "min", "p25", "median", "mean", "p75", "p90", "p99", "max"});
    const auto add = [&](const std::string& title, const Distribution& of) {
        table.add({title, grouped(of.count), fixed(of.min, 0), fixed(of.p25, 0), fixed(of.median, 0), fixed(of.mean, 2),
                   fixed(of.p75, 0), fixed(of.p90, 0), fixed(of.p99, 0), fixed(of.max, 0)});
    };
    const NeighbourSummary summary = summarise(found.statistics);
    add("neighbours", summary.neighbourCount);
    add("times chosen", summary.popularity);
    add(dataset.nouns().item + "s in reach", summary.reachableItems);
    return table.text() + "found in " + duration(found.seconds) + ", "
           + grouped(static_cast<std::int64_t>(usersPerSecond(found))) + " users per second; "
           + grouped(static_cast<std::int64_t>(found.candidates.shortUsers().size()))
           + " users have fewer candidates than asked for\nchecksum " + checksumOf(found) + "\n";
}

void neighbours(const NeighbourWords& words, const std::stop_token& stop)
{
    const JobContext job = jobFor(words.common, stop);
    const auto dataset = openDataset(words.dataset, job);
    const Found found = find(words, *dataset, job);
    if (!words.out.empty())
        save(found, *dataset, words.out, job);
    if (words.common.json)
        print(resultJson(found));
    else
        print(resultText(found, *dataset));
}

} // namespace

void addNeighbours(CLI::App& app, Action& chosen)
{
    CLI::App* command = app.add_subcommand("neighbours", "Find the most similar users and what they bring");
    auto words = std::make_shared<NeighbourWords>();
    addDataset(*command, words->dataset);
    addFields(*command, neighbourFields(), words->find);
    addFields(*command, selectionFields(), words->select);
    addFields(*command, candidateFields(), words->candidates);
    command->add_option("--out", words->out, "Keep the neighbours as CSV: user, rank, neighbour, similarity")
        ->type_name("FILE");
    addCommon(*command, words->common);
    command->callback(
        [words, &chosen] { chosen = [words](const std::stop_token& stop) { neighbours(*words, stop); }; });
}

} // namespace tastescope::cli
