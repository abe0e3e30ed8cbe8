#include "ui/pages/inspector/inspector_dock.h"

#include "ui/pages/inspector/edge_button.h"
#include "ui/pages/inspector/inspector_panel.h"
#include "ui/session/workspace.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>

namespace tastescope::ui {

namespace {

constexpr int narrowestPanel = 320;
constexpr int widestPanel = 480;
constexpr int usualPanel = 340;
constexpr int titleHeight = 32;
constexpr int narrowWindow = 1200;
constexpr char pinnedKey[] = "inspector/pinned";

QToolButton* makeTool(const QString& iconName, const QString& key, const QString& what, QWidget* parent)
{
    auto* tool = new QToolButton(parent);
    tool->setProperty(property::panelTool, true);
    tool->setIcon(icon(iconName));
    tool->setIconSize({16, 16});
    tool->setToolTip(key.isEmpty() ? what : QStringLiteral("%1 (%2)").arg(what, key));
    tool->setAccessibleName(what);
    if (!key.isEmpty()) {
        tool->setText(key);
        tool->setFont(ui::font(TypeRole::Table));
        tool->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    }
    return tool;
}

} // namespace

InspectorDock::InspectorDock(Workspace& workspace, QWidget* parent)
    : QDockWidget(tr("Inspector"), parent),
      m_workspace(workspace),
      m_title(makeTitle()),
      m_faces(new QStackedWidget(this)),
      m_panel(new InspectorPanel(workspace, m_faces)),
      m_edge(new EdgeButton(QStringLiteral("users"), tr("Inspector"), m_faces)),
      m_over(new QWidget(this, Qt::Popup))
{
    setObjectName(QStringLiteral("inspector"));
    setFeatures(QDockWidget::NoDockWidgetFeatures);
    setTitleBarWidget(m_title);
    m_faces->addWidget(m_panel);
    m_faces->addWidget(m_edge);
    setWidget(m_faces);
    setMinimumWidth(narrowestPanel);
    setMaximumWidth(widestPanel);
    auto* over = new QVBoxLayout(m_over);
    over->setContentsMargins(1, 1, 1, 1);
    setGround(m_over, Token::Outline);
    m_over->installEventFilter(this);
    connect(m_edge, &QAbstractButton::clicked, this, &InspectorDock::openOverPage);
    resize(usualPanel, height());
    followWindow();
}

QWidget* InspectorDock::makeTitle()
{
    auto* title = new QWidget(this);
    setGround(title, Token::Window);
    title->setFixedHeight(ui::rowHeight(titleHeight, TypeRole::Title));
    auto* name = new QLabel(tr("Inspector"), title);
    setTextStyle(name, TypeRole::Title);
    auto* kind = new QLabel(tr("user"), title);
    setTextStyle(kind, TypeRole::Table, Token::Text2);
    auto* random = makeTool(QStringLiteral("shuffle"), QStringLiteral("R"), tr("Random user"), title);
    auto* next = makeTool(QStringLiteral("next"), QStringLiteral("N"), tr("Next user"), title);
    m_pin = makeTool(QStringLiteral("pin"), {}, tr("Keep the Inspector open beside the page"), title);
    m_pin->setCheckable(true);
    m_pin->setChecked(m_workspace.settings().value(QLatin1String(pinnedKey), true).toBool());
    connect(random, &QToolButton::clicked, &m_workspace.users(), &UserSession::chooseRandom);
    connect(next, &QToolButton::clicked, &m_workspace.users(), &UserSession::chooseNext);
    connect(m_pin, &QToolButton::toggled, this, [this](bool pinned) {
        m_workspace.settings().setValue(QLatin1String(pinnedKey), pinned);
        followWindow();
    });
    auto* layout = new QHBoxLayout(title);
    layout->setContentsMargins(12, 0, 8, 0);
    layout->setSpacing(8);
    layout->addWidget(name);
    layout->addWidget(kind);
    layout->addStretch();
    for (QToolButton* tool : {random, next, m_pin})
        layout->addWidget(tool);
    return title;
}

bool InspectorDock::isPinned() const
{
    return m_pin->isChecked();
}

bool InspectorDock::event(QEvent* event)
{
    if (event->type() == QEvent::ParentChange && parentWidget())
        parentWidget()->window()->installEventFilter(this);
    return QDockWidget::event(event);
}

bool InspectorDock::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_over && event->type() == QEvent::Hide)
        takeBack();
    else if (watched != m_over && event->type() == QEvent::Resize)
        followWindow();
    return QDockWidget::eventFilter(watched, event);
}

void InspectorDock::followWindow()
{
    const QWidget* window = parentWidget() ? parentWidget()->window() : nullptr;
    setFolded(!isPinned() || (window && window->width() < narrowWindow));
}

void InspectorDock::setFolded(bool folded)
{
    if (folded == m_folded)
        return;
    m_folded = folded;
    m_over->hide();
    m_title->setVisible(!folded);
    m_faces->setCurrentWidget(folded ? static_cast<QWidget*>(m_edge) : m_panel);
    setMinimumWidth(folded ? EdgeButton::strip : narrowestPanel);
    setMaximumWidth(folded ? EdgeButton::strip : widestPanel);
}

void InspectorDock::openOverPage()
{
    const QPoint corner = mapToGlobal(QPoint(0, 0));
    m_over->layout()->addWidget(m_title);
    m_over->layout()->addWidget(m_panel);
    m_title->show();
    m_panel->show();
    m_over->setGeometry(corner.x() - usualPanel, corner.y(), usualPanel, height());
    m_over->show();
    m_panel->setFocus();
}

void InspectorDock::takeBack()
{
    setTitleBarWidget(m_title);
    m_faces->insertWidget(0, m_panel);
    m_faces->setCurrentWidget(m_folded ? static_cast<QWidget*>(m_edge) : m_panel);
    m_title->setVisible(!m_folded);
}

} // namespace tastescope::ui
