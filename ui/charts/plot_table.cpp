#include "ui/charts/plot_table.h"

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

std::string quoted(const QString& text)
{
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')) && !text.contains(QLatin1Char('\n')))
        return text.toStdString();
    QString inner = text;
    inner.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return '"' + inner.toStdString() + '"';
}

std::string csvCell(const PlotColumn& column, int row)
{
    if (row >= lengthOf(column))
        return {};
    if (const auto* values = numbers(column)) {
        const double value = (*values)[static_cast<std::size_t>(row)];
        return std::isnan(value) ? std::string() : shortest(value).toStdString();
    }
    return quoted(std::get<QStringList>(column.values)[row]);
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
    addRow([](const PlotColumn& column) { return quoted(column.title); });
    for (int row = 0; row < table.rowCount(); ++row)
        addRow([row](const PlotColumn& column) { return csvCell(column, row); });
    return text;
}

void PlotTableModel::setTable(PlotTable table)
{
    beginResetModel();
    m_table = std::move(table);
    endResetModel();
}

int PlotTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_table.rowCount();
}

int PlotTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

QVariant PlotTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::DisplayRole)
        return m_table.text(index.row(), index.column());
    if (role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, role);
    return {};
}

QVariant PlotTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const PlotColumn& column = m_table.columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(numbers(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

} // namespace tastescope::ui
