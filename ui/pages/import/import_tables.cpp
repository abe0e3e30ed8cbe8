#include "ui/pages/import/import_tables.h"

#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace tastescope::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ImportPage", text);
}

QString titleOf(const PreviewColumn& column, std::size_t number)
{
    const QString name = column.name.empty() ? tr("column %1").arg(number + 1) : shownName(column.name);
    if (column.role == ColumnRole::Ignored)
        return name;
    return tr("%1 (%2)").arg(name, wordOf(column.role));
}

} // namespace

std::vector<Column<BadRow>> badRowColumns()
{
    return {
        {tr("Line"),
         [](const BadRow& row) {
             return QVariant(
                 QStringLiteral("%1:%2").arg(QFileInfo(shownName(row.place.file)).fileName(), count(row.place.line)));
         },
         {},
         {.strong = true}},
        {tr("Text"),
         [](const BadRow& row) { return QVariant(shownName(row.excerpt)); },
         {},
         {.kind = CellKind::Mono, .width = 320}},
        {tr("Reason"),
         [](const BadRow& row) { return QVariant(shownName(row.reason)); },
         {},
         {.tone = Token::Text2, .stretch = true}},
    };
}

std::vector<Column<TextRow>> previewColumns(const ImportPreview& preview)
{
    std::vector<Column<TextRow>> columns;
    columns.push_back({tr("Line"),
                       [](const TextRow& row) { return QVariant(row.front().toLongLong()); },
                       whole(count),
                       {.kind = CellKind::Number, .tone = Token::Text3}});
    for (std::size_t i = 0; i < preview.columns.size(); ++i) {
        const bool ignored = preview.columns[i].role == ColumnRole::Ignored;
        columns.push_back({titleOf(preview.columns[i], i),
                           [i](const TextRow& row) { return i + 1 < row.size() ? QVariant(row[i + 1]) : QVariant(); },
                           {},
                           {.tone = ignored ? Token::Text3 : Token::Text, .stretch = i + 1 == preview.columns.size()}});
    }
    return columns;
}

} // namespace tastescope::ui
