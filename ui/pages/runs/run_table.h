#pragma once

#include "ui/pages/runs/run_row.h"
#include "ui/tables/table_model.h"

#include <functional>

namespace tastescope::ui {

/// One column of the table of runs.
struct RunColumn
{
    QString key;   ///< in settings: "mrr", "option/learning_rate"
    QString title; ///< may hold %1 for K
    ColumnLook look;
    std::function<QVariant(const RunRow&)> value;
    std::function<QString(const RunRow&)> text;
    bool usual = false; ///< shown as long as the person did not choose otherwise
    QString name = {};  ///< in the menu of columns, where the title is short
};

/// The runs as the dock and the page show them: every figure, option and word that is known of them.
class RunTable : public TableModel
{
    Q_OBJECT

public:
    explicit RunTable(QObject* parent = nullptr);

    /// The same runs as before keep their places and the selection.
    void setRows(RunRows rows);
    const RunRows& rows() const { return m_rows; }
    const RunRow& shown(int shownAt) const { return row(sourceRow(shownAt)); }
    int rowOf(int run) const; ///< where it is shown; -1: it is not

    void setK(int k);
    const std::vector<RunColumn>& columnList() const { return m_columns; }
    int columnCalled(const QString& key) const; ///< -1: there is none

    ColumnLook look(int column) const override;
    QString title(int column) const override;

    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

signals:
    void edited(int run, const QString& key, const QString& text); ///< "run", "note" or "tags" of a single run

protected:
    int sourceRows() const override { return static_cast<int>(m_rows.size()); }
    int columns() const override { return static_cast<int>(m_columns.size()); }
    QVariant value(int source, int column) const override;
    QString text(int source, int column) const override;
    QString note(int source, int column) const override;
    std::optional<Token> tone(int source, int column) const override;
    std::optional<LineStyle> style(int source, int column) const override;
    QList<double> spark(int source, int column) const override;
    QString figure(int source, int column) const override;

private:
    const RunColumn& at(int column) const { return m_columns[static_cast<std::size_t>(column)]; }
    const RunRow& row(int source) const { return *m_rows[static_cast<std::size_t>(source)]; }
    bool is(int column, const char* key) const { return at(column).key == QLatin1String(key); }

    std::vector<RunColumn> m_columns;
    RunRows m_rows;
    int m_k = 5;
};

} // namespace tastescope::ui
