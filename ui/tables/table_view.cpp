#include "ui/tables/table_view.h"

#include "ui/tables/table_delegate.h"
#include "ui/tables/table_header.h"
#include "ui/theme/type.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>

namespace tastescope::ui {

TableView::TableView(const QString& name, QWidget* parent)
    : QTableView(parent),
      m_delegate(new TableDelegate(this)),
      m_header(new TableHeader(this))
{
    setHorizontalHeader(m_header);
    setAccessibleName(name);
    setItemDelegate(m_delegate);
    setMouseTracking(true);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    connect(this, &QTableView::activated, this, [this](const QModelIndex& index) { emit rowActivated(index.row()); });
    applyFont();
}

void TableView::applyFont()
{
    setFont(ui::font(TypeRole::Table));
    horizontalHeader()->setFont(ui::font(TypeRole::Header));
    verticalHeader()->setDefaultSectionSize(ui::rowHeight(m_rowPixels));
    horizontalHeader()->setFixedHeight(ui::rowHeight(24, TypeRole::Header));
}

void TableView::setTable(TableModel* model, int rowPixels)
{
    m_table = model;
    m_rowPixels = rowPixels;
    setModel(model);
    setSortingEnabled(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        fitColumns();
        emit currentRowChanged(-1);
    });
    applyFont();
    fitColumns();
}

// Each column as wide as its content asks (looked up in the first rows), the stretching ones share what is left.
void TableView::fitColumns()
{
    if (!m_table)
        return;
    int used = 0;
    int stretching = 0;
    std::vector<int> widths;
    for (int column = 0; column < m_table->columnCount(); ++column) {
        const ColumnLook look = m_table->look(column);
        if (isColumnHidden(column)) {
            widths.push_back(0);
            continue;
        }
        int width = qMax(qMax(look.width, m_header->minimumSectionSize()), m_header->widthFor(column));
        if (look.width == 0 && !look.stretch)
            width = qMax(width, sizeHintForColumn(column));
        stretching += look.stretch ? 1 : 0;
        used += width;
        widths.push_back(width);
    }
    const int left = stretching > 0 ? (viewport()->width() - used) / stretching : 0;
    for (int column = 0; column < m_table->columnCount(); ++column) {
        if (isColumnHidden(column))
            continue;
        const int extra = m_table->look(column).stretch ? qMax(0, left) : 0;
        setColumnWidth(column, widths[static_cast<std::size_t>(column)] + extra);
    }
}

void TableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void TableView::copyAsCsv() const
{
    if (!m_table)
        return;
    std::vector<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    QGuiApplication::clipboard()->setText(rows.size() < 2 ? m_table->toCsv() : m_table->toCsv(rows));
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyAsCsv();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy as CSV"), QKeySequence::Copy, this, &TableView::copyAsCsv);
    emit menuWanted(&menu, rowAt(event->y() - viewport()->y()));
    menu.exec(event->globalPos());
}

void TableView::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    m_hoveredRow = row;
    m_delegate->setHoveredRow(row);
    viewport()->update();
}

void TableView::hover(int row)
{
    if (row == m_hoveredRow)
        return;
    setHoveredRow(row);
    emit rowHovered(row);
}

void TableView::mouseMoveEvent(QMouseEvent* event)
{
    hover(rowAt(static_cast<int>(event->position().y())));
    QTableView::mouseMoveEvent(event);
}

void TableView::leaveEvent(QEvent* event)
{
    hover(-1);
    QTableView::leaveEvent(event);
}

void TableView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row())
        emit currentRowChanged(current.row());
}

void TableView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        applyFont();
        fitColumns();
    }
}

} // namespace tastescope::ui
