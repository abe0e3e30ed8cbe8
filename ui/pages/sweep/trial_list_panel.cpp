#include "ui/pages/sweep/trial_list_panel.h"

#include "ui/pages/sweep/sweep_view.h"
#include "ui/session/answer_runner.h"
#include "ui/session/names.h"
#include "ui/session/open_data.h"
#include "ui/session/selection.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/tables/table_view.h"
#include "ui/theme/elided_label.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QToolButton>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int mostRows = 5; // seen at once; more are scrolled to
constexpr int rowPixels = 24;

std::vector<Column<TrialList::Line>> lineColumns()
{
    return {
        {{},
         [](const TrialList::Line& line) { return QVariant(line.rank); },
         {},
         {.kind = CellKind::Number, .tone = Token::Text3, .width = 36, .sortable = false}},
        {QObject::tr("Title"),
         [](const TrialList::Line& line) { return QVariant(line.title); },
         {},
         {.strong = true, .width = 100, .stretch = true, .sortable = false}},
        {QObject::tr("Moved"),
         [](const TrialList::Line& line) { return QVariant(moveText(line.rank, line.before)); },
         {},
         {.kind = CellKind::Number, .tone = Token::Text2, .width = 76, .sortable = false}},
    };
}

} // namespace

QString moveText(int rank, const std::optional<int>& before)
{
    if (!before)
        return QObject::tr("new here");
    if (*before == rank)
        return QObject::tr("– same");
    return *before > rank ? QObject::tr("↑ from %1").arg(*before) : QObject::tr("↓ from %1").arg(*before);
}

TrialListPanel::TrialListPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_lists(workspace.data(), workspace.selection(), workspace.users(), workspace.answers()),
      m_table(lineColumns()),
      m_user(new QLabel),
      m_caption(new ElidedLabel),
      m_pin(new QToolButton),
      m_view(new TableView(tr("List at the cursor"))),
      m_foot(new ElidedLabel)
{
    setGround(this, Token::Base);
    setTextStyle(m_user, TypeRole::Title);
    setTextStyle(m_caption, TypeRole::Table, Token::Text2);
    setTextStyle(m_foot, TypeRole::Table, Token::Text3);
    m_pin->setIcon(icon(QStringLiteral("pin"), Token::Text3));
    m_pin->setIconSize({16, 16});
    m_pin->setFixedSize(24, 24);
    m_pin->setCheckable(true);
    m_pin->setAutoRaise(true);
    m_pin->setProperty(property::panelTool, true);
    m_pin->setAccessibleName(tr("Pin this user"));
    m_pin->setToolTip(tr("Stay with this user, whoever is selected"));
    connect(m_pin, &QToolButton::toggled, this, [this](bool on) { m_lists.pin(on ? m_lists.user() : std::nullopt); });
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 6, 8, 4);
    head->setSpacing(8);
    head->addWidget(m_user);
    head->addWidget(m_caption, 1);
    head->addWidget(m_pin);
    m_view->setTable(&m_table, rowPixels);
    m_view->horizontalHeader()->hide();
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = makeColumn(this);
    column->addLayout(head);
    column->addWidget(m_view);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(12, 4, 12, 8);
    foot->addWidget(m_foot);
    column->addLayout(foot);
    connect(&m_lists, &TrialLists::changed, this, &TrialListPanel::showList);
    connect(m_view, &TableView::rowActivated, this,
            [this](int row) { m_workspace.selection().setItem(m_table.shown(row).item); });
    showList();
}

void TrialListPanel::setView(const SweepView& view)
{
    const auto kept = [&](int id) -> const SweepTrial* {
        const SweepTrial* trial = view.live->find(id);
        return trial && trial->phase == TrialPhase::Finished ? trial : nullptr;
    };
    const SweepTrial* trial = kept(view.trial);
    const SweepTrial* against = kept(view.trial == view.best ? neighbourOf(view, view.trial) : view.best);
    const QString axis = view.axis.empty() ? tr("trial") : optionWords(optionInfo(view.live->sweep, view.axis));
    m_where = tr("at this %1").arg(axis);
    m_against = !against            ? QString()
                : view.axis.empty() ? view.name(against->id)
                                    : valueText(optionOf(view.live->sweep, *against, view.axis));
    m_lists.ask(trial, trial ? against : nullptr);
    showList();
}

void TrialListPanel::showList()
{
    const auto& dataset = m_workspace.data().dataset();
    const auto user = m_lists.user();
    m_user->setText(dataset && user ? userName(*dataset, *user) : tr("No user"));
    m_caption->setText(tr("top %1 %2").arg(m_workspace.selection().k()).arg(m_where));
    m_pin->setEnabled(user.has_value());
    if (!user)
        m_pin->setChecked(false);
    const auto& list = m_lists.list();
    m_table.setRows(list ? list->lines : std::vector<TrialList::Line>());
    const int shown = std::clamp(m_workspace.selection().k(), 1, mostRows);
    m_view->setFixedHeight(shown * rowHeight(rowPixels) + 1);
    if (!m_lists.problem().isEmpty())
        m_foot->setText(m_lists.problem());
    else if (!list)
        m_foot->setText(user ? tr("There is a list as soon as the trial is finished.")
                             : tr("Choose a user on the page Users."));
    else if (m_against.isEmpty())
        m_foot->setText(tr("Lists are never interpolated."));
    else
        m_foot->setText(tr("Compared with %1. Lists are never interpolated.").arg(m_against));
}

} // namespace tastescope::ui
