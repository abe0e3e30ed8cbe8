#include "core/io/import_options.h"

#include "core/base/error.h"
#include "core/io/formats/format_table.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tastescope {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> separators{
    {{"comma", ","}, {"semicolon", ";"}, {"tab", "\t"}, {"space", " "}, {"pipe", "|"}, {"colons", "::"}}};

std::string separatorName(const std::string& separator)
{
    const auto known = std::ranges::find(separators, separator, [](const auto& row) { return row.second; });
    return known == separators.end() ? separator : std::string(known->first);
}

std::string columnNames(const std::vector<ColumnRole>& roles)
{
    std::string names;
    for (const ColumnRole role : roles)
        names += (names.empty() ? "" : ",") + std::string(toText(role));
    return names;
}

OptionField<ImportOptions> formatField()
{
    OptionInfo info{.name = "format",
                    .title = "Format",
                    .group = "Reading",
                    .help = "auto: recognised from what is in the files.",
                    .kind = OptionKind::Choice,
                    .choices = {"auto"}};
    for (const Format& format : formatTable())
        info.choices.emplace_back(format.name);
    return {std::move(info), [](const ImportOptions& options) -> OptionValue { return options.format; },
            [](ImportOptions& options, const OptionValue& value) {
                options.format = std::get<std::string>(value);
                if (options.format != "table")
                    options.table = {};
            }};
}

OptionField<ImportOptions> separatorField()
{
    OptionInfo info{.name = "separator",
                    .title = "Separator",
                    .group = std::string(tableGroup),
                    .help = "What parts the columns: a word of these, or the characters themselves.",
                    .kind = OptionKind::Text,
                    .choices = {"auto"},
                    .unset = "auto"};
    for (const auto& [name, text] : separators)
        info.choices.emplace_back(name);
    return {std::move(info),
            [](const ImportOptions& options) -> OptionValue {
                return options.table.separator ? separatorName(*options.table.separator) : "auto";
            },
            [](ImportOptions& options, const OptionValue& value) {
                const std::string& text = std::get<std::string>(value);
                options.table.separator = text == "auto" ? std::nullopt : std::optional(separatorFrom(text));
                options.table.roles.reset(); // other columns
            }};
}

OptionField<ImportOptions> headerField()
{
    return {{.name = "header",
             .title = "Header row",
             .group = std::string(tableGroup),
             .help = "Whether the first row names the columns.",
             .kind = OptionKind::Choice,
             .choices = {"auto", "yes", "no"}},
            [](const ImportOptions& options) -> OptionValue {
                return std::string(!options.table.header ? "auto" : *options.table.header ? "yes" : "no");
            },
            [](ImportOptions& options, const OptionValue& value) {
                const std::string& text = std::get<std::string>(value);
                options.table.header = text == "auto" ? std::nullopt : std::optional(text == "yes");
            }};
}

OptionField<ImportOptions> columnsField()
{
    return {{.name = "columns",
             .title = "Columns",
             .group = std::string(tableGroup),
             .help = "From the left: user,item,rating,time,title,detail or - for one that is left out.",
             .kind = OptionKind::Text,
             .unset = "auto"},
            [](const ImportOptions& options) -> OptionValue {
                return options.table.roles ? columnNames(*options.table.roles) : "auto";
            },
            [](ImportOptions& options, const OptionValue& value) {
                const std::string& text = std::get<std::string>(value);
                options.table.roles = text == "auto" ? std::nullopt : std::optional(columnRolesFrom(text));
            }};
}

OptionField<ImportOptions> leastRatingField()
{
    return {{.name = "min_rating",
             .title = "Least rating",
             .group = "Likes and split",
             .help = "Rows rated lower are no likes. none: every row is one.",
             .kind = OptionKind::Real,
             .minimum = -1e6,
             .maximum = 1e6,
             .unset = "none",
             .step = 0.5},
            [](const ImportOptions& options) {
                return options.minRating ? OptionValue(*options.minRating) : OptionValue("none");
            },
            [](ImportOptions& options, const OptionValue& value) {
                const auto* rating = std::get_if<double>(&value);
                options.minRating = rating ? std::optional(*rating) : std::nullopt;
            }};
}

OptionField<ImportOptions> coldField()
{
    return {{.name = "cold",
             .title = "Cold users",
             .group = "Likes and split",
             .help = "Share of the users who leave training, to test what newcomers are shown.",
             .kind = OptionKind::Real,
             .maximum = 0.9,
             .step = 0.01},
            [](const ImportOptions& options) -> OptionValue { return options.splitOptions.coldShare; },
            [](ImportOptions& options, const OptionValue& value) {
                options.splitOptions.coldShare = std::get<double>(value);
            }};
}

OptionField<ImportOptions> seedField()
{
    return {{.name = "seed",
             .title = "Seed",
             .group = "Likes and split",
             .help = "The same seed cuts the same data the same way.",
             .kind = OptionKind::Integer,
             .maximum = 4294967295.0},
            [](const ImportOptions& options) -> OptionValue {
                return static_cast<std::int64_t>(options.splitOptions.seed);
            },
            [](ImportOptions& options, const OptionValue& value) {
                options.splitOptions.seed = static_cast<std::uint64_t>(std::get<std::int64_t>(value));
            }};
}

} // namespace

std::span<const OptionField<ImportOptions>> importFields()
{
    static const std::array fields{
        formatField(),
        choiceField(&ImportOptions::encoding,
                    {.name = "encoding", .title = "Encoding", .group = "Reading", .help = "Of the text files."}),
        separatorField(),
        headerField(),
        columnsField(),
        leastRatingField(),
        choiceField(&ImportOptions::duplicates,
                    {.name = "duplicates",
                     .title = "Same pair twice",
                     .group = "Likes and split",
                     .help = "Which rating stands when a user has an item in several rows."}),
        choiceField(&ImportOptions::split,
                    {.name = "split",
                     .title = "Split",
                     .group = "Likes and split",
                     .help =
                         "How likes are cut into train, validation and test. auto: the parts that came with the data, "
                         "else 70 / 20 / 10 by seed."}),
        choiceField(&ImportOptions::order,
                    {.name = "order",
                     .title = "Order",
                     .group = "Likes and split",
                     .help = "What leave-last-out calls last: the latest time, or the last line of files that are in "
                             "order of time and have none."}),
        coldField(),
        seedField(),
        flagField(&ImportOptions::keepLikedNegatives,
                  {.name = "keep_liked_negatives",
                   .title = "Liked negatives", // of no group: of the files the window opens, hardly any bring negatives
                   .help = "Keeps given negatives that the user likes in some part, as some published figures are "
                           "made; else they are left out and counted."}),
        flagField(
            &ImportOptions::skipBadRows,
            {.name = "skip_bad_rows", .title = "Skip bad rows", .help = "Lists rows that cannot be read and goes on."}),
    };
    return fields;
}

std::vector<ColumnRole> columnRolesFrom(std::string_view names)
{
    std::vector<ColumnRole> roles;
    for (std::size_t at = 0; at <= names.size();) {
        const std::size_t end = std::min(names.find(',', at), names.size());
        roles.push_back(parseName<ColumnRole>("columns", names.substr(at, end - at)));
        at = end + 1;
    }
    return roles;
}

std::string separatorFrom(std::string_view name)
{
    for (const auto& [word, separator] : separators)
        if (word == name)
            return std::string(separator);
    if (name == "\\t")
        return "\t";
    if (name.empty())
        throw Error("separator: found nothing, expected one or more characters.");
    return std::string(name);
}

} // namespace tastescope
