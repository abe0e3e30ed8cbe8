#include "ui/pages/import/import_options_form.h"

#include "core/io/formats/format_table.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace tastescope::ui {

namespace {

constexpr std::string_view columnPrefix = "column ";
constexpr std::array<std::pair<const char*, const char*>, 7> separators{
    {{"auto", ""}, {"comma", ","}, {"semicolon", ";"}, {"tab", "\t"}, {"space", " "}, {"pipe", "|"}, {"::", "::"}}};

std::string say(const char* text)
{
    return QCoreApplication::translate("ImportForm", text).toStdString();
}

template<typename Names>
OptionInfo choice(std::string name, std::string title, const Names& names, std::string help)
{
    OptionInfo info;
    info.name = std::move(name);
    info.title = std::move(title);
    info.kind = OptionKind::Choice;
    info.help = std::move(help);
    for (const auto& value : names)
        info.choices.emplace_back(value);
    return info;
}

std::vector<std::string> formatNames()
{
    std::vector<std::string> names{"auto"};
    for (const Format& format : formatTable())
        names.emplace_back(format.name);
    return names;
}

std::vector<std::string> separatorNames()
{
    std::vector<std::string> names;
    for (const auto& [name, text] : separators)
        names.emplace_back(name);
    return names;
}

std::string separatorName(const std::optional<std::string>& separator)
{
    for (const auto& [name, text] : separators)
        if (separator && *separator == text)
            return name;
    return "auto";
}

OptionInfo number(std::string name, std::string title, OptionKind kind, double maximum, std::string help)
{
    OptionInfo info;
    info.name = std::move(name);
    info.title = std::move(title);
    info.kind = kind;
    info.maximum = maximum;
    info.help = std::move(help);
    return info;
}

void addField(std::vector<FormField>& form, OptionInfo info, const std::string& group, const OptionValue& value,
              const OptionValue& preset)
{
    info.group = group;
    form.push_back({std::move(info), value, preset});
}

void addTableFields(std::vector<FormField>& form, const ImportOptions& options, const ImportPreview& preview)
{
    const std::string table = say("Table");
    addField(form, choice("separator", say("Separator"), separatorNames(), say("What parts the columns.")), table,
             separatorName(options.table.separator), std::string("auto"));
    const std::string header = !options.table.header ? "auto" : *options.table.header ? "yes" : "no";
    addField(form,
             choice("header", say("Header row"), std::array{"auto", "yes", "no"},
                    say("Whether the first row names the columns.")),
             table, header, std::string("auto"));
    const std::string columns = say("Columns");
    for (std::size_t i = 0; i < preview.columns.size(); ++i) {
        const PreviewColumn& column = preview.columns[i];
        const std::string title = column.name.empty() ? say("Column") + " " + std::to_string(i + 1) : column.name;
        const std::string role(columnRoleNames[static_cast<std::size_t>(column.role)]);
        addField(form,
                 choice(std::string(columnPrefix) + std::to_string(i), title, columnRoleNames,
                        say("What this column holds; - leaves it out.")),
                 columns, role, role);
    }
}

} // namespace

std::vector<FormField> importForm(const ImportOptions& options, const ImportPreview& preview)
{
    const ImportOptions none;
    const auto name = [](const auto& names, auto value) { return std::string(names[static_cast<std::size_t>(value)]); };
    std::vector<FormField> form;
    const std::string reading = say("Reading");
    addField(form, choice("format", say("Format"), formatNames(), say("auto: recognised from what is in the files.")),
             reading, options.format, none.format);
    addField(form, choice("encoding", say("Encoding"), encodingNames, say("Of the text files.")), reading,
             name(encodingNames, options.encoding), name(encodingNames, none.encoding));
    if (preview.format == "table")
        addTableFields(form, options, preview);
    const std::string likes = say("Likes and split");
    addField(form,
             number("min_rating", say("Least rating"), OptionKind::Real, 1e6,
                    say("Rows rated lower are no likes. 0: every row is one.")),
             likes, options.minRating.value_or(0), 0.0);
    addField(form,
             choice("duplicates", say("Same pair twice"), duplicatesNames,
                    say("Which rating stands when a user has an item in several rows.")),
             likes, name(duplicatesNames, options.duplicates), name(duplicatesNames, none.duplicates));
    addField(form,
             choice("split", say("Split"), splitChoiceNames,
                    say("auto: the parts that came with the data, else 70 / 20 / 10 by seed.")),
             likes, name(splitChoiceNames, options.split), name(splitChoiceNames, none.split));
    addField(form,
             number("seed", say("Split seed"), OptionKind::Integer, 4294967295.0,
                    say("The same seed cuts the same data the same way.")),
             likes, static_cast<std::int64_t>(options.splitOptions.seed),
             static_cast<std::int64_t>(none.splitOptions.seed));
    return form;
}

void setImportOption(ImportOptions& options, const ImportPreview& preview, const std::string& name,
                     const OptionValue& value)
{
    const std::string text = toText(value);
    if (name == "format") {
        options.format = text;
        if (text != "table")
            options.table = {};
    } else if (name == "encoding") {
        options.encoding = encodingFrom(text);
    } else if (name == "duplicates") {
        options.duplicates = duplicatesFrom(text);
    } else if (name == "split") {
        options.split = splitChoiceFrom(text);
    } else if (name == "seed") {
        options.splitOptions.seed = static_cast<std::uint64_t>(std::get<std::int64_t>(value));
    } else if (name == "min_rating") {
        const double least = std::get<double>(value);
        options.minRating = least > 0 ? std::optional(least) : std::nullopt;
    } else if (name == "header") {
        options.table.header = text == "auto" ? std::nullopt : std::optional(text == "yes");
    } else if (name == "separator") {
        const auto found = std::ranges::find(separators, text, [](const auto& row) { return std::string(row.first); });
        options.table.separator = text == "auto" ? std::nullopt : std::optional<std::string>(found->second);
        options.table.roles.reset(); // other columns
    } else if (name.starts_with(columnPrefix)) {
        std::vector<ColumnRole> roles;
        for (const PreviewColumn& column : preview.columns)
            roles.push_back(options.table.roles && roles.size() < options.table.roles->size()
                                ? (*options.table.roles)[roles.size()]
                                : column.role);
        const auto at = static_cast<std::size_t>(std::stoul(name.substr(columnPrefix.size())));
        const auto role = static_cast<ColumnRole>(std::ranges::find(columnRoleNames, text) - columnRoleNames.begin());
        // Only one column can be the user, the item, ...: the one that was gives it up.
        std::ranges::replace_if(
            roles, [role](ColumnRole other) { return other == role; }, ColumnRole::Ignored);
        roles.at(at) = role;
        options.table.roles = roles;
    }
}

} // namespace tastescope::ui
