#include "ui/pages/compare/compare_page.h"

#include "core/data/dataset.h"
#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/dots/dot_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/compare/compare_head.h"
#include "ui/pages/compare/compare_hits.h"
#include "ui/pages/compare/compare_report.h"
#include "ui/pages/compare/differences_panel.h"
#include "ui/pages/compare/popularity_bars.h"
#include "ui/pages/compare/remark_row.h"
#include "ui/pages/compare/user_lists_panel.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/report/figure_source.h"
#include "ui/parts/report/report_menu.h"
#include "ui/session/comparison_session.h"
#include "ui/session/job_queue.h"
#include "ui/session/names.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/page_keys.h"
#include "ui/session/run_book.h"
#include "ui/session/selection.h"
#include "ui/session/slicing.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/hairline.h"
#include "ui/theme/icons.h"
#include "ui/theme/text_scale.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedLayout>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr int protocolRole = Qt::UserRole + 1; ///< of a metric to choose: the protocol it is of

} // namespace

ComparePage::ComparePage(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_stack(new QStackedLayout(this))
{
    setGround(this, Token::Base);
    m_empty = makeEmpty();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeFull());
    connectAll();
    showState();
    showComparison();
}

void ComparePage::connectAll()
{
    ComparisonSession& session = m_workspace.comparisons();
    connect(&session, &ComparisonSession::chosenChanged, this, &ComparePage::showState);
    connect(&session, &ComparisonSession::comparisonChanged, this, &ComparePage::showComparison);
    connect(&session, &ComparisonSession::agreementChanged, this, &ComparePage::offerUsers);
    connect(&m_workspace.jobs(), &JobQueue::changed, this, &ComparePage::showState);
    connect(&m_workspace.data(), &OpenData::changed, this, &ComparePage::showState);
    connect(m_metric, &QComboBox::activated, this, [this](int row) {
        m_workspace.comparisons().setMetric(m_metric->itemData(row).toString().toStdString(),
                                            static_cast<Protocol>(m_metric->itemData(row, protocolRole).toInt()));
    });
    connect(m_wins, &WinMap::selectionChanged, this, &ComparePage::showCell);
    connect(m_groups, &DotChart::selectionChanged, this, &ComparePage::useGroupsAsSlice);
    connect(&m_workspace.selection(), &Selection::sliceChanged, this, &ComparePage::followSlice);
    connect(m_slice, &QPushButton::clicked, this, &ComparePage::useCellAsSlice);
    connect(m_head->differencesButton(), &QPushButton::toggled, this,
            [this](bool only) { m_differences->setAll(!only); });
    m_head->reportButton()->setMenu(makeReportMenu());
    auto* key = new QShortcut(QKeySequence(Qt::Key_D), this, this, [this] { m_head->differencesButton()->toggle(); });
    key->setContext(Qt::WidgetWithChildrenShortcut);

    for (ChartPanel* panel :
         {m_differences->panel(), m_curvesPanel, m_intervalsPanel, m_groupsPanel, m_winsPanel, m_lists->panel()})
        tellUnsaved(panel, m_workspace);
}

void ComparePage::trainOnce(std::string_view model)
{
    const ModelOptions kept = m_workspace.nextRun().options();
    m_workspace.nextRun().setModel(model);
    m_workspace.nextRun().train();
    m_workspace.nextRun().setOptions(kept);
}

void ComparePage::showState()
{
    const ComparisonSession& session = m_workspace.comparisons();
    m_stack->setCurrentIndex(session.chosen().size() >= 2 ? 1 : 0);
    if (!m_workspace.data().dataset()) {
        m_empty->setWords(tr("No data open"), tr("Open files, drop a folder on the window, or explore the sample."));
        return;
    }
    if (m_workspace.data().dataset()->heldOut(Part::Validation).entryCount() == 0) {
        m_empty->setWords(tr("Nothing is held out to compare on"),
                          tr("These data have no validation part, so runs have no figures. Import them with a split."));
        return;
    }
    const std::size_t runs = session.candidates().size();
    const SessionRun* running = m_workspace.runs().running();
    const QString wait = running ? tr("%1 is still learning.").arg(running->name) : QString();
    m_empty->setWords(runs == 1 ? tr("One run is not a comparison yet") : tr("Two runs make a comparison"),
                      runs == 0   ? tr("Train two models, or one model twice with other settings.")
                      : runs == 1 ? tr("%1 is measured. Train another model, or the same with other settings.")
                                        .arg(session.candidates().front()->name)
                                  : tr("Pin two trials of a sweep in the list of runs, or train a model."),
                      wait);
    showMetrics();
}

void ComparePage::showMetrics()
{
    ComparisonSession& session = m_workspace.comparisons();
    m_metric->clear();
    const auto add = [&](const std::string& name, Protocol protocol, const QString& title) {
        m_metric->addItem(title, QString::fromStdString(name));
        m_metric->setItemData(m_metric->count() - 1, static_cast<int>(protocol), protocolRole);
        if (name == session.metric() && protocol == session.protocol())
            m_metric->setCurrentIndex(m_metric->count() - 1);
    };
    for (const std::string& name : session.metrics())
        add(name, Protocol::Sampled, metricTitle(name));
    if (m_metric->count() == 0)
        return;
    m_metric->insertSeparator(m_metric->count());
    for (const std::string& name : session.fullMetrics())
        add(name, Protocol::Full, tr("%1, full ranking").arg(metricTitle(name)));
}

