#include "ui/tables/table_view.h"

#include "ui/tables/table_delegate.h"
#include "ui/tables/table_header.h"
#include "ui/theme/appearance.h"
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
    m_header->setResizeContentsPrecision(50); // rows that widths are looked up in; the usual 1,000 take 50 ms
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
    m_fitSoon.setSingleShot(true);
    m_fitSoon.setInterval(0);
    connect(&m_fitSoon, &QTimer::timeout, this, &TableView::fitColumns);
    m_growSoon.setSingleShot(true);
    m_growSoon.setInterval(50); // once for all that changes together, in a handler of its own
    connect(&m_growSoon, &QTimer::timeout, this, &TableView::fitOutgrown);
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
    connect(model, &QAbstractItemModel::dataChanged, this, [this] {
        m_isStale = true;
        m_growSoon.start();
    });
    applyFont();
    fitColumns();
}

// Each column as wide as its content asks (looked up in the first rows), the stretching ones share what is left.
void TableView::fitColumns()
{
    if (!m_table)
        return;
    m_isStale = false;
    m_widths.clear();
    for (int column = 0; column < m_table->columnCount(); ++column) {
        const ColumnLook look = m_table->look(column);
        if (isColumnHidden(column)) {
            m_widths.push_back(0);
            continue;
        }
        const int asked = look.width * currentAppearance().textPercent / 100;
        int width = qMax(qMax(asked, m_header->minimumSectionSize()), m_header->widthFor(column));
        if (look.width == 0 && !look.stretch)
            width = qMax(width, sizeHintForColumn(column));
        m_widths.push_back(width);
    }
    shareRoom();
}

void TableView::shareRoom()
{
    int used = 0;
    int stretching = 0;
    for (int column = 0; column < m_table->columnCount(); ++column) {
        used += m_widths[static_cast<std::size_t>(column)];
        stretching += !isColumnHidden(column) && m_table->look(column).stretch ? 1 : 0;
    }
    const int left = stretching > 0 ? (viewport()->width() - used) / stretching : 0;
    for (int column = 0; column < m_table->columnCount(); ++column) {
        if (isColumnHidden(column))
            continue;
        const int extra = m_table->look(column).stretch ? qMax(0, left) : 0;
        setColumnWidth(column, m_widths[static_cast<std::size_t>(column)] + extra);
    }
}

// Numbers are never elided: one that came later would lie over its neighbour.
void TableView::fitOutgrown()
{
    if (!m_table)
        return;
    for (int column = 0; column < m_table->columnCount(); ++column)
        if (m_table->look(column).kind == CellKind::Number && !isColumnHidden(column)
            && sizeHintForColumn(column) > columnWidth(column))
            return fitColumns();
}

void TableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    if (!m_table)
        return;
    bool areKnown = m_widths.size() == static_cast<std::size_t>(m_table->columnCount());
    for (int column = 0; areKnown && column < m_table->columnCount(); ++column)
        areKnown = isColumnHidden(column) || m_widths[static_cast<std::size_t>(column)] > 0;
    if (!areKnown)
        return fitColumns();
    shareRoom();
    if (m_isStale) // what they need is looked up in a handler of its own: it takes as long as all else
        m_fitSoon.start();
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
    // The event of a mouse comes from the viewport, whose top is the first row's; a key knows only where the focus is.
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int row = byKey ? currentIndex().row() : rowAt(event->y());
    const QPoint place =
        byKey && row >= 0 ? viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()) : event->globalPos();
    QMenu menu(this);
    emit menuWanted(&menu, row);
    menu.addSeparator();
    menu.addAction(tr("Copy as CSV"), QKeySequence::Copy, this, &TableView::copyAsCsv);
    m_menuIsOpen = true;
    menu.exec(place);
    m_menuIsOpen = false;
    emit menuClosed();
}

void TableView::endEditing()
{
    if (state() == EditingState)
        setFocus(Qt::OtherFocusReason);
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
