#include "ui/pages/runs/runs_panel.h"

#include "ui/pages/runs/column_choice.h"
#include "ui/pages/runs/run_table.h"
#include "ui/session/answer_runner.h"
#include "ui/session/baseline_differences.h"
#include "ui/session/guide.h"
#include "ui/session/job_queue.h"
#include "ui/session/metric_words.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/page_keys.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_edits.h"
#include "ui/session/run_search.h"
#include "ui/session/run_sync.h"
#include "ui/session/scoped_figures.h"
#include "ui/session/selection.h"
#include "ui/session/settings.h"
#include "ui/session/slicing.h"
#include "ui/session/workspace.h"
#include "ui/tables/table_view.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QVBoxLayout>
#include <QWidgetAction>

#include <algorithm>
#include <iterator>
#include <utility>

namespace tastescope::ui {

namespace {

constexpr int drawMs = 200;
constexpr int rowsOfATurn = 150; ///< made in 3 ms of the event loop, which may take 16
constexpr int fewRows = 30;      ///< made beside all else
constexpr int searchPixels = 190;
constexpr int usualRows = 5;
const QString groupedKey = QStringLiteral("runs/groupedBySeed");

} // namespace

RunsPanel::RunsPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_differences(new BaselineDifferences(workspace.runs(), workspace.choices(), workspace.selection(),
                                            workspace.answers(), this)),
      m_rows(workspace, *m_differences),
      m_table(new RunTable(this)),
      m_view(new TableView(tr("Runs"), this)),
      m_search(new QLineEdit(this)),
      m_rule(new QLabel(this)),
      m_problem(new QLabel(this))
{
    setGround(this, Token::Base);
    m_table->setExplainer([this](const QString& name) { return metricHelp(m_workspace, name.toStdString()); });
    m_view->setTable(m_table);
    if (const QVariant grouped = workspace.settings().value(groupedKey); grouped.isValid())
        m_options.groupBySeed = grouped.toBool();
    m_columns = new ColumnChoice(workspace.settings(), m_table, m_view);
    setTextStyle(m_problem, TypeRole::Table, Token::Err);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setContentsMargins(12, 4, 12, 4);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* layout = makeColumn(this);
    layout->addWidget(m_problem);
    layout->addWidget(m_view, 1);
    m_refresh.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, this, &RunsPanel::refresh);
    makeTitle();
    makeActions();
    connectWorkspace();
    refresh();
}

QSize RunsPanel::sizeHint() const
{
    return {600, (usualRows + 1) * rowHeight(24)};
}

// The field and the words stand in the title of the dock, which takes them from the actions.
void RunsPanel::makeTitle()
{
    m_search->setPlaceholderText(QStringLiteral("mrr>0.45 model=bpr"));
    m_search->setAccessibleName(tr("Search runs"));
    m_search->setToolTip(tr("Words, or conditions such as mrr>0.45 lr<0.01 model=bpr tag:good -state=failed"));
    addSearchIcon(m_search);
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(searchPixels);
    m_search->setProperty(property::small, true);
    m_search->setFixedHeight(rowHeight(24));
    m_search->setFont(ui::font(TypeRole::Table));
    setTextStyle(m_rule, TypeRole::Table, Token::Text2);
    auto* leading = new QWidgetAction(this);
    leading->setDefaultWidget(m_search);
    leading->setProperty("leading", true);
    auto* rule = new QWidgetAction(this);
    rule->setDefaultWidget(m_rule);
    addActions({leading, rule});
    connect(m_search, &QLineEdit::textChanged, this, &RunsPanel::takeFilter);
}

void RunsPanel::connectWorkspace()
{
    const RunBook& runs = m_workspace.runs();
    for (const auto signal : {&RunBook::runAdded, &RunBook::runChanged, &RunBook::runGrew, &RunBook::runRemoved})
        connect(&runs, signal, this, [this](int run) {
            // Another may show its difference to this one.
            run == m_workspace.choices().baseline() ? m_rows.forgetAll() : m_rows.forget(run);
            refreshSoon();
        });
    const auto allChanged = [this] {
        m_rows.forgetAll();
        refreshSoon();
    };
    connect(&m_workspace.runSync(), &RunSync::listed, this, allChanged);
    connect(&m_workspace.jobs(), &JobQueue::pausedChanged, this, allChanged);
    connect(&m_workspace.choices(), &RunChoices::baselineChanged, this, allChanged);
    for (const auto signal : {&RunChoices::comparedChanged, &RunChoices::currentChanged})
        connect(&m_workspace.choices(), signal, this, &RunsPanel::refreshSoon);
    for (const auto signal : {&Selection::valueRuleChanged, &Selection::kChanged, &Selection::sliceChanged})
        connect(&m_workspace.selection(), signal, this, allChanged);
    connect(&m_workspace.data(), &OpenData::changed, this, allChanged);
    connect(m_differences, &BaselineDifferences::changed, this, allChanged);
    connect(&m_workspace.scopedFigures(), &ScopedFigures::changed, this, allChanged);
    connect(&m_workspace.search(), &RunSearch::changed, this, allChanged);
    connect(m_table, &RunTable::edited, this, [this](int run, const QString& key, const QString& text) {
        if (key == QStringLiteral("run"))
            m_workspace.runEdits().rename(run, text);
        else if (key == QStringLiteral("note"))
            m_workspace.runEdits().setNote(run, text);
        else
            m_workspace.runEdits().setTags(run, tagsFrom(text));
    });
    connect(m_view, &TableView::currentRowChanged, this, [this](int row) {
        if (row < 0)
            return;
        const SessionRun* run = m_workspace.runs().find(m_table->shown(row).id);
        if (run && m_workspace.data().isOpen(run->dataset) && !m_options.bin)
            m_workspace.choices().setCurrent(run->id);
    });
    connect(m_view, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        if (index.column() == m_table->columnCalled(QStringLiteral("shown")))
            toggleShown(m_table->shown(index.row()).members);
    });
    connect(m_view, &TableView::rowActivated, this, [this] { m_workspace.guide().showPage(page::training); });
    connect(m_view, &TableView::menuWanted, this, &RunsPanel::addToMenu);
    connect(m_view, &TableView::menuClosed, this, [this] {
        for (QAction* action : {m_baseline, m_pin, m_repeat, m_delete})
            action->setEnabled(true);
    });
}

void RunsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_rows.areReady(m_options))
        refresh();
    else // what shows the dock has enough to do
        m_refresh.start(0);
}

void RunsPanel::refreshSoon()
{
    if (isVisible() && !m_refresh.isActive())
        m_refresh.start(drawMs);
}

void RunsPanel::refresh()
{
    m_refresh.stop();
    if (m_view->isHeld())
        return refreshSoon();
    if (m_rows.make(m_options, rowsOfATurn) > fewRows)
        return m_refresh.start(0); // the others, and what is made of them, at the next turn
    std::vector<int> selected = selectedRuns();
    const int chosen = m_workspace.choices().current() ? m_workspace.choices().current()->id : 0;
    if (std::exchange(m_followed, chosen) != chosen && std::ranges::find(selected, chosen) == selected.end())
        selected = {chosen}; // chosen elsewhere
    m_table->setK(m_workspace.selection().k());
    RunRows rows = m_rows.rows(m_options);
    std::vector<int> wanted;
    for (const auto& row : rows)
        wanted.insert(wanted.end(), row->members.begin(), row->members.end());
    m_columns->setOnlyOptions(m_differencesOnly ? std::optional(differingOptions(rows)) : std::nullopt);
    m_table->setRows(std::move(rows));
    select(selected);
    describe();
    if (isVisible())
        m_workspace.scopedFigures().want(wanted);
    if (isVisible() && m_workspace.choices().baseline() != 0)
        m_differences->want(wanted);
}

void RunsPanel::describe()
{
    const int rows = m_table->rowCount();
    setWindowTitle(m_options.bin ? tr("%1 in the bin").arg(rows) : tr("%1 shown").arg(rows));
    const ValueRule& rule = m_workspace.selection().valueRule();
    const QString words = tr("value: %1").arg(wordsOf(rule));
    const QString value = rule.rule == ValueRule::Rule::Best ? tr("%1 by validation MRR").arg(words) : words;
    const QString slice = m_workspace.slicing().words();
    // Curves are of epochs, and what each user got is kept of one epoch only.
    m_rule->setText(slice.isEmpty() ? value : tr("figures of %1, curves of all; %2").arg(slice, value));
}

void RunsPanel::takeFilter()
{
    try {
        m_workspace.search().setText(m_search->text());
        m_problem->hide();
    } catch (const BadFilter& error) {
        m_problem->setText(shownMessage(error.what())); // the rows stay as they were
        m_problem->show();
        return;
    }
    refresh();
}

QString RunsPanel::problem() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

std::vector<int> RunsPanel::selectedRuns() const
{
    std::vector<int> ids;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) {
        const auto& members = m_table->shown(index.row()).members; // of a table that may wait for an editor to close
        std::ranges::copy_if(members, std::back_inserter(ids), [this](int id) { return m_workspace.runs().find(id); });
    }
    return ids;
}

int RunsPanel::current() const
{
    const QModelIndex index = m_view->currentIndex();
    if (index.isValid() && m_view->selectionModel()->isRowSelected(index.row()))
        return m_table->shown(index.row()).id;
    return m_workspace.choices().current() ? m_workspace.choices().current()->id : 0;
}

void RunsPanel::select(const std::vector<int>& runs)
{
    if (runs == selectedRuns())
        return;
    QItemSelection selection;
    for (const int run : runs)
        if (const int row = m_table->rowOf(run); row >= 0)
            selection.select(m_table->index(row, 0), m_table->index(row, m_table->columnCount() - 1));
    const QSignalBlocker quiet(m_view); // to show what is chosen chooses nothing
    m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (!runs.empty())
        if (const int row = m_table->rowOf(runs.front()); row >= 0)
            m_view->selectionModel()->setCurrentIndex(m_table->index(row, 1), QItemSelectionModel::NoUpdate);
}

void RunsPanel::setBin(bool on)
{
    m_options.bin = on;
    m_view->clearSelection();
    refresh();
}

void RunsPanel::setGrouped(bool on)
{
    m_options.groupBySeed = on;
    m_workspace.settings().setValue(groupedKey, on);
    refresh();
}

bool RunsPanel::isGrouped() const
{
    for (int row = 0; row < m_table->rowCount(); ++row)
        if (m_table->shown(row).members.size() > 1)
            return true;
    return false;
}

void RunsPanel::setDifferencesOnly(bool on)
{
    m_differencesOnly = on;
    refresh();
}

} // namespace tastescope::ui
