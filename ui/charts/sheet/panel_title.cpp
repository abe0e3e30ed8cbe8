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

int PanelTitle::foldedWidth() const
{
    if (!m_more->menu())
        return 0; // they would be nowhere
    int width = 0;
    for (QToolButton* button : {m_table, m_export})
        if (!button->isHidden() || std::ranges::find(m_folded, button) != m_folded.end())
            width += button->minimumWidth();
    return width;
}

QSize PanelTitle::minimumSizeHint() const
{
    const QSize whole = QWidget::minimumSizeHint();
    return m_folded.empty() ? QSize(whole.width() - foldedWidth(), whole.height()) : whole;
}

void PanelTitle::fold()
{
    if (!m_more->menu())
        return;
    const int whole = QWidget::minimumSizeHint().width() + (m_folded.empty() ? 0 : foldedWidth());
    const bool wanted = width() < whole;
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
}

void PanelTitle::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fold();
}

} // namespace tastescope::ui
