#include "ui/pages/runs/runs_panel.h"

#include "ui/pages/runs/column_choice.h"
#include "ui/pages/runs/run_table.h"
#include "ui/session/answer_runner.h"
#include "ui/session/baseline_differences.h"
#include "ui/session/guide.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/page_keys.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_edits.h"
#include "ui/session/run_sync.h"
#include "ui/session/selection.h"
#include "ui/session/settings.h"
#include "ui/session/workspace.h"
#include "ui/tables/table_view.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>
#include <QWidgetAction>

#include <algorithm>
#include <utility>

namespace tastescope::ui {

namespace {

constexpr int drawMs = 200;
constexpr int searchPixels = 190;
constexpr int usualRows = 5;

} // namespace

RunsPanel::RunsPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_differences(new BaselineDifferences(workspace.runs(), workspace.choices(), workspace.answers(), this)),
      m_table(new RunTable(this)),
      m_view(new TableView(tr("Runs"), this)),
      m_search(new QLineEdit(this)),
      m_rule(new QLabel(this)),
      m_problem(new QLabel(this))
{
    setGround(this, Token::Base);
    m_view->setTable(m_table);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
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
    m_refresh.setInterval(drawMs);
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
    m_search->addAction(icon(QStringLiteral("search"), Token::Text3), QLineEdit::LeadingPosition);
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
        connect(&runs, signal, this, &RunsPanel::refreshSoon);
    connect(&m_workspace.runSync(), &RunSync::listed, this, &RunsPanel::refreshSoon);
    for (const auto signal : {&RunChoices::baselineChanged, &RunChoices::comparedChanged, &RunChoices::currentChanged})
        connect(&m_workspace.choices(), signal, this, &RunsPanel::refreshSoon);
    for (const auto signal : {&Selection::valueRuleChanged, &Selection::kChanged})
        connect(&m_workspace.selection(), signal, this, &RunsPanel::refreshSoon);
    connect(&m_workspace.data(), &OpenData::changed, this, &RunsPanel::refreshSoon);
    connect(m_differences, &BaselineDifferences::changed, this, &RunsPanel::refreshSoon);
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
        if (run && run->dataset && run->dataset == m_workspace.data().dataset() && !m_options.bin)
            m_workspace.choices().setCurrent(run->id);
    });
    connect(m_view, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        if (index.column() == m_table->columnCalled(QStringLiteral("shown")))
            toggleShown(m_table->shown(index.row()).members);
    });
    connect(m_view, &TableView::rowActivated, this, [this] { m_workspace.guide().showPage(page::training); });
    connect(m_view, &QWidget::customContextMenuRequested, this, &RunsPanel::showMenu);
}

void RunsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void RunsPanel::refreshSoon()
{
    if (isVisible() && !m_refresh.isActive())
        m_refresh.start();
}

void RunsPanel::refresh()
{
    m_refresh.stop();
    if (m_view->isEditing())
        return refreshSoon(); // the editor stands in a row
    std::vector<int> selected = selectedRuns();
    const int chosen = m_workspace.choices().current() ? m_workspace.choices().current()->id : 0;
    if (std::exchange(m_followed, chosen) != chosen && std::ranges::find(selected, chosen) == selected.end())
        selected = {chosen}; // chosen elsewhere
    m_table->setK(m_workspace.selection().k());
    std::vector<RunRow> rows = runRows(m_workspace, *m_differences, m_options);
    std::vector<int> wanted;
    for (const RunRow& row : rows)
        wanted.insert(wanted.end(), row.members.begin(), row.members.end());
    m_columns->setOnlyOptions(m_differencesOnly ? std::optional(differingOptions(rows)) : std::nullopt);
    m_table->setRows(std::move(rows));
    m_view->fitColumns();
    select(selected);
    describe();
    if (isVisible() && m_workspace.choices().baseline() != 0)
        m_differences->want(wanted);
}

void RunsPanel::describe()
{
    const int rows = m_table->rowCount();
    setWindowTitle(m_options.bin ? tr("%1 in the bin").arg(rows) : tr("%1 shown").arg(rows));
    const ValueRule& rule = m_workspace.selection().valueRule();
    m_rule->setText(rule.rule == ValueRule::Rule::Best   ? tr("value: best epoch by validation MRR")
                    : rule.rule == ValueRule::Rule::Last ? tr("value: last epoch")
                                                         : tr("value: epoch %1").arg(rule.epoch));
}

void RunsPanel::takeFilter()
{
    try {
        m_options.filter = parseRunFilter(m_search->text().toStdString());
        m_problem->hide();
    } catch (const BadFilter& error) {
        m_problem->setText(QString::fromUtf8(error.what())); // the rows stay as they were
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
        const auto& members = m_table->shown(index.row()).members;
        ids.insert(ids.end(), members.begin(), members.end());
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
    refresh();
}

void RunsPanel::setDifferencesOnly(bool on)
{
    m_differencesOnly = on;
    refresh();
}

} // namespace tastescope::ui
