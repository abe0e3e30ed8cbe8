#include "ui/pages/runs/run_table.h"

#include "ui/pages/runs/run_columns.h"
#include "ui/session/numbers.h"
#include "ui/session/shown_figures.h"

#include <algorithm>
#include <utility>

namespace tastescope::ui {

RunTable::RunTable(QObject* parent) : TableModel(parent), m_columns(runColumns()) {}

void RunTable::setRows(RunRows rows)
{
    if (rows == m_rows)
        return;
    const auto membersOf = [](const auto& row) -> const std::vector<int>& { return row->members; };
    if (std::ranges::equal(rows, m_rows, {}, membersOf, membersOf)) {
        m_rows = std::move(rows);
        tellChanged();
        return;
    }
    beginRows();
    m_rows = std::move(rows);
    endRows();
}

int RunTable::rowOf(int run) const
{
    const auto found = std::ranges::find_if(
        m_rows, [run](const auto& row) { return std::ranges::find(row->members, run) != row->members.end(); });
    return found == m_rows.end() ? -1 : shownRow(static_cast<int>(found - m_rows.begin()));
}

ColumnLook RunTable::look(int column) const
{
    ColumnLook look = at(column).look;
    look.metric.replace(QStringLiteral("%1"), QString::number(m_k));
    return look;
}

void RunTable::setK(int k)
{
    if (std::exchange(m_k, k) != k)
        emit headerDataChanged(Qt::Horizontal, 0, columns() - 1);
}

int RunTable::columnCalled(const QString& key) const
{
    const auto found = std::ranges::find(m_columns, key, &RunColumn::key);
    return found == m_columns.end() ? -1 : static_cast<int>(found - m_columns.begin());
}

QString RunTable::title(int column) const
{
    return is(column, "hit") ? at(column).title.arg(m_k) : at(column).title;
}

Qt::ItemFlags RunTable::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags usual = TableModel::flags(index);
    if (!index.isValid() || shown(index.row()).members.size() > 1)
        return usual;
    const int column = index.column();
    return is(column, "run") || is(column, "note") || is(column, "tags") ? usual | Qt::ItemIsEditable : usual;
}

bool RunTable::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable))
        return false;
    if (value.toString() != text(sourceRow(index.row()), index.column()))
        emit edited(shown(index.row()).id, at(index.column()).key, value.toString());
    return true;
}

QVariant RunTable::value(int source, int column) const
{
    return at(column).value(row(source));
}

QString RunTable::text(int source, int column) const
{
    return at(column).text(row(source));
}

QString RunTable::note(int source, int column) const
{
    const RunRow& run = row(source);
    if (is(column, "mrr"))
        return run.mrrBand;
    if (!is(column, "difference") || !run.pair || run.isBaseline)
        return {};
    return deltaInterval(*run.difference, run.pair->low, run.pair->high);
}

std::optional<Token> RunTable::tone(int source, int column) const
{
    const RunRow& run = row(source);
    if (is(column, "state"))
        return run.stateTone;
    if (!is(column, "difference"))
        return std::nullopt;
    if (run.isBaseline || !run.pair || run.pair->tied)
        return Token::Text2;
    return *run.difference > 0 ? Token::Ok : Token::Err;
}

std::optional<LineStyle> RunTable::style(int source, int) const
{
    return row(source).style;
}

QString RunTable::figure(int source, int column) const
{
    const RunRow& run = row(source);
    if (run.members.size() > 1)
        return {};
    if (is(column, "mrr"))
        return figure::ofRun(run.name, "mrr");
    if (is(column, "hit"))
        return figure::ofRun(run.name, "hit-" + std::to_string(m_k));
    if (is(column, "users"))
        return figure::ofRun(run.name, figure::evaluatedUsers);
    if (is(column, "difference") && run.pair && !run.isBaseline)
        return figure::ofRuns(run.name, run.baseline, "mrr");
    return {};
}

QList<double> RunTable::spark(int source, int) const
{
    return row(source).curve;
}

} // namespace tastescope::ui
