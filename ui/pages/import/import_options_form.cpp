#include "ui/pages/import/import_options_form.h"

#include "core/io/formats/format_table.h"
#include "core/pipeline/dropped_sources.h"

#include <QCoreApplication>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr std::string_view columnPrefix = "column ";

std::string say(const char* text)
{
    return QCoreApplication::translate("ImportForm", text).toStdString();
}

/// One row a column of the preview: what it holds.
void addColumns(std::vector<FormField>& form, const ImportPreview& preview)
{
    for (std::size_t i = 0; i < preview.columns.size(); ++i) {
        const PreviewColumn& column = preview.columns[i];
        OptionInfo info{.name = std::string(columnPrefix) + std::to_string(i),
                        .title = column.name.empty() ? say("Column") + " " + std::to_string(i + 1) : column.name,
                        .group = say("Columns"),
                        .help = say("What this column holds; - leaves it out."),
                        .kind = OptionKind::Choice,
                        .choices = allNames<ColumnRole>()};
        const std::string role(toText(column.role));
        form.push_back({std::move(info), role, role});
    }
}

/// The roles of all columns when column `at` becomes `role`.
std::vector<ColumnRole> rolesWith(const ImportOptions& options, const ImportPreview& preview, std::size_t at,
                                  ColumnRole role)
{
    std::vector<ColumnRole> roles;
    for (const PreviewColumn& column : preview.columns)
        roles.push_back(options.table.roles && roles.size() < options.table.roles->size()
                            ? (*options.table.roles)[roles.size()]
                            : column.role);
    // Only one column can be the user, the item, ...: the one that was gives it up.
    std::ranges::replace(roles, role, ColumnRole::Ignored);
    if (role == ColumnRole::Rating || role == ColumnRole::Weight) // a table has one or the other
        std::ranges::replace(roles, role == ColumnRole::Rating ? ColumnRole::Weight : ColumnRole::Rating,
                             ColumnRole::Ignored);
    roles.at(at) = role;
    return roles;
}

} // namespace

std::vector<FormField> importForm(const ImportOptions& options, const ImportPreview& preview)
{
    const auto format = std::ranges::find(formatTable(), preview.format, &Format::name);
    const bool isTable = format != formatTable().end() && format->takesTableChoice;
    const bool isBuild = preview.format == buildFormat;
    const ImportOptions none;
    std::vector<FormField> form;
    for (const OptionField<ImportOptions>& field : importFields()) {
        OptionInfo info = field.info;
        const bool isOfBuild = info.name == "cold" || info.name == "seed";
        if (info.group.empty() || (info.group == tableGroup && !isTable) || (isBuild && !isOfBuild))
            continue; // bad rows are asked about when there are some
        if (info.name == "columns") {
            addColumns(form, preview);
            continue;
        }
        const OptionValue value = field.read(options);
        if (info.kind == OptionKind::Text && std::ranges::find(info.choices, toText(value)) == info.choices.end())
            info.choices.push_back(toText(value));
        form.push_back({std::move(info), value, field.read(none)});
    }
    return form;
}

void setImportOption(ImportOptions& options, const ImportPreview& preview, const std::string& name,
                     const OptionValue& value)
{
    if (!name.starts_with(columnPrefix)) {
        setOption(importFields(), options, name, value);
        return;
    }
    const auto at = static_cast<std::size_t>(std::stoul(name.substr(columnPrefix.size())));
    options.table.roles = rolesWith(options, preview, at, parseName<ColumnRole>(name, toText(value)));
}

} // namespace tastescope::ui
