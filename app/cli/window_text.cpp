#include "app/cli/window_text.h"

#include "app/cli/text.h"
#include "core/experiment/evaluation_json.h"

#include <nlohmann/json.hpp>

namespace tastescope::cli {

namespace {

Json toJson(const WindowFigures& figures)
{
    Json json = Json::object();
    if (figures.crossEntropy)
        json["cross_entropy"] = toJson(*figures.crossEntropy);
    for (std::size_t i = 0; i < figures.figures.size(); ++i)
        json[figures.figures.names()[i]] = toJson(figures.figures.values()[i]);
    json["repeats_by_rank"] = figures.repeats;
    return json;
}

/// What somebody who reads the figures has to know.
std::string noteOn(WindowSplit split)
{
    if (split == WindowSplit::All)
        return "every window is measured, also those a model has learned and the counts beside it are made of";
    if (split == WindowSplit::WindowsTenth)
        return "a random tenth of the windows leaks: its neighbours are among those that were learned";
    return "each user's last item; the counts beside it are of what came before";
}

/// "duplicates-5" is "duplicates@5".
std::string figureTitle(std::string name)
{
    const std::size_t dash = name.find('-');
    if (!name.starts_with("duplicates"))
        for (std::size_t i = 0; i < dash; ++i)
            name[i] = static_cast<char>(name[i] - 'a' + 'A');
    name[dash] = '@';
    return name.starts_with("HIT") ? "Hit" + name.substr(3) : name;
}

/// The models beside each other, the one in question first.
struct Column
{
    const char* title;
    const WindowFigures* figures;
};

std::vector<Column> columnsOf(const WindowEvaluation& evaluation)
{
    std::vector<Column> columns{{"model", &evaluation.model}};
    if (evaluation.withoutUser)
        columns.push_back({"without its user", &*evaluation.withoutUser});
    columns.push_back({"most popular", &evaluation.popularity});
    columns.push_back({"last to next", &evaluation.lastToNext});
    columns.push_back({"counts of gaps", &evaluation.gaps});
    return columns;
}

void addRow(TextTable& table, const std::string& title, const std::vector<std::optional<Estimate>>& figures)
{
    std::vector<std::string> row{title};
    for (std::size_t i = 0; i < figures.size(); ++i) {
        row.push_back(figures[i] ? fixed(figures[i]->value, 6) : "-");
        if (i == 0)
            row.push_back(figures[i] ? fixed(figures[i]->low, 6) + " to " + fixed(figures[i]->high, 6) : "-");
    }
    table.add(std::move(row));
}

} // namespace

Json windowJson(const WindowEvaluation& evaluation, const WindowQuestion& question)
{
    Json json{{"protocol", "published"}, {"split", toText(question.split)}, {"windows", evaluation.model.windows}};
    json.update(toJson(evaluation.model));
    if (evaluation.withoutUser)
        json["without_user"] = toJson(*evaluation.withoutUser);
    json["popularity"] = toJson(evaluation.popularity);
    json["last_to_next"] = toJson(evaluation.lastToNext);
    json["gaps"] = toJson(evaluation.gaps);
    json["note"] = noteOn(question.split);
    return json;
}

std::string windowText(const WindowEvaluation& evaluation, const WindowQuestion& question)
{
    const std::vector<Column> columns = columnsOf(evaluation);
    TextTable table;
    std::vector<std::string> head{"", "model", "95 % interval"};
    for (std::size_t i = 1; i < columns.size(); ++i)
        head.emplace_back(columns[i].title);
    table.add(std::move(head));
    const auto row = [&](const std::string& title, const auto& figureOf) {
        std::vector<std::optional<Estimate>> figures;
        for (const Column& column : columns)
            figures.push_back(figureOf(*column.figures));
        addRow(table, title, figures);
    };
    row("cross entropy", [](const WindowFigures& figures) { return figures.crossEntropy; });
    for (const std::string& name : evaluation.model.figures.names())
        row(figureTitle(name), [&](const WindowFigures& figures) { return figures.figures.find(name); });
    TextTable ranks;
    std::vector<std::string> places{"place"};
    std::vector<std::string> shares{"repeats the window"};
    for (std::size_t r = 0; r < evaluation.model.repeats.size(); ++r) {
        places.push_back(std::to_string(r + 1));
        shares.push_back(fixed(100 * evaluation.model.repeats[r], 1) + " %");
    }
    ranks.add(std::move(places));
    ranks.add(std::move(shares));
    return "as published, " + grouped(evaluation.model.windows) + " windows (" + std::string(toText(question.split))
           + "); the window's items are dropped before ranks are taken, " + "duplicates are counted before that\n"
           + table.text() + ranks.text() + noteOn(question.split) + "\n";
}

} // namespace tastescope::cli
