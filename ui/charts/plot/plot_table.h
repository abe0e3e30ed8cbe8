#pragma once

#include "ui/tables/table_model.h"

#include <QString>
#include <QStringList>

#include <string>
#include <variant>
#include <vector>

namespace tastescope::ui {

/// A column of the table that says the same as a chart.
struct PlotColumn
{
    QString title;
    std::variant<std::vector<double>, QStringList> values; ///< NaN: not known
    int decimals = -1;                                     ///< shown; -1: as many as a number needs, four figures
};

/// What a chart shows, as a table. Columns may differ in length: the missing cells are empty.
struct PlotTable
{
    std::vector<PlotColumn> columns;

    int rowCount() const;
    QString text(int row, int column) const; ///< as the window writes numbers
};

/// Comma separated, UTF-8, a dot in numbers and all their digits (shortest that read back as the same number), one
/// header line; cells with commas, quotes or line ends are quoted (RFC 4180, but lines end with \n).
std::string toCsv(const PlotTable& table);

/// The table as the twin of a chart.
class PlotTableModel final : public TableModel
{
    Q_OBJECT

public:
    using TableModel::TableModel;

    void setTable(PlotTable table);

    ColumnLook look(int column) const override;
    QString title(int column) const override { return at(column).title; }

protected:
    int sourceRows() const override { return m_table.rowCount(); }
    int columns() const override { return static_cast<int>(m_table.columns.size()); }
    QVariant value(int source, int column) const override;
    QString text(int source, int column) const override { return m_table.text(source, column); }
    QString note(int, int) const override { return {}; }
    std::optional<Token> tone(int, int) const override { return {}; }

private:
    const PlotColumn& at(int column) const { return m_table.columns[static_cast<std::size_t>(column)]; }

    PlotTable m_table;
};

} // namespace tastescope::ui
