#include "ui/charts/plot/mark_view.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace tastescope::ui {

void MarkView::setHovered(const std::optional<MarkId>& id)
{
    if (id == m_hovered)
        return;
    m_hovered = id;
    update();
}

void MarkView::setSelected(std::vector<MarkId> ids)
{
    if (ids == m_selected)
        return;
    m_selected = std::move(ids);
    invalidate();
}

bool MarkView::isSelected(MarkId id) const
{
    return std::find(m_selected.begin(), m_selected.end(), id) != m_selected.end();
}

std::span<const MarkId> MarkView::marked() const
{
    return m_onPaper ? std::span<const MarkId>() : std::span<const MarkId>(m_selected);
}

bool MarkView::isMarked(MarkId id) const
{
    return !m_onPaper && isSelected(id);
}

void MarkView::paintFigure(QPainter& painter, const QRectF& whole) const
{
    m_onPaper = true;
    paintData(painter, whole);
    m_onPaper = false;
}

void MarkView::hover(const std::optional<MarkId>& id)
{
    if (id == m_hovered)
        return;
    setHovered(id);
    emit hoveredChanged(id);
}

void MarkView::choose(MarkId id, bool add)
{
    std::vector<MarkId> ids{id};
    if (add) {
        ids = m_selected;
        if (const auto found = std::find(ids.begin(), ids.end(), id); found != ids.end())
            ids.erase(found);
        else
            ids.push_back(id);
    }
    if (ids == m_selected)
        return;
    setSelected(std::move(ids));
    emit selectionChanged(m_selected);
}

void MarkView::clearSelection()
{
    if (m_selected.empty())
        return;
    setSelected({});
    emit selectionChanged(m_selected);
}

void MarkView::hoverEnd(bool last)
{
    if (const std::vector<MarkId> all = marks(); !all.empty())
        hover(last ? all.back() : all.front());
}

void MarkView::stepHover(int by)
{
    const std::vector<MarkId> all = marks();
    if (all.empty())
        return;
    const auto last = static_cast<std::ptrdiff_t>(all.size()) - 1;
    const auto found = m_hovered ? std::find(all.begin(), all.end(), *m_hovered) : all.end();
    std::ptrdiff_t next = by > 0 ? 0 : last;
    if (found != all.end())
        next = std::clamp<std::ptrdiff_t>(found - all.begin() + by, 0, last);
    hover(all[static_cast<std::size_t>(next)]);
}

void MarkView::mouseMoveEvent(QMouseEvent* event)
{
    hover(markAt(event->position()));
}

void MarkView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const auto id = markAt(event->position()))
        choose(*id, event->modifiers().testFlag(Qt::ControlModifier));
    else
        clearSelection();
}

void MarkView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const auto id = markAt(event->position()))
        emit activated(*id);
}

void MarkView::keyPressEvent(QKeyEvent* event)
{
    const bool add = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
    case Qt::Key_Comma:
        stepHover(-1);
        return;
    case Qt::Key_Right:
    case Qt::Key_Down:
    case Qt::Key_Period:
        stepHover(1);
        return;
    case Qt::Key_Home:
        hoverEnd(false);
        return;
    case Qt::Key_End:
        hoverEnd(true);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_hovered && !add && m_selected == std::vector{*m_hovered})
            emit activated(*m_hovered);
        else if (m_hovered)
            choose(*m_hovered, add);
        return;
    case Qt::Key_Escape:
        if (!m_selected.empty()) {
            clearSelection();
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void MarkView::leaveEvent(QEvent*)
{
    hover(std::nullopt);
}

} // namespace tastescope::ui
