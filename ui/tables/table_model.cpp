#include "ui/tables/table_model.h"

#include "core/base/csv_text.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <QCollator>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tastescope::ui {

namespace {

bool isNumber(const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Double:
    case QMetaType::Float:
    case QMetaType::Bool:
        return true;
    default:
        return false;
    }
}

struct SortKey
{
    int row = 0;
    int rank = 0; ///< 0: number, 1: text, 2: nothing
    double number = 0;
    QString text;
};

SortKey sortKey(int row, const QVariant& value)
{
    if (isNumber(value)) {
        const double number = value.toDouble();
        return {row, std::isnan(number) ? 2 : 0, std::isnan(number) ? 0 : number, {}};
    }
    const QString text = value.toString();
    return {row, text.isEmpty() ? 2 : 1, 0, text};
}

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
    default:
        return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return title(section);
    case Qt::ToolTipRole:
        return look(section).help.isEmpty() ? QVariant() : look(section).help;
    case Qt::TextAlignmentRole:
        return static_cast<int>((look(section).kind == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft)
                                | Qt::AlignVCenter);
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
    emit layoutAboutToBeChanged();
    const std::vector<int> before = m_order;
    sortOrder();
    std::vector<int> shownAt(before.size());
    for (std::size_t row = 0; row < m_order.size(); ++row)
        shownAt[static_cast<std::size_t>(m_order[row])] = static_cast<int>(row);
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    for (const QModelIndex& old : from) {
        const int source = before[static_cast<std::size_t>(old.row())];
        to << index(shownAt[static_cast<std::size_t>(source)], old.column());
    }
    changePersistentIndexList(from, to);
    emit layoutChanged();
}

void TableModel::sortOrder()
{
    std::iota(m_order.begin(), m_order.end(), 0);
    if (m_sortColumn < 0)
        return;
    std::vector<SortKey> keys;
    keys.reserve(m_order.size());
    for (const int source : m_order)
        keys.push_back(sortKey(source, value(source, m_sortColumn)));
    QCollator collator{QLocale(QLocale::English)}; // that of the C locale knows no numbers
    collator.setNumericMode(true);                 // "user 9" before "user 10"
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    const bool up = m_sortOrder == Qt::AscendingOrder;
    std::stable_sort(keys.begin(), keys.end(), [&](const SortKey& a, const SortKey& b) {
        if (a.rank != b.rank)
            return a.rank < b.rank;
        if (a.rank == 1)
            return up ? collator.compare(a.text, b.text) < 0 : collator.compare(b.text, a.text) < 0;
        return up ? a.number < b.number : b.number < a.number;
    });
    for (std::size_t row = 0; row < keys.size(); ++row)
        m_order[row] = keys[row].row;
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
    m_order.resize(static_cast<std::size_t>(sourceRows()));
    sortOrder();
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
