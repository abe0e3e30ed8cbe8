#include "core/io/table_fields.h"

#include "core/base/error.h"
#include "core/base/shown_text.h"

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
             .help = "From the left: user,item,rating or weight,time,title,detail or - for one that is left out.",
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

/// A field of the table that is left to be guessed under the word "auto".
template<typename Value>
OptionField<ImportOptions> guessedField(std::optional<Value> TableChoice::*member, OptionInfo info,
                                        std::vector<std::pair<std::string, Value>> words)
{
    info.group = tableGroup;
    info.kind = OptionKind::Choice;
    info.choices = {"auto"};
    for (const auto& [word, value] : words)
        info.choices.push_back(word);
    return {std::move(info),
            [member, words](const ImportOptions& options) -> OptionValue {
                const auto& value = options.table.*member;
                const auto found = std::ranges::find_if(words, [&](const auto& each) { return each.second == value; });
                return value && found != words.end() ? found->first : std::string("auto");
            },
            [member, words](ImportOptions& options, const OptionValue& value) {
                const auto found = std::ranges::find(words, std::get<std::string>(value),
                                                     [](const auto& each) { return std::string(each.first); });
                options.table.*member = found == words.end() ? std::nullopt : std::optional(found->second);
            }};
}

OptionField<ImportOptions> skipLinesField()
{
    return {{.name = "skip_lines",
             .title = "Lines above",
             .group = std::string(tableGroup),
             .help = "Lines above the header, or above the first row, that are passed over.",
             .kind = OptionKind::Integer,
             .maximum = 1000,
             .unset = "auto"},
            [](const ImportOptions& options) -> OptionValue {
                if (options.table.above)
                    return static_cast<std::int64_t>(*options.table.above);
                return std::string("auto");
            },
            [](ImportOptions& options, const OptionValue& value) {
                const auto* lines = std::get_if<std::int64_t>(&value);
                options.table.above = lines ? std::optional(static_cast<std::size_t>(*lines)) : std::nullopt;
            }};
}

OptionField<ImportOptions> escapesField()
{
    return {
        {.name = "escapes",
         .title = "Backslash escapes",
         .group = std::string(tableGroup),
         .help = "Whether a backslash inside quotes makes the next quote text. auto: where one can be nothing else.",
         .kind = OptionKind::Choice,
         .choices = {"auto", "yes"}},
        [](const ImportOptions& options) -> OptionValue { return std::string(options.table.escapes ? "yes" : "auto"); },
        [](ImportOptions& options, const OptionValue& value) {
            options.table.escapes = std::get<std::string>(value) == "yes";
        }};
}

OptionField<ImportOptions> kindsField()
{
    return {{.name = "kinds",
             .title = "Kinds of events",
             .group = std::string(tableGroup),
             .help = "Those that count, and how much one weighs: addtocart=3,transaction=5. all: each counts 1.",
             .kind = OptionKind::Text,
             .unset = "all"},
            [](const ImportOptions& options) -> OptionValue {
                std::string text;
                for (const auto& [kind, weight] : options.table.kinds)
                    text += (text.empty() ? "" : ",") + kind + (weight == 1 ? "" : "=" + toText(OptionValue(weight)));
                return text.empty() ? "all" : text;
            },
            [](ImportOptions& options, const OptionValue& value) {
                const std::string& text = std::get<std::string>(value);
                options.table.kinds = text == "all" ? std::vector<std::pair<std::string, double>>() : kindsFrom(text);
            }};
}

} // namespace

std::vector<OptionField<ImportOptions>> tableFields()
{
    return {
        separatorField(),
        headerField(),
        columnsField(),
        kindsField(),
        skipLinesField(),
        guessedField<bool>(
            &TableChoice::quotes,
            {.name = "quotes", .title = "Quotes", .help = "Whether quotes hold what is in them together."},
            {{"yes", true}, {"no", false}}),
        escapesField(),
        guessedField<NumberForm>(&TableChoice::numbers,
                                 {.name = "numbers",
                                  .title = "Numbers",
                                  .help =
                                      "What commas and points are in the ratings or weights: 4,5 and 4.5 (decimal), "
                                      "1,407.5 (thousands), 1.407,5 (points); flags: yes and no, true and false."},
                                 {{"decimal", NumberForm::Decimal},
                                  {"thousands", NumberForm::Thousands},
                                  {"points", NumberForm::Points},
                                  {"flags", NumberForm::Flags}}),
        guessedField<TimeForm>(&TableChoice::times,
                               {.name = "dates",
                                .title = "Dates",
                                .help = "Whether day or month stands first where both are numbers; compact: 20030517."},
                               {{"iso", TimeForm::Iso},
                                {"day-first", TimeForm::DayFirst},
                                {"month-first", TimeForm::MonthFirst},
                                {"compact", TimeForm::Compact}}),
    };
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

std::vector<std::pair<std::string, double>> kindsFrom(std::string_view text)
{
    std::vector<std::pair<std::string, double>> kinds;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        const std::string_view part = text.substr(at, end - at);
        const std::size_t equals = part.rfind('=');
        const auto weight = equals == std::string_view::npos ? 1.0 : parseReal(part.substr(equals + 1));
        const std::string kind(part.substr(0, equals));
        if (kind.empty() || !weight || *weight < 0)
            throw Error("kinds: found \"" + shown(part, 40)
                        + "\", expected kinds of events set apart by commas, with a weight from 0 on after = where it "
                          "is not 1: view=0.1,purchase.");
        kinds.emplace_back(kind, *weight);
        at = end + 1;
    }
    return kinds;
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
