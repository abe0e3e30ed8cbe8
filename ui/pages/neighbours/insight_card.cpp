#include "ui/pages/neighbours/insight_card.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace tastescope::ui {

namespace {

constexpr int inset = 12;
constexpr int signSize = 16;

} // namespace

InsightCard::InsightCard(const QString& action, QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel),
      m_text(new QLabel),
      m_action(new QPushButton(action))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(inset + signSize + 8, 7, 8, 8);
    layout->setSpacing(8);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    for (QLabel* label : {m_title, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        words->addWidget(label);
    }
    setTextStyle(m_title, TypeRole::Button, Token::Text);
    setTextStyle(m_text, TypeRole::Table, Token::Text2);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addLayout(words, 1);
    m_action->setProperty(property::small, true);
    connect(m_action, &QPushButton::clicked, this, &InsightCard::chosen);
    layout->addWidget(m_action, 0, Qt::AlignTop);
    auto* cross = new QToolButton;
    cross->setIcon(icon(QStringLiteral("x")));
    cross->setIconSize({16, 16});
    cross->setAccessibleName(tr("Close this suggestion"));
    cross->setToolTip(tr("Close this suggestion; Help, Tour brings it back"));
    connect(cross, &QToolButton::clicked, this, &InsightCard::closed);
    layout->addWidget(cross, 0, Qt::AlignTop);
}

void InsightCard::setWords(const QString& title, const QString& text)
{
    m_title->setText(title);
    m_text->setText(text);
    m_text->setAccessibleName(text);
    setAccessibleName(title);
    setAccessibleDescription(text);
    m_action->setAccessibleName(QStringLiteral("%1: %2").arg(m_action->text(), title));
}

QString InsightCard::title() const
{
    return m_title->text();
}

QString InsightCard::text() const
{
    return m_text->text();
}

// The sign is drawn here, in the colours of the moment.
void InsightCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Token::Window));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Token::Line));
    icon(QStringLiteral("info"), Token::Text2).paint(&painter, QRect(inset, 8, signSize, signSize));
}

} // namespace tastescope::ui
