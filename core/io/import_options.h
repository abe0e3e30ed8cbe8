#pragma once

#include "core/base/enum_names.h"
#include "core/base/option_field.h"
#include "core/data/split.h"
#include "core/io/table/table_layout.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tastescope {

/// Which rating and time stands when a user has the same item in several rows. Decided before minRating is looked at.
enum class Duplicates {
    Auto,  ///< weights are added up, and where there is no number the rows are counted; of ratings the last stands
    Last,  ///< the row that stands last in the file
    First, ///< the row that stands first
    Max,   ///< the highest rating, the latest time
    Sum    ///< ratings added up (plays), the latest time
};

constexpr auto enumNames(Duplicates)
{
    return namedBy<Duplicates>({{Duplicates::Auto, "auto"},
                                {Duplicates::Last, "last"},
                                {Duplicates::First, "first"},
                                {Duplicates::Max, "max"},
                                {Duplicates::Sum, "sum"}});
}

enum class SplitChoice {
    Auto,        ///< Given where the data comes split, else Random
    Given,       ///< the test part that came with the data; one positive a user is carved off train for validation
    Random,      ///< SplitOptions: 70 / 20 / 10 by seed
    LeaveLastOut ///< by time, or by line: see Order
};

constexpr auto enumNames(SplitChoice)
{
    return namedBy<SplitChoice>({{SplitChoice::Auto, "auto"},
                                 {SplitChoice::Given, "given"},
                                 {SplitChoice::Random, "random"},
                                 {SplitChoice::LeaveLastOut, "leave-last-out"}});
}

/// What "last" means where the last positives are left out.
enum class Order {
    Time, ///< the times in the data
    Line  ///< the lines, for files that are in order of time and have none; a time that is there counts for nothing
};

constexpr auto enumNames(Order)
{
    return namedBy<Order>({{Order::Time, "time"}, {Order::Line, "line"}});
}

/// What the person says about a text table; what is not set is guessed from the content and shown by previewImport().
struct TableChoice
{
    std::optional<std::string> separator; ///< any text; "\t" and " " (a run of spaces) included
    std::optional<bool> header;
    std::optional<std::vector<ColumnRole>> roles; ///< by column, from the left; columns after the last are ignored

    std::optional<std::size_t> above = {};  ///< lines above the header, or above the first row
    std::optional<bool> quotes = {};        ///< whether quotes hold what is in them together
    bool escapes = false;                   ///< a backslash in quotes makes the next quote text
    std::optional<NumberForm> numbers = {}; ///< of the ratings or weights
    std::optional<TimeForm> times = {};
    std::vector<std::pair<std::string, double>> kinds = {}; ///< of events that count, and how much; empty: all, 1 each

    bool isSet() const
    {
        return separator || header || roles || above || quotes || escapes || numbers || times || !kinds.empty();
    }
};

struct ImportOptions
{
    std::string format = "auto"; ///< or a name of formatTable()
    TableChoice table = {};      ///< set: the format is "table"
    Encoding encoding = Encoding::Auto;
    std::optional<double> minRating = {}; ///< rows rated lower are no positives; not set: all are
    Duplicates duplicates = Duplicates::Auto;
    SplitChoice split = SplitChoice::Auto;
    Order order = Order::Time;       ///< of LeaveLastOut
    SplitOptions splitOptions = {};  ///< its rule is set by `split`
    bool prefersLastOut = false;     ///< no option of people: Auto is LeaveLastOut, of all users, where there are times
    bool keepLikedNegatives = false; ///< false: given negatives that the user likes in some part are left out
    bool skipBadRows = false;        ///< false: the first bad row ends the import
    ReadSizes sizes = {};            ///< no option of the data: it never changes what is read
};

/// The options of an import, in the order they are set in: command line, settings, provenance and form are made of
/// these rows. Setting another format than "table" or another separator takes back what was said of the columns.
std::span<const OptionField<ImportOptions>> importFields();

/// The group of the fields that are of a text table alone.
inline constexpr std::string_view tableGroup = "Table";

/// "user,item,rating,time" (also "-" for a column that is ignored) to roles by column. Throws: Error.
std::vector<ColumnRole> columnRolesFrom(std::string_view names);

/// "view=0.1,purchase" to kinds and how much each weighs, 1 unless it is said. Throws: Error.
std::vector<std::pair<std::string, double>> kindsFrom(std::string_view text);

/// A separator as the command line and forms write it: "tab", "space", "comma", "semicolon", "pipe", "\t" or the text
/// itself.
std::string separatorFrom(std::string_view name);

} // namespace tastescope
