#include "ui/charts/dots/dot_chart.h"

#include "ui/charts/dots/dot_overlay.h"
#include "ui/charts/dots/dot_paint.h"
#include "ui/charts/dots/dot_words.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double cursorReach = 6;
constexpr double leastBand = 4; // px a hand may tremble

} // namespace

void DotChart::setData(DotData fresh)
{
    m_data = std::move(fresh);
    sortDots(m_data.dots);
    m_ghost.reset();
    m_gesture.cancel();
    announceData();
}

void DotChart::setCursorMark(const std::optional<MarkId>& id)
{
    if (id == m_cursor)
        return;
    m_cursor = id;
    update();
}

void DotChart::setAll(bool all)
{
    if (all == m_view.all)
        return;
    m_view = {all, {}}; // limits were chosen in the other view
    announceData();
}

void DotChart::setShownY(const std::optional<Range>& range)
{
    m_view.y = range;
    announceData();
}

std::optional<QPointF> DotChart::placeOf(MarkId id) const
{
    const Dot* dot = dotOf(m_data, id);
    return dot ? layout().places[static_cast<std::size_t>(dot - m_data.dots.data())] : std::nullopt;
}

void DotChart::paintData(QPainter& painter, const QRectF& whole) const
{
    if (!isEmpty())
        paintDots(painter, m_data, layoutDots(m_data, whole, m_view), marked());
}

AxisTitles DotChart::axisTitles(const QRectF& whole) const
{
    if (isEmpty())
        return {};
    return {
        axisTitle(m_data.xName, m_data.logarithmicX), m_data.yName, {}, layoutDots(m_data, whole, m_view).map().area};
}

void DotChart::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    const DotLayout where = layoutDots(m_data, whole, m_view);
    paintDotOverlay(painter, m_data, where, {hovered(), m_cursor, m_ghost, m_gesture.band(where.map().area)}, whole);
}

PlotTable DotChart::table() const
{
    return dotTable(m_data, map().x.range);
}

QString DotChart::summary() const
{
    return dotSummary(m_data);
}

std::vector<MarkId> DotChart::marks() const
{
    std::vector<MarkId> ids;
    const DotLayout where = layout();
    for (std::size_t i = 0; i < m_data.dots.size(); ++i)
        if (where.places[i])
            ids.push_back(m_data.dots[i].id);
    return ids;
}

std::optional<MarkId> DotChart::markAt(const QPointF& pixel) const
{
    return dotAt(m_data, layout(), pixel);
}

bool DotChart::overCursor(const DotLayout& where, const QPointF& pixel) const
{
    const Dot* dot = dotOf(m_data, m_cursor);
    return dot && std::abs(pixel.x() - where.map().toX(dot->x)) <= cursorReach && pixel.y() >= where.map().area.top();
}

std::optional<double> DotChart::freePlace(const QPointF& pixel) const
{
    if (!m_data.placeable || isEmpty())
        return std::nullopt;
    const DotLayout where = layout();
    if (dotAt(m_data, where, pixel) || overCursor(where, pixel) || !where.map().area.contains(pixel))
        return std::nullopt;
    return roundedPlace(m_data, where.map().xAt(pixel.x()));
}

void DotChart::moveCursorTo(MarkId id)
{
    if (m_cursor == id)
        return;
    setCursorMark(id);
    emit cursorMoved(id, dotOf(m_data, id)->x);
}

void DotChart::stepCursor(int by)
{
    const std::vector<MarkId> ids = marks();
    const auto now = std::ranges::find(ids, *m_cursor);
    if (now == ids.end())
        return;
    const auto last = static_cast<std::ptrdiff_t>(ids.size()) - 1;
    moveCursorTo(ids[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(now - ids.begin() + by, 0, last))]);
}

// Between this dot and the next one: in the middle as the axis counts.
void DotChart::askBehind(const Dot& dot)
{
    const auto next = static_cast<std::size_t>(&dot - m_data.dots.data()) + 1;
    const PlotMap where = map();
    const double end = next < m_data.dots.size() ? m_data.dots[next].x : where.x.range.high;
    const double x = where.xAt((where.toX(dot.x) + where.toX(end)) / 2);
    if (std::isfinite(x))
        emit pointWanted(roundedPlace(m_data, x));
}

void DotChart::mousePressEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    m_gesture.cancel();
    if (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ShiftModifier) && !isEmpty())
        return m_gesture.pressBand(at);
    if (event->button() == Qt::LeftButton && !markAt(at)
        && m_gesture.press(at, overCursor(layout(), at), freePlace(at)))
        return;
    MarkView::mousePressEvent(event);
}

void DotChart::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (m_gesture.holdsCursor()) {
        if (const Dot* nearest = nearestDot(m_data, layout(), at.x()))
            moveCursorTo(nearest->id);
        return;
    }
    if (m_gesture.follow(at))
        return update();
    MarkView::mouseMoveEvent(event);
    QWidget::setCursor(overCursor(layout(), at) && !hovered() ? Qt::SizeHorCursor : Qt::ArrowCursor);
    m_ghost = freePlace(at);
    update();
}

void DotChart::mouseReleaseEvent(QMouseEvent* event)
{
    const PlotMap here = map();
    const auto band = m_gesture.band(here.area);
    if (const auto x = m_gesture.release(event->position()))
        emit pointWanted(*x);
    if (band && band->height() > leastBand)
        setShownY(Range{here.yAt(band->bottom()), here.yAt(band->top())});
    update();
}

void DotChart::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!markAt(event->position()))
        setShownY(std::nullopt);
    MarkView::mouseDoubleClickEvent(event);
}

void DotChart::keyPressEvent(QKeyEvent* event)
{
    const Dot* here = dotOf(m_data, hovered());
    if (m_cursor && (event->key() == Qt::Key_Comma || event->key() == Qt::Key_Period))
        stepCursor(event->key() == Qt::Key_Comma ? -1 : 1);
    else if (event->key() == Qt::Key_0 && m_view.y)
        setShownY(std::nullopt);
    else if (event->key() == Qt::Key_A && m_data.fenced && !event->modifiers()) {
        setAll(!m_view.all);
        emit allChanged(m_view.all);
    } else if (event->key() == Qt::Key_Insert && m_data.placeable && here)
        askBehind(*here);
    else
        MarkView::keyPressEvent(event);
}

void DotChart::leaveEvent(QEvent* event)
{
    m_ghost.reset();
    update();
    MarkView::leaveEvent(event);
}

} // namespace tastescope::ui
