#include "core/io/formats/negatives_reader.h"

#include "core/io/text/field_values.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace tastescope {

namespace {

/// Reads "(user,item)"; nothing when it is no pair of known ids.
std::optional<HeldOut> takePair(std::string_view text, const RawData& data)
{
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos || text.front() != '(' || text.back() != ')')
        return std::nullopt;
    const auto user = data.users.find(text.substr(1, comma - 1));
    const auto item = data.items.ids.find(text.substr(comma + 1, text.size() - comma - 2));
    return user && item ? std::optional(HeldOut{User{*user}, Item{*item}}) : std::nullopt;
}

/// The negatives of one line. Nothing: the line was rejected.
std::optional<std::vector<Item>> takeNegatives(const RecordReader& record, RowErrors& errors, RawData& data)
{
    std::vector<Item> negatives;
    for (std::size_t column = 1; column < record.size(); ++column) {
        if (!parseWhole(record.field(column))) {
            errors.reject(record.place(column), record.line(),
                          "found \"" + escaped(record.field(column), 40) + "\", expected an item as a whole number.");
            return std::nullopt;
        }
        negatives.push_back(Item{data.items.ids.add(record.field(column))});
    }
    return negatives;
}

EvaluationLists orderedByUser(const EvaluationLists& lists)
{
    std::vector<std::size_t> order(lists.positives.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t p) {
        return std::pair(number(lists.positives[p].user), number(lists.positives[p].item));
    });
    EvaluationLists sorted;
    for (const std::size_t p : order) {
        sorted.positives.push_back(lists.positives[p]);
        const auto negatives = lists.negativesOf(p);
        sorted.negatives.insert(sorted.negatives.end(), negatives.begin(), negatives.end());
        sorted.offsets.push_back(static_cast<std::int64_t>(sorted.negatives.size()));
    }
    return sorted;
}

} // namespace

GivenLists readNegatives(const std::filesystem::path& path, ReadContext& context, RawData& data, const Ratings& test)
{
    std::set<std::pair<User, Item>> missing;
    for (std::size_t row = 0; row < test.size(); ++row)
        missing.emplace(test.users[row], test.items[row]);

    TextScanner scanner(path, context.encoding, context.progress);
    RecordReader record(scanner, {"\t", false, false});
    GivenLists given;
    while (record.next()) {
        if (const auto& problem = record.problem()) {
            context.errors.reject(problem->place, record.line(), problem->text);
            continue;
        }
        const auto pair = takePair(record.field(0), data);
        if (!pair || missing.erase({pair->user, pair->item}) == 0) {
            context.errors.reject(record.place(0), record.line(),
                                  "found \"" + escaped(record.field(0), 40)
                                      + "\", expected a pair (user,item) of the test file, each once.");
            continue;
        }
        const auto negatives = takeNegatives(record, context.errors, data);
        if (!negatives)
            continue;
        const std::int64_t own = std::ranges::count(*negatives, pair->item);
        std::ranges::remove_copy(*negatives, std::back_inserter(given.lists.negatives), pair->item);
        given.lists.positives.push_back(*pair);
        given.lists.offsets.push_back(static_cast<std::int64_t>(given.lists.negatives.size()));
        given.skipped += own;
        ++given.report.rows;
    }
    if (!missing.empty() && context.errors.count() == 0)
        throw BadInput({path.string(), scanner.lineNumber() + 1, 1},
                       "the file ends here, but " + std::to_string(missing.size())
                           + " rows of the test file have no negatives; one line a row was expected.");
    given.lists = orderedByUser(given.lists);
    given.report.encoding = scanner.encodingSeen();
    given.report.source = scanner.finish();
    return given;
}

} // namespace tastescope
