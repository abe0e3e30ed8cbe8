#pragma once

#include "ui/theme/line_style.h"

#include <QAbstractTableModel>
#include <QList>

#include <optional>
#include <vector>

namespace tastescope::ui {

enum class CellKind {
    Text,   ///< left aligned
    Number, ///< right aligned
    Bar,    ///< a bar from 0 to `full`, then the value
    Badge,  ///< the text on a small ground, or plain when its tone is Text; nothing when it is empty
    Mark,   ///< a tick when the value is true, then the note
    Mono,   ///< hashes and raw lines of files
    Run,    ///< the swatch of a run, then its name: StyleRole
    Spark,  ///< a line as small as a word: StyleRole, SparkRole
    Eye,    ///< open when the value is true, struck through when it is not
};

/// How a column looks. Say it in one line: {.kind = CellKind::Bar, .full = 1.0}.
struct ColumnLook
{
    CellKind kind = CellKind::Text;
    bool strong = false;      ///< weight 500: the first column, the main number
    Token tone = Token::Text; ///< Text, Text2 or Text3
    double full = 1;          ///< the value of a full bar
    int bar = 54;             ///< pixels of a full bar
    int width = 0;            ///< pixels at the start; 0: as wide as its content
    bool stretch = false;     ///< takes the room that is left
    QString help = {};        ///< tooltip of the header
    bool sortable = true;
};

/// The base of every table of the program: rows by columns, sortable by the value behind each text. Rows that compare
/// equal keep their order; what has no value comes last, up or down.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        ValueRole = Qt::UserRole, ///< what the cell sorts by
        NoteRole,                 ///< said after the text, in text3: an interval
        ToneRole,                 ///< Token of a badge's or number's text, when it is not the column's
        StyleRole,                ///< LineStyle of a run
        SparkRole,                ///< QList<double>: what its small line goes through
    };

    using QAbstractTableModel::QAbstractTableModel;

    virtual ColumnLook look(int column) const = 0;
    virtual QString title(int column) const = 0;

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) final;

    /// The row of the source that is shown at `row`, and the other way round.
    int sourceRow(int row) const { return m_order[static_cast<std::size_t>(row)]; }
    int shownRow(int source) const;

    /// The whole table in the order shown, or only some rows: values in full precision, decimal point, UTF-8.
    QString toCsv() const;
    QString toCsv(const std::vector<int>& rows) const;

protected:
    virtual int sourceRows() const = 0;
    virtual int columns() const = 0;
    virtual QVariant value(int source, int column) const = 0;
    virtual QString text(int source, int column) const = 0;
    virtual QString note(int source, int column) const = 0;
    virtual std::optional<Token> tone(int source, int column) const = 0;
    virtual std::optional<LineStyle> style(int, int) const { return std::nullopt; }
    virtual QList<double> spark(int, int) const { return {}; }

    /// Call around every change of the rows; the sorting stays.
    void beginRows();
    void endRows();

    /// The same rows as before, in their places, say something else.
    void tellChanged();

private:
    void sortOrder();

    std::vector<int> m_order;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace tastescope::ui

Q_DECLARE_METATYPE(tastescope::ui::LineStyle)
