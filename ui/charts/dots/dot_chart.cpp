#include "ui/charts/dots/dot_chart.h"

#include "ui/session/numbers.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tastescope::ui {

namespace {

constexpr double reach = 9; // px from a mark that still hit it
constexpr double cursorReach = 6;
constexpr double clickReach = 3; // px the mouse may move in a click

} // namespace

void DotChart::setData(DotData fresh)
{
    m_data = std::move(fresh);
    const auto place = [](const Dot& dot) {
        return std::isnan(dot.x) ? std::numeric_limits<double>::infinity() : dot.x;
    };
    std::stable_sort(m_data.dots.begin(), m_data.dots.end(),
                     [&](const Dot& one, const Dot& other) { return place(one) < place(other); });
    m_ghost.reset();
    m_pressedFree.reset();
    announceData();
}

const Dot* DotChart::dotOf(const std::optional<MarkId>& id) const
{
    const auto found =
        std::find_if(m_data.dots.begin(), m_data.dots.end(), [&](const Dot& dot) { return id && dot.id == *id; });
    return found == m_data.dots.end() ? nullptr : &*found;
}

const Dot* DotChart::bestDot() const
{
    const Dot* best = nullptr;
    for (const Dot& dot : m_data.dots)
        if (dot.state != DotState::Diverged && std::isfinite(dot.y) && (!best || better(dot.y, best->y)))
            best = &dot;
    return best;
}

void DotChart::setCursorMark(const std::optional<MarkId>& id)
{
    if (id == m_cursor)
        return;
    m_cursor = id;
    update();
}

QString DotChart::xText(double x) const
{
    return m_data.logarithmicX ? shortest(x) : general(x);
}

QString DotChart::stateText() const
{
    std::array<int, 4> counts{};
    for (const Dot& dot : m_data.dots)
        ++counts[static_cast<std::size_t>(dot.state)];
    QStringList parts;
    const std::array words{tr("%1 finished"), tr("%1 running"), tr("%1 stopped early"), tr("%1 diverged")};
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0)
            parts << words[i].arg(count(counts[i]));
    return parts.join(QStringLiteral(", "));
}

PlotTable DotChart::table() const
{
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    QStringList names;
    QStringList states;
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> low;
    std::vector<double> high;
    const Range visible = xRange();
    for (const Dot& dot : m_data.dots) {
        if (!visible.contains(dot.x))
            continue;
        names << dot.name;
        x.push_back(dot.x);
        y.push_back(dot.y);
        low.push_back(dot.interval ? dot.interval->low : unknown);
        high.push_back(dot.interval ? dot.interval->high : unknown);
        const std::array words{tr("finished"), tr("running"), tr("stopped early"), tr("diverged")};
        states << words[static_cast<std::size_t>(dot.state)];
    }
    PlotTable table{{{m_data.markName, names},
                     {m_data.xName, std::move(x), m_data.wholeX ? 0 : -1},
                     {m_data.yName, std::move(y), m_data.decimals}}};
    const auto known = [](double value) { return !std::isnan(value); };
    if (std::any_of(low.begin(), low.end(), known)) {
        table.columns.push_back({tr("low"), std::move(low), m_data.decimals});
        table.columns.push_back({tr("high"), std::move(high), m_data.decimals});
    }
    if (std::any_of(m_data.dots.begin(), m_data.dots.end(),
                    [](const Dot& dot) { return dot.state != DotState::Finished; }))
        table.columns.push_back({tr("state"), states});
    return table;
}

QString DotChart::summary() const
{
    if (isEmpty())
        return tr("No %1 yet.").arg(m_data.marksName);
    const auto number = static_cast<std::int64_t>(m_data.dots.size());
    QString text = tr("%1 by %2, %3 %4: %5")
                       .arg(m_data.yName, m_data.xName, count(number), number == 1 ? m_data.markName : m_data.marksName,
                            stateText());
    if (const Dot* best = bestDot())
        text += tr("; best %1, %2 at %3").arg(best->name, fixed(best->y, m_data.decimals), xText(best->x));
    if (m_data.zone)
        text += tr("; %1 from %2 to %3")
                    .arg(m_data.zone->inside, xText(m_data.zone->good.low), xText(m_data.zone->good.high));
    return text + QLatin1Char('.');
}

std::vector<MarkId> DotChart::marks() const
{
    std::vector<MarkId> ids;
    const PlotMap where = map();
    for (const Dot& dot : m_data.dots)
        if (placeOf(dot, where))
            ids.push_back(dot.id);
    return ids;
}

