#include "ui/charts/sheet/panel_title.h"

#include "ui/theme/elided_label.h"
#include "ui/theme/hover_help.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int panelTitlePixels = 34;

QToolButton* toolButton(const QString& iconName, const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon(iconName, Token::Text3));
    button->setIconSize({16, 16});
    button->setProperty(property::panelTool, true);
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFixedSize(24, 24);
    return button;
}

} // namespace

PanelTitle::PanelTitle(const QString& title, QWidget* parent)
    : QWidget(parent),
      m_row(new QHBoxLayout(this)),
      m_title(new QLabel(title, this)),
      m_caption(new ElidedLabel(this)),
      m_table(toolButton(QStringLiteral("table"), tr("Show as table"), this)),
      m_export(toolButton(QStringLiteral("exp"), tr("Export"), this)),
      m_more(toolButton(QStringLiteral("dots"), tr("More"), this))
{
    setGround(this, Token::Base);
    setFixedHeight(rowHeight(panelTitlePixels, TypeRole::Title));
    setTextStyle(m_title, TypeRole::Title);
    setTextStyle(m_caption, TypeRole::Table, Token::Text2);
    m_table->setCheckable(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_row->setContentsMargins(12, 0, 8, 0);
    m_row->setSpacing(8);
    m_row->addWidget(m_title);
    m_row->addWidget(m_caption, 1);
    auto* tools = new QHBoxLayout;
    tools->setSpacing(0);
    for (QToolButton* button : {m_table, m_export, m_more})
        tools->addWidget(button);
    m_row->addLayout(tools);
    nameTools();
}

QString PanelTitle::title() const
{
    return m_title->text();
}

QString PanelTitle::caption() const
{
    return m_caption->text();
}

void PanelTitle::setTitle(const QString& title)
{
    m_title->setText(title);
    nameTools();
    fold();
}

void PanelTitle::setCaption(const QString& caption)
{
    m_caption->setText(caption);
}

// "Export MRR": every panel has the same three.
void PanelTitle::nameTools()
{
    for (QToolButton* button : {m_table, m_export, m_more})
        button->setAccessibleName(QStringLiteral("%1 %2").arg(button->toolTip(), title()).trimmed());
}

void PanelTitle::explainTitle(std::function<QString()> explain)
{
    new HoverHelp(m_title, std::move(explain));
}

void PanelTitle::addTool(QWidget* tool)
{
    m_row->insertWidget(m_row->count() - 1, tool);
    tabInOrder(this);
    fold();
}

bool PanelTitle::hasRoomFor(const QToolButton* button) const
{
    return !button->isHidden() || std::ranges::find(m_folded, button) != m_folded.end();
}

int PanelTitle::foldableWidth() const
{
    int width = 0;
    for (const QToolButton* button : {m_table, m_export})
        if (m_more->menu() && hasRoomFor(button)) // without a menu they would be nowhere
            width += button->minimumWidth();
    return width;
}

/// Counted by hand: what the layout says changes while tools give way, and would bring them back.
int PanelTitle::wholeWidth() const
{
    const QMargins around = m_row->contentsMargins();
    int width = around.left() + around.right();
    for (const QToolButton* button : {m_table, m_export, m_more})
        width += hasRoomFor(button) ? button->minimumWidth() : 0;
    for (int i = 0; i < m_row->count(); ++i)
        if (QLayoutItem* item = m_row->itemAt(i); item->widget() && !item->isEmpty())
            width += item->minimumSize().width() + m_row->spacing();
    return width;
}

QSize PanelTitle::minimumSizeHint() const
{
    return {wholeWidth() - foldableWidth(), QWidget::minimumSizeHint().height()};
}

/// Where the tools have given way and the title is still cut, the caption does, too.
void PanelTitle::foldCaption(bool toolsGiveWay)
{
    const int own = m_caption->minimumSizeHint().width() + m_row->spacing();
    const int others = wholeWidth() - (toolsGiveWay ? foldableWidth() : 0) - (m_caption->isHidden() ? 0 : own);
    m_caption->setVisible(width() >= others + own);
}

void PanelTitle::fold()
{
    const bool wanted = m_more->menu() && width() < wholeWidth();
    foldCaption(wanted);
    if (wanted != m_folded.empty())
        return; // as it is
    if (wanted)
        for (QToolButton* button : {m_table, m_export})
            if (!button->isHidden())
                m_folded.push_back(button);
    for (QToolButton* button : m_folded)
        button->setVisible(!wanted);
    if (!wanted)
        m_folded.clear();
    m_row->activate(); // else the title would be cut until the next turn
}

void PanelTitle::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fold();
}

} // namespace tastescope::ui
