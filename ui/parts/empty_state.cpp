#include "ui/parts/empty_state.h"

#include "ui/theme/icon_mark.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int iconSize = 20;
constexpr int widest = 420;

QLabel* centred(TypeRole role, Token tone, QWidget* parent)
{
    QLabel* label = textLabel(role, tone, parent);
    label->setAlignment(Qt::AlignHCenter);
    label->setWordWrap(true);
    label->setMaximumWidth(widest);
    return label;
}

} // namespace

EmptyState::EmptyState(const QString& iconName, QWidget* parent)
    : QWidget(parent),
      m_title(centred(TypeRole::Title, Token::Text, this)),
      m_text(centred(TypeRole::Table, Token::Text2, this)),
      m_cost(centred(TypeRole::Table, Token::Text3, this)),
      m_buttons(new QWidget(this))
{
    setGround(this, Token::Base);
    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 8, 0, 0);
    row->setSpacing(8);
    row->addStretch();
    row->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(4);
    layout->addStretch();
    layout->addWidget(new IconMark(iconName, Token::Text3, iconSize, this), 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    for (QWidget* part :
         {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_text), m_buttons, static_cast<QWidget*>(m_cost)}) {
        auto* centred = new QHBoxLayout;
        centred->addStretch();
        centred->addWidget(part, 10);
        centred->addStretch();
        layout->addLayout(centred);
    }
    layout->addStretch();
    m_buttons->hide();
}

void EmptyState::setWords(const QString& title, const QString& text, const QString& cost)
{
    m_title->setText(title);
    m_text->setText(text);
    m_cost->setText(cost);
    m_cost->setVisible(!cost.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
}

QString EmptyState::title() const
{
    return m_title->text();
}

QPushButton* EmptyState::addButton(const QString& text, const std::function<void()>& run)
{
    auto* row = static_cast<QHBoxLayout*>(m_buttons->layout());
    auto* button = new QPushButton(text, m_buttons);
    button->setAccessibleDescription(m_text->text());
    button->setProperty(property::primary, row->count() == 2);
    connect(button, &QPushButton::clicked, this, run);
    row->insertWidget(row->count() - 1, button);
    m_buttons->show();
    return button;
}

} // namespace tastescope::ui
