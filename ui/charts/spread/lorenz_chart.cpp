#include "ui/charts/spread/lorenz_chart.h"

#include "ui/charts/curve/curve_data.h"
#include "ui/charts/plot/readout.h"
#include "ui/session/dataset_opening.h"
#include "ui/session/numbers.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace tastescope::ui {

namespace {

constexpr double leftMargin = 50; // of an axis with percent signs
constexpr double lorenzChartDotRadius = 3.5;
constexpr double labelOffset = 8;

QString shareText(double share)
{
    return fixed(share * 100, share * 100 == std::round(share * 100) ? 0 : 1) + QStringLiteral(" %");
}

std::vector<QPointF> pointsOf(const LorenzData& data)
{
    std::vector<QPointF> points;
    for (const LorenzPoint& point : data.curve)
        points.emplace_back(point.population, point.held);
    return points;
}

} // namespace

void LorenzChart::setData(LorenzData fresh)
{
    m_data = std::move(fresh);
    m_hovered.reset();
    announceData();
}

Frame LorenzChart::frameFor(const QRectF& whole)
{
    QMarginsF margins = frameMargins();
    margins.setLeft(leftMargin);
    margins.setRight(24); // "100 %" is centred below the right end
    const TickFormat percentages{.factor = 100, .suffix = QStringLiteral(" %")};
    Frame frame{{plotArea(whole, margins), {}, {}}, percentages, percentages};
    frame.step = 0.25;
    return frame;
}

void LorenzChart::paintTops(QPainter& painter, const PlotMap& map) const
{
    painter.setFont(ui::font(TypeRole::Axis));
    const QFontMetricsF metrics(painter.font());
    double floor = map.area.bottom();
    for (auto top = m_data.tops.rbegin(); top != m_data.tops.rend(); ++top) { // from below: the largest share first
        const QPointF pixel = map.toPixel({1 - top->share, 1 - top->held});
        painter.setPen(QPen(colour(Token::Text2), 1.5));
        painter.setBrush(colour(Token::Base));
        painter.drawEllipse(pixel, lorenzChartDotRadius, lorenzChartDotRadius);
        QRectF place(0, 0, 200, metrics.height());
        place.moveCenter(pixel);
        place.moveRight(pixel.x() - labelOffset);
        if (place.bottom() > floor)
            place.moveBottom(floor);
        floor = place.top();
        const QString words =
            tr("top %1, %2").arg(shareText(top->share), fixed(top->held * 100, 1) + QStringLiteral(" %"));
        place.setLeft(place.right() - metrics.horizontalAdvance(words) - 2);
        painter.fillRect(place, colour(Token::Base)); // so that the diagonal strikes no words out
        painter.setPen(colour(Token::Text2));
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, words);
    }
}

void LorenzChart::paintData(QPainter& painter, const QRectF& whole) const
{
    if (isEmpty())
        return;
    const Frame frame = frameFor(whole);
    const PlotMap& map = frame.map;
    QPolygonF line;
    for (const QPointF& point : pointsOf(m_data))
        line << map.toPixel(point);
    QPainterPath gap;
    gap.addPolygon(line);
    gap.closeSubpath();
    painter.fillPath(gap, colour(Token::Hover));
    drawGrid(painter, frame);
    painter.setPen(QPen(colour(Token::Axis), 1));
    painter.drawLine(map.area.bottomLeft(), map.area.topRight());
    drawAxes(painter, frame);
    painter.setPen(QPen(colour(Token::Text2), 2, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    paintTops(painter, map);

    QRectF note(map.area.left() + 22, map.area.top() + 10, map.area.width(), lineHeight(TypeRole::Axis));
    QFont strong = ui::font(TypeRole::Axis);
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    painter.setPen(colour(Token::Text));
    painter.drawText(note, Qt::AlignLeft | Qt::AlignVCenter, tr("Gini %1").arg(fixed(m_data.gini, 4)));
    note.translate(0, note.height());
    painter.setFont(ui::font(TypeRole::Axis));
    painter.setPen(colour(Token::Text3));
    painter.drawText(note, Qt::AlignLeft | Qt::AlignVCenter, tr("0 is equal, 1 is one %1").arg(m_data.holder));
}

void LorenzChart::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    if (!m_hovered)
        return;
    const PlotMap map = frameFor(whole).map;
    const auto point = nearestPoint(pointsOf(m_data), *m_hovered);
    if (!point)
        return;
    const QPointF pixel = map.toPixel(*point);
    drawVertical(painter, pixel.x(), map.area.top(), map.area.bottom(), colour(Token::Text2));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(Token::Text2));
    painter.drawEllipse(pixel, lorenzChartDotRadius, lorenzChartDotRadius);
    const QString of = tr("lowest %1").arg(shareText(point->x()));
    drawReadout(painter, {of, {}, {{{}, tr("hold"), percent(point->y())}}}, pixel, whole);
}

AxisTitles LorenzChart::axisTitles(const QRectF& whole) const
{
    if (isEmpty())
        return {};
    return {tr("share of the %1, those with least first").arg(plural(m_data.holder.toStdString())),
            tr("share of what they hold"),
            {},
            frameFor(whole).map.area};
}

PlotTable LorenzChart::table() const
{
    std::vector<double> population;
    std::vector<double> held;
    for (const LorenzPoint& point : m_data.curve) {
        population.push_back(point.population);
        held.push_back(point.held);
    }
    return {{{tr("share of %1s, lowest first").arg(m_data.holder), std::move(population), 4},
             {tr("share held"), std::move(held), 4}}};
}

QString LorenzChart::summary() const
{
    if (isEmpty())
        return tr("Nothing is held.");
    QString text = tr("Gini %1").arg(fixed(m_data.gini, 4));
    for (const TopShare& top : m_data.tops)
        text += tr("; the top %1 hold %2").arg(shareText(top.share), percent(top.held));
    return text + QLatin1Char('.');
}

void LorenzChart::mouseMoveEvent(QMouseEvent* event)
{
    const PlotMap map = frameFor(rect()).map;
    const double share = map.xAt(event->position().x());
    m_hovered = share >= 0 && share <= 1 ? std::optional(share) : std::nullopt;
    update();
}

void LorenzChart::leaveEvent(QEvent*)
{
    m_hovered.reset();
    update();
}

} // namespace tastescope::ui
