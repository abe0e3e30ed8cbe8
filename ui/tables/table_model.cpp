#include "ui/tables/table_model.h"

#include "core/base/csv_text.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/worker.h"
#include "ui/tables/row_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <variant>

namespace tastescope::ui {

namespace {

/// So many are sorted on another thread: 100,000 texts take 60 ms.
constexpr int manyRows = 4'000;

QString csvField(const QVariant& value)
{
    if (value.typeId() == QMetaType::Bool)
        return value.toBool() ? QStringLiteral("1") : QStringLiteral("0");
    if (value.typeId() == QMetaType::Double || value.typeId() == QMetaType::Float)
        return std::isnan(value.toDouble()) ? QString() : shortest(value.toDouble());
    if (value.typeId() != QMetaType::QString)
        return value.toString(); // a whole number
    return QString::fromStdString(csvCell(withoutIsolates(value.toString()).toStdString()));
}

/// Cells whose value is a picture; the text is for screen readers.
bool isDrawn(CellKind kind)
{
    return kind == CellKind::Mark || kind == CellKind::Spark || kind == CellKind::Eye;
}

} // namespace

TableModel::TableModel(QObject* parent) : QAbstractTableModel(parent) {}

TableModel::~TableModel() = default;

int TableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int TableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns();
}

QVariant TableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int source = sourceRow(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return isDrawn(look(index.column()).kind) ? QString() : text(source, index.column());
    case Qt::EditRole:
    case Qt::AccessibleTextRole:
        return text(source, index.column());
    case Qt::TextAlignmentRole:
        return static_cast<int>((look(index.column()).kind == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft)
                                | Qt::AlignVCenter);
    case ValueRole:
        return value(source, index.column());
    case NoteRole:
        return note(source, index.column());
    case ToneRole: {
        const auto found = tone(source, index.column());
        return found ? QVariant(static_cast<int>(*found)) : QVariant();
    }
    case StyleRole: {
        const auto found = style(source, index.column());
        return found ? QVariant::fromValue(*found) : QVariant();
    }
    case SparkRole:
        return QVariant::fromValue(spark(source, index.column()));
    case FigureRole:
        return figure(source, index.column());
    default:
        return {};
    }
}

QVariant TableModel::headerHelp(const ColumnLook& look) const
{
    QStringList parts{look.help};
    if (m_explain && !look.metric.isEmpty())
        parts << m_explain(look.metric);
    parts.removeAll(QString());
    return parts.isEmpty() ? QVariant() : parts.join(QLatin1Char('\n'));
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return title(section);
    case Qt::ToolTipRole:
        return headerHelp(look(section));
    case Qt::TextAlignmentRole:
        return static_cast<int>((look(section).kind == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft)
                                | Qt::AlignVCenter);
    case Qt::InitialSortOrderRole:
        return static_cast<int>(look(section).highIsBest ? Qt::DescendingOrder : Qt::AscendingOrder);
    default:
        return {};
    }
}

int TableModel::shownRow(int source) const
{
    const auto found = std::ranges::find(m_order, source);
    return found == m_order.end() ? -1 : static_cast<int>(found - m_order.begin());
}

void TableModel::sort(int column, Qt::SortOrder order)
{
    if (column >= columns() || (column >= 0 && !look(column).sortable))
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    if (!sortBeside())
        setOrder(sortedNow());
}

std::vector<int> TableModel::sortedNow() const
{
    const int rows = sourceRows();
    if (m_sortColumn < 0 || m_sortColumn >= columns()) // other rows may have fewer columns
        return orderAsItIs(rows);
    return orderByValue(
        rows, [this](int source) { return value(source, m_sortColumn); }, m_sortOrder);
}

bool TableModel::sortBeside()
{
    if (m_worker)
        m_worker->forget(this); // what was asked before is of other rows, or by another column
    if (sourceRows() < manyRows || m_sortColumn < 0 || m_sortColumn >= columns())
        return false;
    const Values values = valuesOf(m_sortColumn);
    if (!values)
        return false;
    if (!m_worker)
        m_worker = std::make_unique<Worker>();
    m_worker->ask(
        this, Worker::Policy::Latest,
        [rows = sourceRows(), values, order = m_sortOrder](const JobContext&) {
            return orderByValue(rows, values, order);
        },
        [this](const Outcome<std::vector<int>>& order) {
            if (const auto* rows = std::get_if<std::vector<int>>(&order))
                setOrder(*rows);
        });
    return true;
}

void TableModel::setOrder(std::vector<int> order)
{
    emit layoutAboutToBeChanged();
    const std::vector<int> before = std::exchange(m_order, std::move(order));
    const QModelIndexList from = persistentIndexList();
    if (!from.isEmpty()) {
        std::vector<int> shownAt(m_order.size());
        for (std::size_t row = 0; row < m_order.size(); ++row)
            shownAt[static_cast<std::size_t>(m_order[row])] = static_cast<int>(row);
        QModelIndexList to;
        for (const QModelIndex& old : from)
            to << index(shownAt[static_cast<std::size_t>(before[static_cast<std::size_t>(old.row())])], old.column());
        changePersistentIndexList(from, to);
    }
    emit layoutChanged();
}

void TableModel::tellChanged()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columns() - 1));
}

void TableModel::beginRows()
{
    beginResetModel();
}

void TableModel::endRows()
{
    if (!sortBeside())
        m_order = sortedNow();
    else if (m_order.size() != static_cast<std::size_t>(sourceRows()))
        m_order = orderAsItIs(sourceRows()); // until the order is there; as many rows keep the one they had
    endResetModel();
}

QString TableModel::toCsv() const
{
    std::vector<int> rows(m_order.size());
    std::iota(rows.begin(), rows.end(), 0);
    return toCsv(rows);
}

QString TableModel::toCsv(const std::vector<int>& rows) const
{
    QString csv;
    const auto addLine = [&](const auto& field) {
        for (int column = 0; column < columns(); ++column)
            csv += (column > 0 ? QStringLiteral(",") : QString()) + csvField(field(column));
        csv += QLatin1Char('\n');
    };
    addLine([this](int column) { return QVariant(title(column)); });
    for (const int row : rows)
        addLine([&](int column) { return value(sourceRow(row), column); });
    return csv;
}

} // namespace tastescope::ui