std::optional<MarkId> DotChart::markAt(const QPointF& pixel) const
{
    if (isEmpty())
        return std::nullopt;
    const PlotMap where = map();
    std::optional<MarkId> nearest;
    double nearestDistance = reach;
    for (const Dot& dot : m_data.dots) {
        const auto place = placeOf(dot, where);
        const double distance = place ? std::hypot(place->x() - pixel.x(), place->y() - pixel.y()) : reach + 1;
        if (distance <= nearestDistance) { // of two, the one drawn above
            nearest = dot.id;
            nearestDistance = distance;
        }
    }
    return nearest;
}

bool DotChart::overCursor(const QPointF& pixel) const
{
    const Dot* dot = dotOf(m_cursor);
    if (!dot)
        return false;
    const PlotMap where = map();
    return std::abs(pixel.x() - where.toX(dot->x)) <= cursorReach && pixel.y() >= where.area.top();
}

double DotChart::rounded(double x) const
{
    if (m_data.wholeX)
        return std::round(x);
    return QString::number(x, 'g', 3).toDouble();
}

std::optional<double> DotChart::freePlace(const QPointF& pixel) const
{
    if (!m_data.placeable || isEmpty() || markAt(pixel) || overCursor(pixel))
        return std::nullopt;
    const PlotMap where = map();
    if (!where.area.contains(pixel))
        return std::nullopt;
    return rounded(where.xAt(pixel.x()));
}

void DotChart::moveCursorTo(MarkId id)
{
    if (m_cursor == id)
        return;
    setCursorMark(id);
    emit cursorMoved(id, dotOf(id)->x);
}

void DotChart::stepCursor(int by)
{
    const std::vector<MarkId> ids = marks();
    const auto now = std::find(ids.begin(), ids.end(), *m_cursor);
    if (now == ids.end())
        return;
    const auto last = static_cast<std::ptrdiff_t>(ids.size()) - 1;
    moveCursorTo(ids[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(now - ids.begin() + by, 0, last))]);
}

void DotChart::mousePressEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    m_pressedFree.reset();
    if (event->button() == Qt::LeftButton && !markAt(at)) {
        m_draggingCursor = overCursor(at);
        if (freePlace(at))
            m_pressedFree = at;
        if (m_draggingCursor || m_pressedFree)
            return;
    }
    MarkView::mousePressEvent(event);
}

void DotChart::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (m_draggingCursor) {
        const PlotMap where = map();
        const Dot* nearest = dotOf(m_cursor);
        for (const MarkId id : marks()) {
            const Dot* dot = dotOf(id);
            if (!nearest || std::abs(where.toX(dot->x) - at.x()) < std::abs(where.toX(nearest->x) - at.x()))
                nearest = dot;
        }
        if (nearest)
            moveCursorTo(nearest->id);
        return;
    }
    MarkView::mouseMoveEvent(event);
    QWidget::setCursor(overCursor(at) && !hovered() ? Qt::SizeHorCursor : Qt::ArrowCursor);
    m_ghost = freePlace(at);
    update();
}

void DotChart::mouseReleaseEvent(QMouseEvent* event)
{
    m_draggingCursor = false;
    if (!m_pressedFree)
        return;
    const QPointF way = event->position() - *m_pressedFree;
    const auto x = freePlace(*m_pressedFree);
    m_pressedFree.reset();
    if (x && std::hypot(way.x(), way.y()) <= clickReach)
        emit pointWanted(*x);
}

void DotChart::keyPressEvent(QKeyEvent* event)
{
    if (m_cursor && (event->key() == Qt::Key_Comma || event->key() == Qt::Key_Period)) {
        stepCursor(event->key() == Qt::Key_Comma ? -1 : 1);
        return;
    }
    const Dot* here = dotOf(hovered());
    if (event->key() == Qt::Key_Insert && m_data.placeable && here) {
        // Between this dot and the next one: in the middle as the axis counts.
        const auto index = static_cast<std::size_t>(here - m_data.dots.data());
        const PlotMap where = map();
        const double end = index + 1 < m_data.dots.size() ? m_data.dots[index + 1].x : where.x.range.high;
        const double x = where.xAt((where.toX(here->x) + where.toX(end)) / 2);
        if (std::isfinite(x))
            emit pointWanted(rounded(x));
        return;
    }
    MarkView::keyPressEvent(event);
}

void DotChart::leaveEvent(QEvent* event)
{
    m_ghost.reset();
    update();
    MarkView::leaveEvent(event);
}

} // namespace tastescope::ui
