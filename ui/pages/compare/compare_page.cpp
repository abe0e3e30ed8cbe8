#include "ui/pages/compare/compare_page.h"

#include "core/data/dataset.h"
#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/dots/dot_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/compare/compare_head.h"
#include "ui/pages/compare/compare_report.h"
#include "ui/pages/compare/popularity_bars.h"
#include "ui/pages/compare/remark_row.h"
#include "ui/pages/compare/settings_view.h"
#include "ui/pages/compare/user_lists_panel.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/report/report_menu.h"
#include "ui/session/comparison_session.h"
#include "ui/session/job_queue.h"
#include "ui/session/messages.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/page_keys.h"
#include "ui/session/run_book.h"
#include "ui/session/selection.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/hairline.h"
#include "ui/theme/icons.h"
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

namespace tastescope::ui {

namespace {

constexpr int rightPixels = 412;
constexpr int narrowRight = 340;
constexpr int settingsPixels = 300;
constexpr int narrowSettings = 220;
constexpr int settingsPixelsPerRun = 64; // for each after the second
constexpr int mostForSettings = 3;       // tenths of the page
constexpr int widthForWide = 1180;

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
    connect(m_metric, &QComboBox::activated, this,
            [this](int row) { m_workspace.comparisons().setMetric(m_metric->itemData(row).toString().toStdString()); });
    connect(m_wins, &WinMap::selectionChanged, this, &ComparePage::showCell);
    connect(m_groups, &DotChart::selectionChanged, this, &ComparePage::useGroupsAsSlice);
    connect(&m_workspace.selection(), &Selection::sliceChanged, this, &ComparePage::followSlice);
    connect(m_slice, &QPushButton::clicked, this, &ComparePage::useCellAsSlice);
    connect(m_head->differencesButton(), &QPushButton::toggled, this, &ComparePage::showComparison);
    m_head->reportButton()->setMenu(makeReportMenu());
    auto* key = new QShortcut(QKeySequence(Qt::Key_D), this, this, [this] { m_head->differencesButton()->toggle(); });
    key->setContext(Qt::WidgetWithChildrenShortcut);

    QToolButton* copy = m_settingsPanel->titleRow()->exportButton();
    disconnect(copy, &QToolButton::clicked, m_settingsPanel, nullptr);
    connect(copy, &QToolButton::clicked, this, [this] { copyAsText(m_settings->table()); });
    for (ChartPanel* panel :
         {m_settingsPanel, m_curvesPanel, m_intervalsPanel, m_groupsPanel, m_winsPanel, m_lists->panel()})
        connect(panel, &ChartPanel::exportFailed, this, [this](const QString& text) {
            m_workspace.messages().notify({NoticeKind::Error, tr("The picture was not saved"), text});
        });
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
    for (const std::string& name : session.metrics()) {
        m_metric->addItem(metricTitle(name), QString::fromStdString(name));
        if (name == session.metric())
            m_metric->setCurrentIndex(m_metric->count() - 1);
    }
}

void ComparePage::showComparison()
{
    const auto& comparison = m_workspace.comparisons().comparison();
    if (!comparison)
        return;
    showMetrics(); // those of runs that were only now read
    SettingsData settings;
    std::vector<const SessionRun*> runs;
    for (const ComparedRun& run : comparison->runs) {
        settings.runs.push_back(named(run));
        if (const SessionRun* found = m_workspace.runs().find(run.id))
            runs.push_back(found);
    }
    settings.lines = settingLines(comparison->runs);
    settings.differencesOnly = m_head->differencesButton()->isChecked();
    m_settingsPanel->setCaption(settings.differencesOnly ? tr("that differ") : tr("all"));
    m_settings->setData(std::move(settings));
    arrange();

    const QString title = metricTitle(comparison->metric);
    const QString users = count(comparison->results.front().users);
    m_curvesPanel->setTitle(title);
    m_curvesPanel->setCaption(tr("validation, 1 + %1 candidates").arg(comparison->runs[0].config.negatives));
    m_curves->setEmptyText(tr("%1 is not measured while training.").arg(title));
    m_curves->setData(comparedCurves(*comparison, runs));
    m_intervalsPanel->setCaption(
        tr("%1, paired bootstrap over %2 users, seed %3%4")
            .arg(title, users)
            .arg(comparison->options.seed)
            .arg(comparison->pairs.size() > 1 ? tr(", Holm over %1 pairs").arg(comparison->pairs.size()) : QString()));
    m_intervals->setData(differences(*comparison));
    m_intervalsPanel->setFixedHeight(m_intervals->sizeHint().height() + 40);
    m_remarks->setRemarks(remarks(*comparison));
    m_groupsPanel->setCaption(tr("%1 minus %2, %3, 95 %; a click makes the slice")
                                  .arg(comparison->runs[0].name, comparison->runs[1].name, title));
    m_groups->setData(differencesByNeighbours(*comparison));
    m_winsPanel->setCaption(tr("users by hit in the top %1").arg(comparison->k));
    m_wins->setData(winMap(*comparison));
    m_winsNote->setText(
        tr("Hit@%1, n = %2 users").arg(comparison->k).arg(count(static_cast<std::int64_t>(comparison->hits.total()))));
    if (!m_wins->selectedCell())
        m_wins->setSelected({static_cast<MarkId>(Outcomes::OnlyFirst)});
    showCell();
    for (ChartPanel* panel : {m_settingsPanel, m_curvesPanel, m_intervalsPanel, m_groupsPanel, m_winsPanel})
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
        m_workspace.selection().setSlice(sliceOf(*comparison, *cell));
}

void ComparePage::useGroupsAsSlice()
{
    const auto& comparison = m_workspace.comparisons().comparison();
    const auto& groups = m_groups->selected();
    if (comparison)
        m_workspace.selection().setSlice(groups.empty() ? std::nullopt : std::optional(sliceOf(*comparison, groups)));
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
        return comparison && dataset
                   ? ReportMenu::Offer{comparisonReport(*comparison, panels(), QString::fromStdString(dataset->name())),
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

void ComparePage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ComparePage::arrange()
{
    const bool wide = width() >= widthForWide;
    m_right->setFixedWidth(wide ? rightPixels : narrowRight);
    const int more = static_cast<int>(m_workspace.comparisons().chosen().size()) - 2;
    const int least = wide ? settingsPixels : narrowSettings;
    const int wanted = least + std::max(0, more) * settingsPixelsPerRun;
    m_settingsPanel->setFixedWidth(std::clamp(wanted, least, std::max(least, width() * mostForSettings / 10)));
}

} // namespace tastescope::ui
