#include "core/io/formats/formats.h"
#include "core/io/text/field_values.h"

#include <algorithm>
#include <set>

namespace tastescope {

namespace {

std::vector<std::string_view> words(std::string_view line)
{
    std::vector<std::string_view> found = cut(line, " ");
    std::erase(found, std::string_view());
    return found;
}

/// Rows of "user item item ...": whole numbers set apart by spaces, each user once, not all rows of one length.
bool isItemLists(const ProbedFile& file)
{
    std::set<std::string_view> users;
    std::set<std::size_t> lengths;
    for (const std::string& line : file.lines) {
        const auto fields = words(line);
        if (fields.empty() || !std::ranges::all_of(fields, [](auto f) { return parseWhole(f).has_value(); }))
            continue;
        users.insert(fields.front());
        lengths.insert(fields.size());
    }
    return users.size() >= 2 && lengths.size() >= 2 && users.size() * 5 >= file.lines.size() * 4;
}

std::optional<Recognised> recogniseLightgcn(std::span<const ProbedFile> files, const ImportOptions&, ReadProgress&)
{
    // A damaged half is still a half: its name claims it, and reading it says where.
    const auto find = [&](std::string_view word) {
        return findFile(files, [&](const auto& f) { return f.name == std::string(word) + ".txt"; });
    };
    const ProbedFile* test = find("test");
    const ProbedFile* train = find("train");
    if (!train || !(isItemLists(*train) || (test && isItemLists(*test)))) {
        train = findGiven(files, isItemLists);
        test = nullptr;
    }
    if (!train)
        return std::nullopt;
    TableLayout layout = fixedLayout(" ", {ColumnRole::User, ColumnRole::Item});
    layout.moreItems = true;
    layout.dialect.mostColumns = mostListColumns;
    layout.wholeNumberIds = true;
    Recognised found{"one line a user: the user and the items, set apart by spaces", {}, {}};
    found.files.push_back({train->path, FileUse::Ratings, layout});
    if (test)
        found.files.push_back({test->path, FileUse::Test, layout});
    return found;
}

} // namespace

Format lightGcnFormat()
{
    return {.name = "lightgcn",
            .title = "LightGCN train and test",
            .files = "train.txt, test.txt",
            .extensions = "txt gz",
            .example = "0 12 7 33\n1 4",
            .recognise = recogniseLightgcn};
}

} // namespace tastescope
