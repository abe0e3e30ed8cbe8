#include "ui/pages/runs/column_choice.h"

#include "ui/pages/runs/run_columns.h"
#include "ui/session/settings.h"
#include "ui/tables/table_view.h"

#include <QHeaderView>
#include <QMenu>

namespace tastescope::ui {

namespace {

const QString addedKey = QStringLiteral("runs/columnsAdded");
const QString removedKey = QStringLiteral("runs/columnsRemoved");
const QString orderKey = QStringLiteral("runs/columnOrder");
const QString optionPrefix = QStringLiteral("option/");

} // namespace

ColumnChoice::ColumnChoice(Settings& settings, RunTable* table, TableView* view)
    : QObject(view),
      m_settings(settings),
      m_table(table),
      m_view(view),
      m_added(settings.value(addedKey).toStringList()),
      m_removed(settings.value(removedKey).toStringList())
{
    QHeaderView* header = view->horizontalHeader();
    header->setSectionsMovable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::sectionMoved, this, &ColumnChoice::keepOrder);
    connect(header, &QHeaderView::customContextMenuRequested, this, [this, header](const QPoint& place) {
        QMenu menu;
        fillMenu(menu);
        menu.exec(header->mapToGlobal(place));
    });
    restore();
    apply();
}

bool ColumnChoice::isChosen(int column) const
{
    const RunColumn& found = m_table->columnList()[static_cast<std::size_t>(column)];
    if (m_onlyOptions && found.key.startsWith(optionPrefix))
        return m_onlyOptions->contains(found.key.mid(optionPrefix.size()).toStdString());
    return m_added.contains(found.key) || (found.usual && !m_removed.contains(found.key));
}

void ColumnChoice::setOnlyOptions(const std::optional<std::set<std::string>>& names)
{
    if (names == m_onlyOptions)
        return;
    m_onlyOptions = names;
    apply();
}

void ColumnChoice::apply()
{
    for (int column = 0; column < m_table->columnCount(); ++column)
        m_view->setColumnHidden(column, !isChosen(column));
    m_view->fitColumns();
}

void ColumnChoice::choose(int column, bool shown)
{
    const QString key = m_table->columnList()[static_cast<std::size_t>(column)].key;
    m_added.removeAll(key);
    m_removed.removeAll(key);
    (shown ? m_added : m_removed) << key;
    m_settings.setValue(addedKey, m_added);
    m_settings.setValue(removedKey, m_removed);
    apply();
}

void ColumnChoice::fillMenu(QMenu& menu)
{
    const auto& columns = m_table->columnList();
    for (int column = 0; column < m_table->columnCount(); ++column) {
        const RunColumn& found = columns[static_cast<std::size_t>(column)];
        if (found.key == QStringLiteral("run"))
            continue; // a row without its name says nothing
        QAction* action = menu.addAction(found.name.isEmpty() ? m_table->title(column) : found.name);
        action->setCheckable(true);
        action->setChecked(isChosen(column));
        connect(action, &QAction::triggered, this, [this, column](bool shown) { choose(column, shown); });
    }
    menu.addSeparator();
    menu.addAction(tr("The Usual Columns"), this, [this] {
        m_added.clear();
        m_removed.clear();
        for (const QString& key : {addedKey, removedKey, orderKey})
            m_settings.setValue(key, QStringList());
        restore();
        apply();
    });
}

void ColumnChoice::keepOrder()
{
    if (m_restoring)
        return;
    QStringList order;
    for (int place = 0; place < m_table->columnCount(); ++place)
        order << m_table->columnList()[static_cast<std::size_t>(m_view->horizontalHeader()->logicalIndex(place))].key;
    m_settings.setValue(orderKey, order);
}

void ColumnChoice::restore()
{
    m_restoring = true;
    QHeaderView* header = m_view->horizontalHeader();
    QStringList order = m_settings.value(orderKey).toStringList();
    if (order.isEmpty())
        for (const RunColumn& column : m_table->columnList())
            order << column.key;
    int place = 0;
    for (const QString& key : order)
        if (const int column = m_table->columnCalled(key); column >= 0)
            header->moveSection(header->visualIndex(column), place++);
    m_restoring = false;
}

} // namespace tastescope::ui
