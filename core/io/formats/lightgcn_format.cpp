#include "core/io/formats/formats.h"
#include "core/io/text/field_values.h"

#include <algorithm>
#include <map>
#include <set>

namespace tastescope {

namespace {

std::vector<std::string_view> words(std::string_view line)
{
    std::vector<std::string_view> found = cut(line, " ");
    std::erase(found, std::string_view());
    return found;
}

/// The numbers of a line of whole numbers; nothing for another one.
std::vector<std::int64_t> numbersOf(const std::string& line)
{
    std::vector<std::int64_t> numbers;
    for (const std::string_view field : words(line)) {
        const auto number = parseWhole(field);
        if (!number)
            return {};
        numbers.push_back(*number);
    }
    return numbers;
}

/// Whether lines of one length list items, as no table does: no line has one twice, and all are in order, or an
/// item stands now in this column, now in that.
bool areLists(const std::vector<std::vector<std::int64_t>>& lines)
{
    constexpr std::size_t leastColumns = 5; // a table of ratings has four
    std::map<std::int64_t, std::set<std::size_t>> columns;
    bool areSorted = true;
    for (const auto& line : lines) {
        const std::set<std::int64_t> items(line.begin() + 1, line.end());
        if (line.size() < leastColumns || items.size() + 1 < line.size())
            return false;
        areSorted &= std::is_sorted(line.begin() + 1, line.end());
        for (std::size_t column = 1; column < line.size(); ++column)
            columns[line[column]].insert(column);
    }
    const auto moved = std::ranges::count_if(columns, [](const auto& each) { return each.second.size() > 1; });
    return areSorted || static_cast<std::size_t>(moved) * 2 >= columns.size();
}

/// Rows of "user item item ...": whole numbers set apart by spaces, each user once, and of more than one length or
/// lists by what they hold.
bool isItemLists(const ProbedFile& file)
{
    std::vector<std::vector<std::int64_t>> lines;
    std::set<std::int64_t> users;
    std::set<std::size_t> lengths;
    for (const std::string& line : file.lines)
        if (auto numbers = numbersOf(line); !numbers.empty()) {
            users.insert(numbers.front());
            lengths.insert(numbers.size());
            lines.push_back(std::move(numbers));
        }
    return users.size() >= 2 && users.size() * 5 >= file.lines.size() * 4 && (lengths.size() >= 2 || areLists(lines));
}

/// Rows of "count item item ...": a user a line, as CiteULike's users.dat has them.
bool areCountedLists(const ProbedFile& file)
{
    std::size_t counted = 0;
    std::set<std::size_t> lengths;
    for (const std::string& line : file.lines) {
        const auto numbers = numbersOf(line);
        counted += !numbers.empty() && numbers.front() == static_cast<std::int64_t>(numbers.size()) - 1 ? 1 : 0;
        lengths.insert(numbers.size());
    }
    return counted >= 2 && counted * 5 >= file.lines.size() * 4 && lengths.size() >= 2;
}

std::optional<Recognised> recogniseCounted(std::span<const ProbedFile> files)
{
    const ProbedFile* lists = findGiven(files, areCountedLists);
    if (!lists)
        return std::nullopt;
    TableLayout layout = fixedLayout(" ", {ColumnRole::Ignored});
    layout.moreItems = layout.rowIsUser = layout.wholeNumberIds = true;
    layout.dialect.mostColumns = mostListColumns;
    layout.names = {"how many", "items"};
    Recognised found{
        "one line a user: how many items, and the items, set apart by spaces; users are numbered by line", {}, {}};
    found.files.push_back({lists->path, FileUse::Ratings, layout});
    return found;
}

std::optional<Recognised> recogniseLightgcn(std::span<const ProbedFile> files, const ImportOptions&, ReadProgress&)
{
    if (auto counted = recogniseCounted(files))
        return counted;
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
