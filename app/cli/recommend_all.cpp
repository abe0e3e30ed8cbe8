#include "app/cli/recommend_all.h"

#include "core/base/atomic_file.h"
#include "core/base/csv_text.h"
#include "core/base/json_text.h"
#include "core/base/number_text.h"

#include <nlohmann/json.hpp>

namespace tastescope::cli {

namespace {

constexpr std::size_t chunkUsers = 512;

bool isHeldOut(const Recommendation& line)
{
    return line.mark == Mark::Validation || line.mark == Mark::Test || line.mark == Mark::Cold;
}

std::string csvLines(const Dataset& dataset, User user, const RecommendationList& list)
{
    std::string text;
    int rank = 0;
    for (const Recommendation& line : list.lines)
        text += csvCell(dataset.users().name(index(user))) + "," + std::to_string(++rank) + ","
                + csvCell(dataset.items().ids.name(index(line.item))) + "," + csvCell(line.title) + ","
                + shortestText(static_cast<double>(line.score)) + "," + (isHeldOut(line) ? "1" : "0") + ","
                + (list.isFallback ? "1" : "0") + "\n";
    return text;
}

std::string jsonLine(const Dataset& dataset, User user, const RecommendationList& list)
{
    Json json{{"user", dataset.users().name(index(user))}, {"fallback", list.isFallback}, {"items", Json::array()}};
    for (const Recommendation& line : list.lines)
        json["items"].push_back({{"item", dataset.items().ids.name(index(line.item))},
                                 {"title", line.title},
                                 {"score", line.score},
                                 {"held_out", isHeldOut(line)}});
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace

bool isListFile(const std::string& path)
{
    return path.ends_with(".csv") || path.ends_with(".jsonl");
}

std::int64_t writeAllLists(const Serving& serving, const RecommendOptions& options, const std::string& path,
                           const JobContext& job)
{
    const bool isCsv = path.ends_with(".csv");
    const Dataset& dataset = *serving.dataset;
    job.report(StageStarted{"writing the lists of all users"});
    AtomicFile file(path);
    if (isCsv)
        file.write("user,rank,item,title,score,held_out,fallback\n");
    const std::size_t count = dataset.userCount();
    std::vector<User> users;
    for (std::size_t begin = 0; begin < count; begin += chunkUsers) {
        users.clear();
        for (std::size_t u = begin; u < std::min(count, begin + chunkUsers); ++u)
            users.push_back(User{static_cast<std::int32_t>(u)});
        const auto lists = recommend(serving, users, options, JobContext{.stop = job.stop});
        for (std::size_t i = 0; i < users.size(); ++i)
            file.write(isCsv ? csvLines(dataset, users[i], lists[i]) : jsonLine(dataset, users[i], lists[i]));
        job.report(StageProgress{static_cast<std::int64_t>(begin + users.size()), static_cast<std::int64_t>(count)});
    }
    file.commit();
    return static_cast<std::int64_t>(count);
}

} // namespace tastescope::cli
