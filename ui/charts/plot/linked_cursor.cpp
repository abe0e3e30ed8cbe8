#include "ui/charts/plot/linked_cursor.h"

namespace tastescope::ui {

void LinkedCursor::setPosition(const std::optional<double>& x)
{
    if (x == m_position)
        return;
    m_position = x;
    emit cursorMoved();
}

void LinkedCursor::setAnchor(const std::optional<double>& x)
{
    if (x == m_anchor)
        return;
    m_anchor = x;
    emit cursorMoved();
}

void LinkedCursor::setZoom(const std::optional<Range>& range)
{
    if (range == m_zoom)
        return;
    m_zoom = range;
    emit zoomChanged();
}

} // namespace tastescope::ui
