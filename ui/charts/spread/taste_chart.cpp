#include "ui/charts/spread/taste_chart.h"

#include "ui/charts/plot/readout.h"
#include "ui/session/numbers.h"
#include "ui/theme/type.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double barInset = 2.5;
constexpr double markInset = 0.5;

} // namespace

void TasteChart::setData(TasteData fresh)
{
    m_data = std::move(fresh);
    m_hovered = -1;
    announceData();
}

QList<KeyEntry> TasteChart::key() const
{
    return {{Token::Bar, KeyShape::Square, m_data.userName}, {Token::Text, KeyShape::Line, m_data.allName}};
}

Frame TasteChart::frameFor(const QRectF& whole) const
{
    Frame frame;
    frame.map.area = plotArea(whole);
    double highest = 1;
    for (const auto* values : {&m_data.user, &m_data.all})
        for (const double value : *values)
            highest = std::max(highest, value);
    frame.map.y = {{0, highest * 1.08}, false};
    frame.wholeY = true;
    frame.yFormat.shortened = true;
    return frame;
}

QRectF TasteChart::slotOf(const QRectF& area, std::size_t group) const
{
    const double width = area.width() / static_cast<double>(m_data.user.size());
    return {area.left() + static_cast<double>(group) * width, area.top(), width, area.height()};
}

void TasteChart::paintData(QPainter& painter, const QRectF& whole) const
{
    if (isEmpty())
        return;
    const Frame frame = frameFor(whole);
    const PlotMap& map = frame.map;
    drawGrid(painter, frame);
    drawHorizontal(painter, map.area.bottom(), map.area.left(), map.area.right(), colour(Token::Axis));
    painter.setFont(ui::font(TypeRole::Axis));
    for (std::size_t i = 0; i < m_data.user.size(); ++i) {
        const QRectF place = slotOf(map.area, i);
        const double top = map.toY(m_data.user[i]);
        painter.fillRect(
            QRectF(QPointF(place.left() + barInset, top), QPointF(place.right() - barInset, place.bottom())),
            colour(Token::Bar));
        if (i < m_data.all.size()) {
            painter.setPen(QPen(colour(Token::Text), 1.5, Qt::SolidLine, Qt::FlatCap));
            const double y = map.toY(m_data.all[i]);
            painter.drawLine(QPointF(place.left() + markInset, y), QPointF(place.right() - markInset, y));
        }
        painter.setPen(colour(Token::Text3));
        painter.drawText(QRectF(place.left(), place.bottom() + 6, place.width(), lineHeight(TypeRole::Axis)),
                         Qt::AlignHCenter | Qt::AlignTop, m_data.groups.value(static_cast<qsizetype>(i)));
    }
    drawLeftLabels(painter, frame);
}

void TasteChart::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    if (m_hovered < 0 || m_hovered >= static_cast<int>(m_data.user.size()))
        return;
    const auto group = static_cast<std::size_t>(m_hovered);
    const PlotMap map = frameFor(whole).map;
    Readout readout{tr("popularity tenth %1").arg(m_data.groups.value(m_hovered)), {}, {}};
    readout.rows << ReadoutRow{{}, m_data.userName, general(m_data.user[group])};
    if (group < m_data.all.size())
        readout.rows << ReadoutRow{{}, m_data.allName, fixed(m_data.all[group], 1)};
    drawReadout(painter, readout, {slotOf(map.area, group).center().x(), map.toY(m_data.user[group])}, whole);
}

AxisTitles TasteChart::axisTitles(const QRectF& whole) const
{
    if (isEmpty())
        return {};
    return {tr("tenth of the %1 by popularity, the least popular first").arg(m_data.countName),
            m_data.countName,
            {},
            frameFor(whole).map.area};
}

PlotTable TasteChart::table() const
{
    return {{{tr("popularity tenth"), m_data.groups}, {m_data.userName, m_data.user}, {m_data.allName, m_data.all, 2}}};
}

QString TasteChart::summary() const
{
    if (isEmpty())
        return tr("An empty library.");
    const auto highest = std::max_element(m_data.user.begin(), m_data.user.end()) - m_data.user.begin();
    return tr("%1 by popularity tenth, most of them, %2, in tenth %3.")
        .arg(m_data.countName, general(m_data.user[static_cast<std::size_t>(highest)]), m_data.groups.value(highest));
}

void TasteChart::mouseMoveEvent(QMouseEvent* event)
{
    m_hovered = -1;
    if (isEmpty())
        return;
    const QRectF area = frameFor(rect()).map.area;
    for (std::size_t i = 0; i < m_data.user.size(); ++i)
        if (slotOf(area, i).contains(event->position()))
            m_hovered = static_cast<int>(i);
    update();
}

void TasteChart::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

} // namespace tastescope::ui
