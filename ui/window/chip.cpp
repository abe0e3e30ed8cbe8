#include "ui/window/chip.h"

#include "ui/theme/icons.h"
#include "ui/theme/type.h"

#include <QKeyEvent>
#include <QPainter>

namespace tastescope::ui {

namespace {

constexpr int chipPadding = 6;
constexpr int chipGap = 6;
constexpr int cross = 12;
constexpr int swatch = 20;

} // namespace

Chip::Chip(const QString& caption, QWidget* parent) : QAbstractButton(parent), m_caption(caption)
{
    setFixedHeight(rowHeight(22));
    setFocusPolicy(Qt::StrongFocus);
}

void Chip::setRun(const QString& name, const LineStyle& style, bool chosen)
{
    setValue(name, chosen);
    m_swatch = style;
    setToolTip(chosen ? tr("Click to let go of it") : tr("The newest: pin others in the list of runs"));
    updateGeometry();
}

void Chip::setValue(const QString& value, bool active)
{
    m_swatch.reset();
    m_value = value;
    m_active = active;
    setEnabled(active);
    setAccessibleName(m_caption + QStringLiteral(": ") + value);
    setToolTip(active ? tr("Click to show everything again") : QString());
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    const int text = QFontMetrics(ui::font(TypeRole::Table)).horizontalAdvance(m_caption) + chipGap
                     + QFontMetrics(ui::font(TypeRole::TableStrong)).horizontalAdvance(m_value);
    return {2 * chipPadding + text + (m_swatch ? swatch + chipGap : 0) + (m_active ? chipGap + cross : 0), height()};
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool narrows = m_active && !m_swatch;
    painter.setPen(colour(narrows ? Token::Accent : Token::Line));
    painter.setBrush(colour(m_active && underMouse() ? Token::Hover : narrows ? Token::Soft : Token::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);

    QRect place = rect().adjusted(chipPadding, 0, -chipPadding, 0);
    painter.setFont(ui::font(TypeRole::Table));
    painter.setPen(colour(Token::Text2));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, m_caption);
    place.setLeft(place.left() + painter.fontMetrics().horizontalAdvance(m_caption) + chipGap);
    if (m_swatch) {
        drawSwatch(painter, QRectF(place.left(), 0, swatch, height()), *m_swatch, colour(Token::Base));
        place.setLeft(place.left() + swatch + chipGap);
    }
    painter.setFont(ui::font(TypeRole::TableStrong));
    painter.setPen(colour(Token::Text));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, m_value);
    if (m_active)
        ui::icon(QStringLiteral("x"))
            .paint(&painter, QRect(width() - chipPadding - cross, (height() - cross) / 2, cross, cross));
}

void Chip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace tastescope::ui
