// What one can do with runs: the keys, the tools of the title, and the menu.
#include "core/base/atomic_file.h"
#include "ui/pages/runs/column_choice.h"
#include "ui/pages/runs/run_table.h"
#include "ui/pages/runs/runs_panel.h"
#include "ui/session/guide.h"
#include "ui/session/messages.h"
#include "ui/session/names.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_edits.h"
#include "ui/session/run_jobs.h"
#include "ui/session/run_repeat.h"
#include "ui/session/run_sync.h"
#include "ui/session/workspace.h"
#include "ui/tables/table_view.h"
#include "ui/theme/icons.h"
#include "ui/theme/menu_title.h"

#include <QAction>
#include <QDesktopServices>
#include <QFileDialog>
#include <QMenu>
#include <QUrl>

#include <algorithm>

namespace tastescope::ui {

QAction* RunsPanel::make(const QString& text, const QString& key, const QString& help, const std::function<void()>& run)
{
    auto* action = new QAction(text, this);
    action->setShortcut(QKeySequence(key));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut); // a page may use the letter for its own
    action->setToolTip(key.isEmpty() ? help : tr("%1 (%2)").arg(help, key));
    action->setStatusTip({});
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    return action;
}

void RunsPanel::makeActions()
{
    m_only = make(tr("Differences only"), QStringLiteral("D"), tr("Hide the options that are the same in all runs"),
                  [this] { setDifferencesOnly(m_only->isChecked()); });
    m_only->setCheckable(true);
    m_only->setIcon(icon(QStringLiteral("diff"), Token::Text3));
    m_only->setIconText(tr("Differences only  D"));
    QAction* save = make(tr("Save as CSV…"), {}, tr("Save the rows shown"), [this] { exportCsv(); });
    save->setIcon(icon(QStringLiteral("exp"), Token::Text3));
    auto* more = new QAction(tr("More"), this);
    more->setIcon(icon(QStringLiteral("dots"), Token::Text3));
    m_more = new QMenu(this);
    more->setMenu(m_more);
    addAction(more);
    connect(m_more, &QMenu::aboutToShow, this, &RunsPanel::fillMore);

    m_hide = make(tr("Show or Hide in Charts"), QStringLiteral("H"), tr("Take its curve out of the charts, or back in"),
                  [this] { toggleShown(chosenRuns()); });
    m_baseline = make(tr("Set as Baseline"), QStringLiteral("B"), tr("Measure all other runs against this one"),
                      [this] { toggleBaseline(); });
    m_pin = make(tr("Pin to Compare"), QStringLiteral("P"), tr("Compare this run with other pinned ones"),
                 [this] { togglePinned(); });
    m_rename = make(tr("Rename"), QStringLiteral("F2"), tr("Give the run another name"), [this] { edit("run"); });
    m_note = make(tr("Note"), {}, tr("Write a note to the run"), [this] { edit("note"); });
    m_tags = make(tr("Tags"), {}, tr("Tags of the run, parted by commas: filters find them"), [this] { edit("tags"); });
    m_repeat = make(tr("Re-run and Verify"), {}, tr("Train it again from its record and compare every bit"),
                    [this] { repeatRun(m_workspace, current()); });
    m_delete = make(tr("Delete"), QStringLiteral("Del"), tr("To the bin, for 30 days"), [this] {
        if (!m_options.bin)
            m_workspace.runEdits().remove(chosenRuns());
    });
    for (QAction* action : {m_hide, m_baseline, m_pin}) // no page has these letters for something else
        action->setShortcutContext(Qt::WindowShortcut);
}

void RunsPanel::fillMore()
{
    m_more->clear();
    const auto addSwitch = [this](const QString& text, bool on, void (RunsPanel::*set)(bool)) {
        QAction* action = m_more->addAction(text);
        action->setCheckable(true);
        action->setChecked(on);
        connect(action, &QAction::triggered, this, set);
    };
    addSwitch(tr("Group by Seed"), isGrouped(), &RunsPanel::setGrouped);
    addSwitch(tr("Show the Bin"), m_options.bin, &RunsPanel::setBin);
    m_columns->fillMenu(*m_more->addMenu(tr("Columns")));
    m_more->addSeparator();
    const std::vector<int> failed = m_workspace.runs().failedRuns();
    QAction* clean = m_more->addAction(tr("Delete %1 Failed Runs").arg(failed.size()), this,
                                       [this, failed] { m_workspace.runEdits().remove(failed); });
    clean->setEnabled(!failed.empty());
    m_more->addAction(tr("Read the History Again"), &m_workspace.runSync(), &RunSync::refresh);
}

