// The leave-one-out split with fixed negatives of hexiangnan/neural_collaborative_filtering: a table of train, a table
// of test, and a file whose lines are "(user,item)<tab>negative<tab>negative...", where each pair is a row of test.

#include "core/io/formats/formats.h"
#include "core/io/table/record_reader.h"
#include "core/io/text/field_values.h"

#include <algorithm>
#include <numeric>

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

bool names(const ProbedFile& file, std::string_view word)
{
    return file.name.find(word) != std::string::npos;
}

std::optional<Recognised> recogniseNcf(std::span<const ProbedFile> files, const ImportOptions&, ReadProgress&)
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

/// The pairs of the test part, each to be found once.
class TestPairs
{
public:
    explicit TestPairs(const Ratings& test)
    {
        for (std::size_t row = 0; row < test.size(); ++row)
            m_pairs.emplace_back(test.users[row], test.items[row]);
        std::ranges::sort(m_pairs);
        m_pairs.erase(std::unique(m_pairs.begin(), m_pairs.end()), m_pairs.end());
        m_found.resize(m_pairs.size());
        m_missing = m_pairs.size();
    }

    /// False: there is no such pair, or it was found before.
    bool find(const HeldOut& pair)
    {
        const auto place = std::ranges::lower_bound(m_pairs, std::pair(pair.user, pair.item));
        const auto at = static_cast<std::size_t>(place - m_pairs.begin());
        if (place == m_pairs.end() || *place != std::pair(pair.user, pair.item) || m_found[at])
            return false;
        m_found[at] = true;
        --m_missing;
        return true;
    }

    std::size_t missing() const { return m_missing; }

private:
    std::vector<std::pair<User, Item>> m_pairs;
    std::vector<bool> m_found;
    std::size_t m_missing = 0;
};

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

/// The lists of a file of negatives, by user. Throws: BadInput at the first bad line, unless the context skips them;
/// when a row of the test part has no line.
void readNegatives(const std::filesystem::path& path, ReadContext& context, RawData& data)
{
    context.progress.job().report(StageStarted{"reading " + path.filename().string()});
    TestPairs pairs(data.test.value());
    TextScanner scanner(path, context.encoding, context.progress);
    RecordReader record(scanner, {"\t", false, false, 0, mostListColumns});
    EvaluationLists lists;
    FileReport report;
    while (record.next()) {
        if (const auto& problem = record.problem()) {
            context.errors.reject(problem->place, record.line(), problem->text);
            continue;
        }
        const auto pair = takePair(record.field(0), data);
        if (!pair || !pairs.find(*pair)) {
            context.errors.reject(record.place(0), record.line(),
                                  "found \"" + escaped(record.field(0), 40)
                                      + "\", expected a pair (user,item) of the test file, each once.");
            continue;
        }
        const auto negatives = takeNegatives(record, context.errors, data);
        if (!negatives)
            continue;
        context.report.skippedNegatives += std::ranges::count(*negatives, pair->item);
        std::ranges::remove_copy(*negatives, std::back_inserter(lists.negatives), pair->item);
        lists.positives.push_back(*pair);
        lists.offsets.push_back(static_cast<std::int64_t>(lists.negatives.size()));
        ++report.rows;
    }
    if (pairs.missing() > 0 && context.errors.count() == 0)
        throw BadInput({path.string(), scanner.lineNumber() + 1, 1},
                       "the file ends here, but " + std::to_string(pairs.missing())
                           + " rows of the test file have no negatives; one line a row was expected.");
    data.testLists = orderedByUser(lists);
    report.encoding = scanner.encodingSeen();
    report.source = scanner.finish();
    addFile(context.report, FileUse::Negatives, std::move(report));
}

RawData read(const Recognised& recognised, ReadContext& context)
{
    RawData data;
    for (const DataFile& file : recognised.files)
        if (file.use == FileUse::Negatives)
            readNegatives(file.path, context, data);
        else
            readTable(file, context, data);
    return data;
}

} // namespace

Format ncfFormat()
{
    return {.name = "ncf",
            .title = "Leave-one-out split with fixed negatives (NCF)",
            .files = "NAME.train.rating (or .train.pairs), NAME.test.rating, NAME.test.negative",
            .extensions = "rating negative pairs gz",
            .example = "(0,25)\t1064\t174\t2791",
            .recognise = recogniseNcf,
            .read = read};
}

} // namespace tastescope
