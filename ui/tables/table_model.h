#pragma once

#include "ui/theme/line_style.h"

#include <QAbstractTableModel>
#include <QList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tastescope::ui {

class Worker;

enum class CellKind {
    Text,   ///< left aligned
    Number, ///< right aligned
    Bar,    ///< a bar from 0 to `full`, then the value
    Badge,  ///< the text on a small ground, or plain when its tone is Text; nothing when it is empty
    Mark,   ///< a tick when the value is true, then the note
    Mono,   ///< hashes and raw lines of files
    Run,    ///< the swatch of a run, then its name: StyleRole
    Spark,  ///< a line as small as a word: StyleRole, SparkRole
    Chips,  ///< several words on a ground each where the text has them, as genres: chips.h
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
    QString metric = {};      ///< name of the metric the header names, "hit-5": the explainer says more of it
    bool sortable = true;
    bool highIsBest = false; ///< a quality: the first click on its header sorts the best row to the top
};

/// The base of every table of the program: rows by columns, sortable by the value behind each text. Rows that compare
/// equal keep their order; what has no value comes last, up or down. Thousands of rows are sorted on another thread
/// where the table has values for it, and stand as they stood until then.
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
        FigureRole,               ///< name of the ShownFigure the value is; empty: it stands nowhere else
    };

    explicit TableModel(QObject* parent = nullptr);
    ~TableModel() override;

    virtual ColumnLook look(int column) const = 0;
    virtual QString title(int column) const = 0;

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;
    /// What a header that names a metric says of it, asked when it is hovered.
    void setExplainer(std::function<QString(const QString& metric)> explain) { m_explain = std::move(explain); }

    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) final;

    /// The column rows are sorted by; -1: they are in the order they came in.
    int sortedBy() const { return m_sortColumn < columns() ? m_sortColumn : -1; }

    /// The row of the source that is shown at `row`, and the other way round.
    int sourceRow(int row) const { return m_order[static_cast<std::size_t>(row)]; }
    int shownRow(int source) const;

    /// The hairline under a shown row; none where rows belong together.
    virtual std::optional<Token> lineBelow(int) const { return Token::Grid; }

    /// The whole table in the order shown, or only some rows: values in full precision, decimal point, UTF-8.
    QString toCsv() const;
    QString toCsv(const std::vector<int>& rows) const;

protected:
    virtual int sourceRows() const = 0;
    virtual int columns() const = 0;
    virtual QVariant value(int source, int column) const = 0;

    /// value(source, column), which another thread may call while this one goes on and sets other rows. Nothing: it may
    /// not, and sorting is done here.
    using Values = std::function<QVariant(int source)>;
    virtual Values valuesOf(int) const { return {}; }

    virtual QString text(int source, int column) const = 0;
    virtual QString note(int source, int column) const = 0;
    virtual std::optional<Token> tone(int source, int column) const = 0;
    virtual std::optional<LineStyle> style(int, int) const { return std::nullopt; }
    virtual QList<double> spark(int, int) const { return {}; }
    virtual QString figure(int, int) const { return {}; }

    /// Call around every change of the rows; the sorting stays.
    void beginRows();
    void endRows();

    /// The same rows as before, in their places, say something else.
    void tellChanged();

private:
    std::vector<int> sortedNow() const;
    bool sortBeside(); ///< false: it has to be done now
    void setOrder(std::vector<int> order);

    std::unique_ptr<Worker> m_worker; ///< made for the first large table
    QVariant headerHelp(const ColumnLook& look) const;

    std::function<QString(const QString&)> m_explain;
    std::vector<int> m_order;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace tastescope::ui

Q_DECLARE_METATYPE(tastescope::ui::LineStyle)
