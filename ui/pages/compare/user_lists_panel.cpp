#include "ui/pages/compare/user_lists_panel.h"

#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/spread/slope_chart.h"
#include "ui/pages/compare/compare_data.h"
#include "ui/pages/compare/popularity_bars.h"
#include "ui/parts/key_button.h"
#include "ui/session/comparison_session.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"
#include "ui/theme/appearance.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace tastescope::ui {

UserListsPanel::UserListsPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_chart(new SlopeChart),
      m_panel(new ChartPanel(tr("One user, two lists"), m_chart, this)),
      m_next(new KeyButton(QStringLiteral("next"), tr("Next"), QStringLiteral("N"), this)),
      m_measures(new QLabel(this)),
      m_sentence(new QLabel(this)),
      m_popularityCaption(new QLabel(this)),
      m_popularity(new PopularityBars(this))
{
    m_panel->setObjectName(QStringLiteral("lists"));
    m_panel->titleRow()->addTool(m_next);
    for (QToolButton* tool : {m_panel->titleRow()->tableButton(), m_panel->titleRow()->exportButton()})
        tool->hide(); // narrow: both stand in the menu
    m_next->setProperty(property::small, true);
    m_next->setToolTip(tr("The next user by greatest disagreement  N"));
    setRoomyMinimum(*m_chart, 0, 220);
    setTextStyle(m_measures, TypeRole::Table, Token::Text2);
    m_measures->setTextFormat(Qt::RichText);
    setTextStyle(m_sentence, TypeRole::Table, Token::Text2);
    m_measures->setContentsMargins(12, 0, 12, 4);
    m_sentence->setContentsMargins(12, 6, 12, 6);
    auto* popularityTitle = new QLabel(tr("Popularity of the top 10"), this);
    setTextStyle(popularityTitle, TypeRole::TableStrong);
    setTextStyle(m_popularityCaption, TypeRole::Table, Token::Text3);
    m_popularity->setAccessibleName(popularityTitle->text());
    for (QLabel* label : {m_measures, m_sentence, popularityTitle, m_popularityCaption})
        label->setWordWrap(true);
    auto* titles = new QHBoxLayout;
    titles->setContentsMargins(12, 8, 12, 4);
    titles->addWidget(popularityTitle, 1);
    titles->addWidget(m_popularityCaption, 1);
    m_popularityCaption->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

    static_cast<QVBoxLayout*>(m_panel->layout())->insertWidget(1, m_measures);
    auto* column = makeColumn(this);
    column->addWidget(m_panel, 1);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_sentence);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addLayout(titles);
    column->addWidget(m_popularity);

    ComparisonSession& session = workspace.comparisons();
    connect(m_next, &QPushButton::clicked, &session, &ComparisonSession::nextDisagreement);
    connect(&session, &ComparisonSession::listsChanged, this, &UserListsPanel::showLists);
    connect(&session, &ComparisonSession::comparisonChanged, this, &UserListsPanel::showLists);
    connect(&session, &ComparisonSession::agreementChanged, this, &UserListsPanel::showAgreement);
    showLists();
    showAgreement();
}

void UserListsPanel::showLists()
{
    const ComparisonSession& session = m_workspace.comparisons();
    const auto& lists = session.lists();
    const auto& comparison = session.comparison();
    const bool has = lists && comparison && m_workspace.data().dataset();
    m_sentence->setVisible(has);
    m_measures->setVisible(has);
    if (!has) {
        m_chart->setEmptyText(session.listsProblem());
        m_chart->setData({});
        m_panel->setCaption({});
        return;
    }
    const Dataset& dataset = *m_workspace.data().dataset();
    m_chart->setData(slopes(*comparison, *lists, dataset, m_workspace.selection().k()));
    m_panel->setCaption(userName(dataset, lists->user));
    const auto of = [](std::size_t a, std::size_t b, int most) {
        return count(std::min<std::int64_t>(most, static_cast<std::int64_t>(std::max(a, b))));
    };
    const std::size_t first = lists->lists[0].size();
    const std::size_t second = lists->lists[1].size();
    m_measures->setText(
        tr("Overlap@5 <b>%1 of %2</b> &nbsp;&nbsp; Overlap@10 <b>%3 of %4</b> &nbsp;&nbsp; RBO <b>%5</b>")
            .arg(count(lists->overlap5), of(first, second, 5), count(lists->overlap10), of(first, second, 10),
                 fixed(lists->rbo, 2))
            .replace(QLatin1String("<b>"), QLatin1String("<span style='font-weight:600'>"))
            .replace(QLatin1String("</b>"), QLatin1String("</span>")));
    m_measures->setToolTip(tr("Rank-biased overlap, p = 0.9: 1 for equal lists, the first ranks count most"));
    m_sentence->setText(lists->isFallback ? tr("Both show most popular first: nothing is known about this user.")
                                          : heldOutSentence(*lists, m_workspace.selection().k()));
    m_panel->setSource(sourceOf(*comparison));
}

void UserListsPanel::showAgreement()
{
    const ComparisonSession& session = m_workspace.comparisons();
    const auto& agreement = session.agreement();
    const auto& comparison = session.comparison();
    m_next->setEnabled(agreement && !agreement->users.empty());
    if (!agreement || !comparison) {
        m_popularity->clear();
        m_popularityCaption->setText(session.isTouring() ? tr("comparing the lists of all users...") : QString());
        return;
    }
    m_popularity->setData({named(comparison->runs[0]), named(comparison->runs[1])}, agreement->medianPopularity);
    m_popularityCaption->setText(
        (agreement->isSample ? tr("median percentile, %1 sampled users") : tr("median percentile, %1 users"))
            .arg(count(static_cast<std::int64_t>(agreement->users.size()))));
}

} // namespace tastescope::ui
