#pragma once

#include <QAbstractTableModel>
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
class PlotTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(PlotTable table);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    PlotTable m_table;
};

} // namespace tastescope::ui