void ComparePage::showComparison()
{
    const auto& comparison = m_workspace.comparisons().comparison();
    const bool isAsked = m_workspace.comparisons().problem().isEmpty();
    for (ChartPanel* panel : {m_intervalsPanel, m_groupsPanel, m_winsPanel})
        panel->setVisible(comparison || isAsked); // figures of other users would be false ones
    if (!comparison)
        return;
    showMetrics(); // those of runs that were only now read
    std::vector<const SessionRun*> runs;
    for (const ComparedRun& run : comparison->runs)
        if (const SessionRun* found = m_workspace.runs().find(run.id))
            runs.push_back(found);
    arrange();

    const QString title = comparedTitle(*comparison);
    const QString users = measuredWords(*comparison);
    m_curvesPanel->setTitle(title);
    m_curvesPanel->setCaption(protocolWords(comparison->runs[0].config.negatives)
                              + (comparison->users.isAll() ? QString() : tr("; of all users")));
    m_curves->setEmptyText(tr("%1 is not measured while training.").arg(title));
    m_curves->setData(comparedCurves(*comparison, runs));
    showFigures(m_curvesPanel,
                bestFigures(m_curves->data(), figure::inScope(comparison->metric, comparison->users.isAll())));
    m_intervalsPanel->setCaption(
        tr("%1, paired bootstrap over %2, seed %3%4")
            .arg(title, users)
            .arg(comparison->options.seed)
            .arg(comparison->pairs.size() > 1 ? tr(", Holm over %1 pairs").arg(comparison->pairs.size()) : QString()));
    m_intervals->setData(differences(*comparison));
    showFigures(m_intervals, differenceFigures(*comparison));
    m_intervalsPanel->setFixedHeight(m_intervals->sizeHint().height() + 40);
    m_remarks->setRemarks(remarks(*comparison));
    m_groupsPanel->setCaption(
        tr("%1 minus %2, %3, 95 %, all users").arg(comparison->runs[0].name, comparison->runs[1].name, title));
    m_groups->setData(differencesByNeighbours(*comparison));
    m_winsPanel->setCaption(tr("users by %1 of the held-out in the top %2")
                                .arg(hitWords(comparison->hits.least).howMany)
                                .arg(comparison->k));
    m_wins->setData(winMap(*comparison));
    m_winsNote->setText(hitSentence(*comparison));
    showFigures(m_winsNote, hitFigures(*comparison));
    if (!m_wins->selectedCell())
        m_wins->setSelected({static_cast<MarkId>(Outcomes::OnlyFirst)});
    showCell();
    for (ChartPanel* panel : {m_curvesPanel, m_intervalsPanel, m_groupsPanel, m_winsPanel})
        panel->setSource(sourceOf(*comparison));
}

void ComparePage::showCell()
{
    const auto& comparison = m_workspace.comparisons().comparison();
    const auto cell = m_wins->selectedCell();
    m_slice->setVisible(comparison && cell);
    if (!comparison || !cell)
        return;
    const auto users = m_wins->data().users[static_cast<std::size_t>(*cell)];
    m_slice->setText(users == 1 ? tr("Use 1 user as slice") : tr("Use %1 users as slice").arg(count(users)));
    m_slice->setEnabled(users > 0);
}

void ComparePage::useCellAsSlice()
{
    const auto& comparison = m_workspace.comparisons().comparison();
    const auto cell = m_wins->selectedCell();
    if (comparison && cell)
        m_workspace.slicing().choose(sliceOf(*comparison, *cell));
}

void ComparePage::useGroupsAsSlice()
{
    const auto& comparison = m_workspace.comparisons().comparison();
    const auto& groups = m_groups->selected();
    if (comparison)
        m_workspace.slicing().choose(groups.empty() ? std::nullopt : std::optional(sliceOf(*comparison, groups)));
}

/// Dots stay chosen as long as their users are the slice.
void ComparePage::followSlice()
{
    const auto& comparison = m_workspace.comparisons().comparison();
    if (!comparison || m_workspace.selection().slice() != sliceOf(*comparison, m_groups->selected()))
        m_groups->setSelected({});
}

/// While this page is in front, the next user is the one whose lists differ most after this one.
void ComparePage::offerUsers()
{
    const auto& agreement = m_workspace.comparisons().agreement();
    if (!isVisible() || !agreement)
        return;
    std::vector<User> users;
    for (const UserAgreement& user : agreement->users)
        users.push_back(user.user);
    m_workspace.users().setList(std::move(users));
}

std::vector<const ChartPanel*> ComparePage::panels() const
{
    std::vector<const ChartPanel*> shown;
    for (const ChartPanel* panel : {m_curvesPanel, m_intervalsPanel, m_groupsPanel, m_winsPanel, m_lists->panel()})
        if (!panel->chart()->isEmpty())
            shown.push_back(panel);
    return shown;
}

ReportMenu* ComparePage::makeReportMenu()
{
    const auto make = [this] {
        const auto& comparison = m_workspace.comparisons().comparison();
        const auto& dataset = m_workspace.data().dataset();
        return comparison && dataset ? ReportMenu::Offer{comparisonReport(*comparison, panels(), dataName(*dataset),
                                                                          m_differences->sentence()),
                                                         reportName(*comparison)}
                                     : ReportMenu::Offer{};
    };
    return new ReportMenu(m_workspace, page::compare, make, this);
}

void ComparePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    offerUsers();
}

} // namespace tastescope::ui
