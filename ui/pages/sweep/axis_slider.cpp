#include "ui/pages/sweep/axis_slider.h"

#include "ui/session/numbers.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double handle = 14; // px
constexpr double groove = 4;
constexpr double middle = 10; // y of the groove

} // namespace

AxisSlider::AxisSlider(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setProperty(property::focusRadius, 4);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void AxisSlider::setData(const DotData& slice)
{
    m_dots = slice.dots;
    std::erase_if(m_dots, [](const Dot& dot) { return !std::isfinite(dot.x); });
    std::ranges::stable_sort(m_dots, {}, &Dot::x);
    Range range = slice.xRange.value_or(Range{0, 0});
    if (!slice.xRange && !m_dots.empty())
        range = {m_dots.front().x, m_dots.back().x};
    m_scale = {range, slice.logarithmicX && range.low > 0};
    m_good = slice.zone ? std::optional(slice.zone->good) : std::nullopt;
    update();
}

void AxisSlider::setMark(MarkId id)
{
    m_mark = id;
    const auto found = std::ranges::find(m_dots, id, &Dot::id);
    if (found != m_dots.end())
        setAccessibleDescription(general(found->x) + QStringLiteral(", ") + found->name);
    update();
}

double AxisSlider::pixel(double x) const
{
    const double fraction = m_scale.range.span() > 0 ? m_scale.fraction(x) : 0.5;
    return handle / 2 + std::clamp(fraction, 0.0, 1.0) * (width() - handle);
}

void AxisSlider::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const auto line = [&](double from, double to, Token token) {
        painter.setBrush(colour(token));
        painter.drawRoundedRect(QRectF(from, middle - groove / 2, to - from, groove), groove / 2, groove / 2);
    };
    line(0, width(), Token::Press);
    if (m_good)
        line(pixel(m_good->low) - handle / 2, pixel(m_good->high) + handle / 2, Token::Accent);
    const auto found = std::ranges::find(m_dots, m_mark, &Dot::id);
    if (found != m_dots.end()) {
        painter.setBrush(colour(Token::Base));
        painter.setPen(QPen(colour(Token::Accent), 1.5));
        painter.drawEllipse(QPointF(pixel(found->x), middle), handle / 2 - 0.75, handle / 2 - 0.75);
    }
    if (m_dots.empty())
        return;
    painter.setPen(colour(Token::Text3));
    painter.setFont(ui::font(TypeRole::Axis));
    const QRectF below(0, middle + 12, width(), height() - middle - 12);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignTop, shortest(m_scale.range.low));
    painter.drawText(below, Qt::AlignRight | Qt::AlignTop, shortest(m_scale.range.high));
    if (m_scale.logarithmic && m_scale.range.high / m_scale.range.low > 10)
        drawMiddle(painter, below);
}

/// The power of ten nearest to the middle of a logarithmic axis.
void AxisSlider::drawMiddle(QPainter& painter, const QRectF& below) const
{
    const double value = std::pow(10, std::round(std::log10(m_scale.value(0.5))));
    const double centre = pixel(value);
    painter.drawText(QRectF(centre - 40, below.top(), 80, below.height()), Qt::AlignHCenter | Qt::AlignTop,
                     shortest(value));
}

void AxisSlider::chooseAt(double place)
{
    const auto nearest =
        std::ranges::min_element(m_dots, {}, [&](const Dot& dot) { return std::abs(pixel(dot.x) - place); });
    if (nearest == m_dots.end() || nearest->id == m_mark)
        return;
    setMark(nearest->id);
    emit markChosen(m_mark);
}

void AxisSlider::step(int by)
{
    const auto found = std::ranges::find(m_dots, m_mark, &Dot::id);
    if (m_dots.empty())
        return;
    const auto last = static_cast<std::ptrdiff_t>(m_dots.size()) - 1;
    const std::ptrdiff_t next =
        found == m_dots.end() ? 0 : std::clamp<std::ptrdiff_t>(found - m_dots.begin() + by, 0, last);
    const MarkId id = m_dots[static_cast<std::size_t>(next)].id;
    if (id == m_mark)
        return;
    setMark(id);
    emit markChosen(id);
}

void AxisSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        chooseAt(event->position().x());
}

void AxisSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        chooseAt(event->position().x());
}

void AxisSlider::keyPressEvent(QKeyEvent* event)
{
    const int all = static_cast<int>(m_dots.size());
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        return step(-1);
    case Qt::Key_Right:
    case Qt::Key_Up:
        return step(1);
    case Qt::Key_Home:
        return step(-all);
    case Qt::Key_End:
        return step(all);
    default:
        QWidget::keyPressEvent(event);
    }
}

void AxisSlider::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        step(event->angleDelta().y() > 0 ? 1 : -1);
    else
        event->ignore();
}

} // namespace tastescope::ui
