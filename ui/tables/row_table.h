#pragma once

#include "ui/tables/table_model.h"

#include <functional>
#include <memory>
#include <utility>

namespace tastescope::ui {

/// One line of a table's definition: its title, the value it sorts by, the text it shows, how it looks.
template<typename Row>
struct Column
{
    using Value = std::function<QVariant(const Row&)>;
    using Text = std::function<QString(const QVariant&)>;
    using RowText = std::function<QString(const Row&)>;
    using RowTone = std::function<std::optional<Token>(const Row&)>;
    using RowStyle = std::function<std::optional<LineStyle>(const Row&)>;
    using RowFigure = std::function<QString(const Row&)>;

    // A constructor, because GCC 12 breaks on default values of std::function in a template's members.
    Column(QString columnTitle, Value columnValue, Text columnText = {}, ColumnLook columnLook = {},
           RowText columnNote = {}, RowTone columnTone = {}, RowStyle columnStyle = {}, RowFigure columnFigure = {})
        : title(std::move(columnTitle)),
          value(std::move(columnValue)),
          text(std::move(columnText)),
          look(std::move(columnLook)),
          note(std::move(columnNote)),
          tone(std::move(columnTone)),
          style(std::move(columnStyle)),
          figure(std::move(columnFigure))
    {
    }

    QString title;
    Value value; ///< of the row alone: it may be asked on another thread
    Text text;   ///< none: as it is. A value that is not there reads "–".
    ColumnLook look;
    RowText note;     ///< after the text, in text3: an interval
    RowTone tone;     ///< of badges and of numbers that are good or bad
    RowStyle style;   ///< of the swatch of a CellKind::Run
    RowFigure figure; ///< names the ShownFigure that the value is
};

/// A table over a vector of rows:
///
///     RowTable<Neighbour> table({
///         {tr("User"), [](const Neighbour& n) { return n.name; }, {}, {.strong = true}},
///         {tr("Similarity"), [](const Neighbour& n) { return n.similarity; }, number(metric), {.kind =
///         CellKind::Bar}},
///     });
template<typename Row>
class RowTable final : public TableModel
{
public:
    explicit RowTable(std::vector<Column<Row>> columns, QObject* parent = nullptr)
        : TableModel(parent),
          m_columns(std::move(columns))
    {
    }

    void setRows(std::vector<Row> rows)
    {
        beginRows();
        m_rows = std::make_shared<const std::vector<Row>>(std::move(rows));
        endRows();
    }

    const std::vector<Row>& rows() const { return *m_rows; }
    const Row& shown(int shownAt) const { return row(sourceRow(shownAt)); }

    /// The value of a full bar in a column, when it depends on the rows.
    void setFull(int column, double full) { m_columns[static_cast<std::size_t>(column)].look.full = full; }

    ColumnLook look(int column) const override { return at(column).look; }
    QString title(int column) const override { return at(column).title; }

protected:
    int sourceRows() const override { return static_cast<int>(m_rows->size()); }
    int columns() const override { return static_cast<int>(m_columns.size()); }
    QVariant value(int source, int column) const override { return at(column).value(row(source)); }
    TableModel::Values valuesOf(int column) const override
    {
        return [rows = m_rows, of = at(column).value](int source) {
            return of((*rows)[static_cast<std::size_t>(source)]);
        };
    }
    QString text(int source, int column) const override
    {
        const QVariant found = value(source, column);
        if (!found.isValid())
            return QString(QChar(0x2013));
        return at(column).text ? at(column).text(found) : found.toString();
    }
    QString note(int source, int column) const override
    {
        return at(column).note ? at(column).note(row(source)) : QString();
    }
    std::optional<Token> tone(int source, int column) const override
    {
        return at(column).tone ? at(column).tone(row(source)) : std::nullopt;
    }
    std::optional<LineStyle> style(int source, int column) const override
    {
        return at(column).style ? at(column).style(row(source)) : std::nullopt;
    }
    QString figure(int source, int column) const override
    {
        return at(column).figure ? at(column).figure(row(source)) : QString();
    }

private:
    const Column<Row>& at(int column) const { return m_columns[static_cast<std::size_t>(column)]; }
    const Row& row(int source) const { return (*m_rows)[static_cast<std::size_t>(source)]; }

    std::vector<Column<Row>> m_columns;
    std::shared_ptr<const std::vector<Row>> m_rows = std::make_shared<const std::vector<Row>>();
};

/// Makes a column's text out of a function of numbers.h: number(metric), whole(count).
inline std::function<QString(const QVariant&)> number(QString (*format)(double))
{
    return [format](const QVariant& value) { return format(value.toDouble()); };
}

inline std::function<QString(const QVariant&)> whole(QString (*format)(std::int64_t))
{
    return [format](const QVariant& value) { return format(value.toLongLong()); };
}

} // namespace tastescope::ui
