#include "ui/charts/curve/curve_chart.h"

#include "ui/charts/curve/curve_overlay.h"
#include "ui/charts/curve/curve_paint.h"
#include "ui/charts/curve/curve_words.h"
#include "ui/charts/plot/line_layer.h"
#include "ui/charts/plot/linked_cursor.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double wheelZoom = 1.25; // a notch

} // namespace

CurveChart::CurveChart(QWidget* parent) : PlotView(parent), m_cursor(nullptr), m_lines(std::make_unique<LineLayer>())
{
    linkTo(new LinkedCursor(this));
}

CurveChart::~CurveChart() = default;

void CurveChart::setData(CurveData data)
{
    m_data = std::move(data);
    if (m_focus >= m_data.curves.size())
        m_focus = 0;
    announceData();
}

void CurveChart::linkTo(LinkedCursor* cursor)
{
    if (m_cursor)
        m_cursor->disconnect(this);
    m_cursor = cursor;
    connect(m_cursor, &LinkedCursor::cursorMoved, this, qOverload<>(&QWidget::update));
    connect(m_cursor, &LinkedCursor::zoomChanged, this, &CurveChart::followLink);
    followLink();
}

void CurveChart::setLogarithmic(bool x, bool y)
{
    if (x == m_view.logarithmicX && y == m_view.logarithmicY)
        return;
    m_view.logarithmicX = x;
    m_view.logarithmicY = y;
    announceData();
}

void CurveChart::setSmoothing(double weight)
{
    if (weight == m_view.smoothing)
        return;
    m_view.smoothing = weight;
    announceData();
}

void CurveChart::setZoom(const ZoomState& state)
{
    if (m_zoom.go(state))
        applyZoom();
}

void CurveChart::zoomBack()
{
    if (m_zoom.back())
        applyZoom();
}

void CurveChart::zoomForward()
{
    if (m_zoom.forward())
        applyZoom();
}

void CurveChart::applyZoom()
{
    m_view.zoom = m_zoom.current();
    m_cursor->setZoom(m_view.zoom.x);
    invalidate();
    emit zoomChanged(isZoomed());
    emit dataChanged(); // the table says what is in sight
}

void CurveChart::followLink()
{
    setZoom({m_cursor->zoom(), m_zoom.current().y});
}

void CurveChart::zoomBy(double factor, double aboutFraction)
{
    setZoom(zoomedBy(m_data, m_view, map(), factor, aboutFraction));
}

void CurveChart::pan(double fractionX, double fractionY, bool goesOn)
{
    const ZoomState before = m_view.zoom;
    setZoom(pannedBy(m_data, m_view, map(), fractionX, fractionY));
    if (!goesOn || before == m_view.zoom)
        return;
    m_zoom.back(); // one drag is one step of the history
    m_zoom.replace(m_view.zoom);
}

bool CurveChart::isEmpty() const
{
    return m_data.references.empty() && std::ranges::all_of(m_data.curves, [](const Curve& curve) {
               return curve.points.empty() && curve.raw.empty();
           });
}

PlotTable CurveChart::table() const
{
    return curveTable(m_data, m_view, layout());
}

QString CurveChart::summary() const
{
    return isEmpty() ? tr("No values yet.") : curveSummary(m_data, map().x.range);
}

void CurveChart::paintData(QPainter& painter, const QRectF& whole) const
{
    if (!isEmpty() || m_data.xRange)
        paintCurves(painter, m_data, m_view, layoutCurves(m_data, m_view, whole), whole, *m_lines);
}

CurvePointing CurveChart::pointing(const QRectF& area) const
{
    return {m_cursor->position(), m_cursor->anchor(), m_focus, m_gesture.isDragging() ? std::nullopt : m_readoutY,
            m_gesture.band(area)};
}

void CurveChart::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    const CurveLayout layout = layoutCurves(m_data, m_view, whole);
    paintCurveOverlay(painter, m_data, layout, pointing(layout.map().area), whole);
}

void CurveChart::obey(const CurveGesture::Meaning& meaning)
{
    if (std::holds_alternative<CurveGesture::Click>(meaning)) {
        m_cursor->setAnchor(m_cursor->anchor() ? std::nullopt : m_cursor->position());
    } else if (const auto* moved = std::get_if<CurveGesture::Pan>(&meaning)) {
        pan(moved->fractionX, moved->fractionY, moved->goesOn);
    } else if (const auto* into = std::get_if<CurveGesture::ZoomInto>(&meaning)) {
        const PlotMap here = map();
        ZoomState state{Range{here.xAt(into->place.left()), here.xAt(into->place.right())}, m_view.zoom.y};
        if (into->box)
            state.y = Range{here.yAt(into->place.bottom()), here.yAt(into->place.top())};
        setZoom(state);
    }
}

void CurveChart::mousePressEvent(QMouseEvent* event)
{
    if (!m_gesture.press(event->position(), event->button(), event->modifiers(), map().area))
        QWidget::mousePressEvent(event);
}

void CurveChart::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    m_readoutY = at.y();
    obey(m_gesture.move(at, map().area));
    const PlotMap here = map();
    m_cursor->setPosition(nearestPlace(m_data, here.xAt(std::clamp(at.x(), here.area.left(), here.area.right()))));
    update();
}

void CurveChart::mouseReleaseEvent(QMouseEvent* event)
{
    obey(m_gesture.release(event->position(), map().area));
    update();
}

void CurveChart::mouseDoubleClickEvent(QMouseEvent*)
{
    m_gesture.cancel();
    m_cursor->setAnchor(std::nullopt); // set by the first of the two clicks
    fit();
}

void CurveChart::wheelEvent(QWheelEvent* event)
{
    if (!(event->modifiers() & Qt::ControlModifier))
        return event->ignore(); // the page scrolls
    const QRectF area = map().area;
    const double fraction = std::clamp((event->position().x() - area.left()) / area.width(), 0.0, 1.0);
    zoomBy(std::pow(wheelZoom, event->angleDelta().y() / 120.0), fraction);
}

void CurveChart::leaveEvent(QEvent*)
{
    m_readoutY.reset();
    m_cursor->setPosition(std::nullopt);
    update();
}

void CurveChart::stepCursor(int points)
{
    const auto place = steppedPlace(m_data, m_cursor->position(), points);
    if (!place)
        return;
    m_readoutY = map().area.center().y();
    m_cursor->setPosition(place);
    update();
}

} // namespace tastescope::ui
