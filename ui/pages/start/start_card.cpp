#include "ui/pages/start/start_card.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>

namespace tastescope::ui {

namespace {

constexpr QChar narrowSpace(0x202F);
constexpr QChar noBreakSpace(0x00A0);
constexpr int startCardPadding = 20;
constexpr int iconSize = 20;
constexpr int radius = 6;

} // namespace

StartCard::StartCard(const QString& iconName, const QString& title, const QString& buttonText, const QString& hint,
                     QWidget* parent)
    : QWidget(parent),
      m_iconName(iconName),
      m_text(new QLabel(this)),
      m_hint(new QLabel(hint, this)),
      m_button(new QPushButton(buttonText, this))
{
    setFocusPolicy(Qt::StrongFocus);
    setProperty(property::focusRadius, radius);
    setAccessibleName(title);
    setCursor(Qt::PointingHandCursor);
    setMinimumHeight(208);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(startCardPadding, startCardPadding + iconSize + 12, startCardPadding, startCardPadding);
    column->setSpacing(0);
    auto* heading = new QLabel(title, this);
    setTextStyle(heading, TypeRole::Card, Token::Text);
    setTextStyle(m_text, TypeRole::Body, Token::Text2);
    m_text->setTextFormat(Qt::RichText); // for the height of its lines
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    column->addWidget(heading);
    column->addSpacing(2);
    column->addWidget(m_text, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_button->setFocusPolicy(Qt::NoFocus); // the card has the focus, for both
    connect(m_button, &QPushButton::clicked, this, &StartCard::chosen);
    row->addWidget(m_button);
    setTextStyle(m_hint, TypeRole::Table, Token::Text3);
    row->addWidget(m_hint);
    row->addStretch(1);
    column->addLayout(row);
}

void StartCard::setHint(const QString& hint)
{
    m_hint->setText(hint);
}

void StartCard::setText(const QString& text)
{
    QString whole = text.toHtmlEscaped();
    whole.replace(narrowSpace, noBreakSpace); // rich text breaks a number at the narrow one
    m_text->setText(QStringLiteral("<p style=\"line-height:%1px\">%2</p>").arg(lineHeight(TypeRole::Body)).arg(whole));
    setAccessibleDescription(text);
}

void StartCard::setPrimary(bool primary)
{
    m_button->setProperty(property::primary, primary);
    restyle(m_button);
}

void StartCard::setAvailable(bool available)
{
    setEnabled(available);
    m_button->setEnabled(available);
}

void StartCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour(hasFocus() ? Token::Accent : underMouse() ? Token::Control : Token::Line), 1));
    painter.setBrush(colour(Token::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    icon(m_iconName, isEnabled() ? Token::Text2 : Token::Off)
        .paint(&painter, QRect(startCardPadding, startCardPadding, iconSize, iconSize));
}

void StartCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        emit chosen();
    else
        QWidget::keyPressEvent(event);
}

void StartCard::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        emit chosen();
}

void StartCard::enterEvent(QEnterEvent* event)
{
    QWidget::enterEvent(event);
    update();
}

void StartCard::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    update();
}

} // namespace tastescope::ui
