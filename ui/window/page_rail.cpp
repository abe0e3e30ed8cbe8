#include "ui/window/page_rail.h"

#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QPainter>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int wide = 80;
constexpr int narrow = 52;
constexpr int itemWidth = 68;
constexpr int itemHeight = 52;
constexpr int compactItem = 40;
constexpr int glyph = 20;
constexpr int wordTop = 31;

} // namespace

RailButton::RailButton(const QString& iconName, const QString& title, QWidget* parent)
    : QAbstractButton(parent),
      m_iconName(iconName)
{
    setText(title);
    setAccessibleName(title);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::TabFocus);
}

void RailButton::setCompact(bool compact)
{
    m_compact = compact;
    setRoomyWidth(*this, m_compact ? narrow : wide);
    setFixedHeight(sizeHint().height());
    update();
}

QSize RailButton::sizeHint() const
{
    return m_compact ? QSize(roomyWidth(narrow), compactItem)
                     : QSize(roomyWidth(wide), qMax(itemHeight, wordTop + lineHeight(TypeRole::Header) + 5));
}

void RailButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int itemWide = roomyWidth(m_compact ? compactItem : itemWidth);
    const QRect item((width() - itemWide) / 2, 0, itemWide, height());
    if (isChecked() || underMouse()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(Token::Hover));
        painter.drawRoundedRect(item, 4, 4);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    if (isChecked())
        painter.fillRect(QRect(0, (height() - 34) / 2, 2, 34), colour(Token::Accent));
    const Token tone = isChecked() ? Token::Text : Token::Text2;
    const int iconTop = m_compact ? (height() - glyph) / 2 : 8;
    ui::icon(m_iconName, tone).paint(&painter, QRect((width() - glyph) / 2, iconTop, glyph, glyph));
    if (m_compact)
        return;
    QFont words = ui::font(TypeRole::Header);
    const double room = width() - 4;
    if (const double needed = QFontMetricsF(words).horizontalAdvance(text()); needed > room) // never cut
        words.setPointSizeF(words.pointSizeF() * room / needed);
    painter.setFont(words);
    painter.setPen(colour(tone));
    painter.drawText(QRect(0, wordTop, width(), lineHeight(TypeRole::Header)), Qt::AlignHCenter | Qt::AlignVCenter,
                     text());
}

PageRail::PageRail(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    setGround(this, Token::Window);
    m_layout->setContentsMargins(0, 8, 0, 8);
    m_layout->setSpacing(2);
    m_layout->addStretch(1);
    setRoomyWidth(*this, wide);
}

void PageRail::addPage(const QString& key, const QString& iconName, const QString& title, const QString& shortcut)
{
    auto* button = new RailButton(iconName, title, this);
    button->setToolTip(title + QStringLiteral("  ") + shortcut);
    button->setAccessibleDescription(button->toolTip());
    button->setCompact(false);
    connect(button, &RailButton::clicked, this, [this, key] { emit chosen(key); });
    m_layout->insertWidget(m_layout->count() - 1, button);
    m_buttons.emplace_back(key, button);
}

void PageRail::setCurrent(const QString& key)
{
    for (const auto& [other, button] : m_buttons)
        button->setChecked(other == key);
}

void PageRail::setCompact(bool compact)
{
    setRoomyWidth(*this, compact ? narrow : wide);
    for (const auto& [key, button] : m_buttons)
        button->setCompact(compact);
}

} // namespace tastescope::ui
