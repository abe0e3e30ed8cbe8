#include "core/io/formats/formats.h"
#include "core/io/text/field_values.h"

#include <algorithm>
#include <set>

namespace tastescope {

namespace {

/// "user item", "user item rating" or "user item rating time", by the number of columns of the first row.
TableLayout pairsLayout(const ProbedFile& file)
{
    using enum ColumnRole;
    std::vector<ColumnRole> roles{User, Item, Rating, Time};
    const std::size_t columns = file.lines.empty() ? 2 : cut(file.lines.front(), "\t").size();
    roles.resize(std::clamp<std::size_t>(columns, 2, 4));
    TableLayout layout = fixedLayout("\t", std::move(roles));
    layout.wholeNumberIds = true;
    return layout;
}

bool isNegatives(const ProbedFile& file)
{
    if (file.lines.empty())
        return file.name.ends_with(".test.negative");
    const std::string_view first = cut(file.lines.front(), "\t").front();
    const std::size_t comma = first.find(',');
    return comma != std::string_view::npos && first.front() == '(' && first.back() == ')'
           && parseWhole(first.substr(1, comma - 1)) && parseWhole(first.substr(comma + 1, first.size() - comma - 2));
}

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

bool names(const ProbedFile& file, std::string_view word)
{
    return file.name.find(word) != std::string::npos;
}

} // namespace

std::optional<Recognised> recogniseNcf(std::span<const ProbedFile> files, const ImportOptions&)
{
    const ProbedFile* negatives = findFile(files, isNegatives);
    if (!negatives)
        return std::nullopt;
    const std::string stem = negatives->name.substr(0, negatives->name.find(".test"));
    const ProbedFile* train =
        findFile(files, [&](const auto& f) { return f.name.starts_with(stem) && names(f, "train"); });
    const ProbedFile* test =
        findFile(files, [&](const auto& f) { return f.name.starts_with(stem) && names(f, "test.rating"); });
    if (!train || !test)
        return std::nullopt;
    Recognised found{"a list of negatives a line, each after its pair (user,item)", {}, {}};
    found.files.push_back({train->path, FileUse::Ratings, pairsLayout(*train)});
    found.files.push_back({test->path, FileUse::Test, pairsLayout(*test)});
    found.files.push_back({negatives->path, FileUse::Negatives, {}});
    return found;
}

std::optional<Recognised> recogniseLightGcn(std::span<const ProbedFile> files, const ImportOptions&)
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
    layout.wholeNumberIds = true;
    Recognised found{"one line a user: the user and the items, set apart by spaces", {}, {}};
    found.files.push_back({train->path, FileUse::Ratings, layout});
    if (test)
        found.files.push_back({test->path, FileUse::Test, layout});
    return found;
}

} // namespace tastescope