/// A row under the pointer is the current one: pressing the button selected it.
void RunsPanel::addToMenu(QMenu* menu, int row)
{
    const std::vector<int> selected = selectedRuns();
    const SessionRun* run = row >= 0 ? m_workspace.runs().find(m_table->shown(row).id) : nullptr;
    if (run)
        addMenuTitle(menu,
                     selected.size() > 1 ? tr("%1 and %2 more").arg(run->name).arg(selected.size() - 1) : run->name);
    if (run && m_options.bin)
        menu->addAction(tr("Restore"), this, [this, selected] { m_workspace.runEdits().restore(selected); });
    if (run && !m_options.bin) {
        const bool comparable = run->dataset && !run->otherData;
        m_baseline->setText(baselineText(run->id));
        m_baseline->setEnabled(comparable);
        m_pin->setEnabled(comparable);
        menu->addActions({m_baseline, m_pin, m_hide});
        menu->addSeparator();
        menu->addActions({m_rename, m_note, m_tags});
        menu->addSeparator();
        QAction* resume =
            menu->addAction(tr("Resume"), this, [this, id = run->id] { m_workspace.runJobs().resume(id); });
        resume->setEnabled(run->canResume());
        m_repeat->setEnabled(canRepeat(*run));
        menu->addAction(m_repeat);
        menu->addAction(tr("Open Its Folder"), this, [folder = run->folder] {
            QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(folder.string())));
        });
        m_delete->setEnabled(run->isOver() && run->storedId.has_value());
        menu->addAction(m_delete);
    }
}

QString RunsPanel::baselineText(int run) const
{
    return run != 0 && run == m_workspace.choices().baseline() ? tr("Let Go of the Baseline") : tr("Set as Baseline");
}

std::vector<int> RunsPanel::chosenRuns() const
{
    std::vector<int> selected = selectedRuns();
    if (!selected.empty() || current() == 0)
        return selected;
    return {current()};
}

std::vector<Command> RunsPanel::commands() const
{
    const QString menu = tr("R&uns");
    std::vector<Command> rows;
    const auto add = [&](const char* id, QAction* action, bool parted = false) {
        rows.push_back({.id = QLatin1String(id), .menu = menu, .need = Need::Run, .parted = parted, .action = action});
    };
    add("runs.baseline", m_baseline);
    rows.back().reads = [this] { return baselineText(current()); };
    add("runs.pin", m_pin);
    add("runs.show", m_hide);
    add("runs.differences", m_only, true);
    add("runs.rename", m_rename, true);
    add("runs.note", m_note);
    add("runs.tags", m_tags);
    add("runs.delete", m_delete, true);
    return rows;
}

void RunsPanel::toggleShown(const std::vector<int>& runs)
{
    const bool anyShown = std::ranges::any_of(runs, [this](int id) { return !m_workspace.runs().find(id)->hidden; });
    for (const int id : runs)
        m_workspace.runs().setHidden(id, anyShown);
    refresh();
}

void RunsPanel::toggleBaseline()
{
    const SessionRun* run = m_workspace.runs().find(current());
    if (run && run->dataset && !run->otherData)
        m_workspace.choices().setBaseline(run->id == m_workspace.choices().baseline() ? 0 : run->id);
}

void RunsPanel::togglePinned()
{
    std::vector<int> pinned = m_workspace.choices().compared();
    for (const int id : chosenRuns())
        if (std::erase(pinned, id) == 0)
            pinned.push_back(id);
    m_workspace.choices().setCompared(pinned);
}

void RunsPanel::edit(const char* column)
{
    const int at = m_table->columnCalled(QLatin1String(column));
    m_view->endEditing();
    if (!isVisible()) {
        m_workspace.guide().showDock(QStringLiteral("runs"));
        refresh();
    }
    const int row = m_table->rowOf(current());
    if (row < 0)
        return;
    m_view->setColumnHidden(at, false);
    m_view->fitColumns();
    const QModelIndex cell = m_table->index(row, at);
    m_view->scrollTo(cell);
    if (cell.flags().testFlag(Qt::ItemIsEditable) && !m_view->isHeld()) // a group of seeds has no name of its own
        m_view->edit(cell);
}

void RunsPanel::exportCsv()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the runs"), QStringLiteral("runs.csv"),
                                                      tr("Values parted by commas (*.csv)"));
    if (path.isEmpty())
        return;
    const QString file = path.endsWith(QStringLiteral(".csv")) ? path : path + QStringLiteral(".csv");
    try {
        replaceFile(file.toStdU16String(), m_table->toCsv().toStdString());
    } catch (const Error& error) {
        m_workspace.messages().notify({NoticeKind::Error, tr("The runs were not saved"), shownMessage(error.what())});
    }
}

} // namespace tastescope::ui
