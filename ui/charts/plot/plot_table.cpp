#include "ui/charts/plot/plot_table.h"

#include "core/base/csv_text.h"
#include "ui/session/numbers.h"

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

const std::vector<double>* numbers(const PlotColumn& column)
{
    return std::get_if<std::vector<double>>(&column.values);
}

qsizetype lengthOf(const PlotColumn& column)
{
    return std::visit([](const auto& values) { return static_cast<qsizetype>(values.size()); }, column.values);
}

std::string cellOf(const PlotColumn& column, int row)
{
    if (row >= lengthOf(column))
        return {};
    if (const auto* values = numbers(column)) {
        const double value = (*values)[static_cast<std::size_t>(row)];
        return std::isnan(value) ? std::string() : shortest(value).toStdString();
    }
    return csvCell(std::get<QStringList>(column.values)[row].toStdString());
}

} // namespace

int PlotTable::rowCount() const
{
    qsizetype rows = 0;
    for (const PlotColumn& column : columns)
        rows = std::max(rows, lengthOf(column));
    return static_cast<int>(rows);
}

QString PlotTable::text(int row, int column) const
{
    const PlotColumn& wanted = columns[static_cast<std::size_t>(column)];
    if (row >= lengthOf(wanted))
        return {};
    if (const auto* values = numbers(wanted)) {
        const double value = (*values)[static_cast<std::size_t>(row)];
        return wanted.decimals >= 0 ? fixed(value, wanted.decimals) : general(value);
    }
    return std::get<QStringList>(wanted.values)[row];
}

std::string toCsv(const PlotTable& table)
{
    std::string text;
    const auto addRow = [&](const auto& cell) {
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            text += (column == 0 ? "" : ",") + cell(table.columns[column]);
        text += '\n';
    };
    addRow([](const PlotColumn& column) { return csvCell(column.title.toStdString()); });
    for (int row = 0; row < table.rowCount(); ++row)
        addRow([row](const PlotColumn& column) { return cellOf(column, row); });
    return text;
}

void PlotTableModel::setTable(PlotTable table)
{
    beginRows();
    m_table = std::move(table);
    endRows();
}

ColumnLook PlotTableModel::look(int column) const
{
    return {.kind = numbers(at(column)) ? CellKind::Number : CellKind::Text, .strong = column == 0};
}

QVariant PlotTableModel::value(int source, int column) const
{
    if (source >= lengthOf(at(column)))
        return {};
    if (const auto* values = numbers(at(column))) {
        const double value = (*values)[static_cast<std::size_t>(source)];
        return std::isnan(value) ? QVariant() : QVariant(value);
    }
    return std::get<QStringList>(at(column).values)[source];
}

} // namespace tastescope::ui
