#include "app/cli/recommend_text.h"

#include "app/cli/text.h"
#include "core/base/shown_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope::cli {

namespace {

std::string whyText(const Json& why, bool explained)
{
    std::string text;
    for (const Json& reason : why) {
        text += (text.empty() ? "" : ", ") + shown(reason["neighbour"].get<std::string>()) + " "
                + fixed(reason["similarity"].get<double>(), 3) + " (" + std::to_string(reason["shared"].get<int>())
                + " shared";
        if (explained && !reason["adds"].is_null())
            text += ", adds " + fixed(reason["adds"].get<double>(), 4);
        text += ")";
    }
    return text;
}

/// The three that carry the most, beyond the noise.
std::string carriedText(const Json& carried)
{
    std::string text;
    int named = 0;
    for (const Json& part : carried["left_out"]) {
        if (named == 3 || part["change"].get<double>() >= 0 || part["within_noise"].get<bool>())
            break;
        text += (named++ == 0 ? "without " : ", ") + shown(part["title"].get<std::string>()) + " "
                + fixed(part["change"].get<double>(), 4);
        if (!part["rank"].is_null())
            text += " (rank " + std::to_string(part["rank"].get<std::int64_t>()) + ")";
    }
    return (named == 0 ? "nothing alone carries it" : text) + ", noise " + fixed(carried["noise"].get<double>(), 4);
}

/// The five that add the most.
std::string likesText(const Json& likes)
{
    constexpr std::size_t most = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(likes.size(), most); ++i)
        text += (i == 0 ? "" : ", ") + shown(likes[i]["title"].get<std::string>()) + " adds "
                + fixed(likes[i]["adds"].get<double>(), 4);
    if (likes.size() > most)
        text += ", " + std::to_string(likes.size() - most) + " more likes "
                + fixed(likes.back()["total"].get<double>() - likes[most - 1]["total"].get<double>(), 4);
    return likes.empty() ? "no like adds anything" : text;
}

} // namespace

std::string listText(const Json& list, bool explained)
{
    std::string text =
        "user " + shown(list["user"].get<std::string>())
        + (list["fallback"].get<bool>() ? "  (" + list["reason"].get<std::string>() + ": most popular first)" : "")
        + "\n";
    int rank = 0;
    for (const Json& item : list["items"]) {
        text += "  " + std::to_string(++rank) + ". " + shown(item["title"].get<std::string>()) + "  "
                + fixed(item["score"].get<double>(), 4) + (item["held_out"].get<bool>() ? "  *" : "");
        if (!item["owners"].empty())
            text += "  by " + shown(item["owners"][0].get<std::string>());
        text += "\n";
        if (!item["why"].empty())
            text += "     " + whyText(item["why"], explained) + "\n";
        if (item.contains("likes"))
            text += "     " + likesText(item["likes"]) + "\n";
        if (item.contains("carried") && !item["carried"].is_null())
            text += "     " + carriedText(item["carried"]) + "\n";
    }
    return text;
}

} // namespace tastescope::cli
