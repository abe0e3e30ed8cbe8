#include "app/cli/history_list.h"

#include "app/cli/text.h"
#include "core/base/error.h"
#include "core/base/shown_text.h"
#include "core/training/model.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>
#include <sstream>

namespace tastescope::cli {

namespace {

std::vector<Item> itemsCalled(const std::string& history, const Dataset& dataset)
{
    std::vector<Item> items;
    std::istringstream words(history);
    for (std::string id; std::getline(words, id, ',');) {
        const auto item = dataset.items().ids.find(id);
        if (!item)
            throw Error("There is no " + dataset.nouns().item + " \"" + id + "\" in " + dataset.name() + ".");
        items.push_back(Item{*item});
    }
    return items;
}

} // namespace

HistoryList listAfter(const Model& model, const Dataset& dataset, const std::string& history, int top, bool dropRepeats)
{
    if (!model.goesByOrder())
        throw Error("This model does not go by order, so there is nothing that comes after a history: ask for a user.");
    HistoryList list{itemsCalled(history, dataset), {}};
    std::vector<std::int64_t> times(list.history.size());
    std::iota(times.begin(), times.end(), std::int64_t{0});
    const auto catalogue = idsUpTo<Item>(dataset.itemCount());
    const std::vector<Item> items(catalogue.begin(), catalogue.end());
    std::vector<float> scores(items.size());
    model.score(Sequence{list.history, times, std::nullopt}, items, scores);
    for (const Item item : items) {
        const bool isRepeat = std::ranges::find(list.history, item) != list.history.end();
        if (!isRepeat || !dropRepeats)
            list.lines.push_back({item, scores[index(item)], isRepeat});
    }
    std::ranges::stable_sort(list.lines, std::greater(), &HistoryList::Line::score);
    list.lines.resize(std::min(list.lines.size(), static_cast<std::size_t>(top)));
    return list;
}

Json historyJson(const HistoryList& list, const Dataset& dataset)
{
    Json json{{"history", Json::array()}, {"items", Json::array()}};
    for (const Item item : list.history)
        json["history"].push_back(dataset.items().ids.name(index(item)));
    for (const HistoryList::Line& line : list.lines)
        json["items"].push_back({{"item", dataset.items().ids.name(index(line.item))},
                                 {"title", dataset.items().title(index(line.item))},
                                 {"score", line.score},
                                 {"repeat", line.isRepeat}});
    return json;
}

std::string historyText(const HistoryList& list, const Dataset& dataset)
{
    std::string text = "after ";
    for (std::size_t i = 0; i < list.history.size(); ++i)
        text += (i == 0 ? "" : ", ") + shown(dataset.items().title(index(list.history[i])));
    text += "\n";
    int rank = 0;
    for (const HistoryList::Line& line : list.lines)
        text += "  " + std::to_string(++rank) + ". " + shown(dataset.items().title(index(line.item))) + "  "
                + fixed(static_cast<double>(line.score), 4) + (line.isRepeat ? "  (again)" : "") + "\n";
    return text;
}

} // namespace tastescope::cli
