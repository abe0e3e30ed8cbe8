// What the Sweep page is made of; what it shows stands in sweep_page.cpp.

#include "ui/pages/sweep/add_point_panel.h"
#include "ui/pages/sweep/beside_panel.h"
#include "ui/pages/sweep/cursor_side.h"
#include "ui/pages/sweep/new_sweep_panel.h"
#include "ui/pages/sweep/sweep_charts.h"
#include "ui/pages/sweep/sweep_head.h"
#include "ui/pages/sweep/sweep_page.h"
#include "ui/pages/sweep/sweep_report.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/report/report_menu.h"
#include "ui/session/guide.h"
#include "ui/session/next_run.h"
#include "ui/session/open_data.h"
#include "ui/session/page_keys.h"
#include "ui/session/sweep_session.h"
#include "ui/session/workspace.h"

#include <QFileDialog>
#include <QPushButton>
#include <QStackedWidget>

namespace tastescope::ui {

EmptyState* SweepPage::makeEmpty()
{
    auto* empty = new EmptyState(QStringLiteral("sweep"));
    empty->addButton(tr("Published sweep"), [this] {
        SweepConfig config = publishedSweep();
        config.base.name = "lr-published";
        runPreset(std::move(config));
    });
    empty->addButton(tr("5 learning rates"), [this] { runPreset(fiveLearningRates(m_workspace.nextRun().options())); });
    return empty;
}

void SweepPage::makeSide()
{
    m_cursor = new CursorSide(m_workspace);
    m_form = new NewSweepPanel(m_workspace);
    m_pointForm = new AddPointPanel(m_workspace.sweeps());
    for (QWidget* face :
         {static_cast<QWidget*>(m_cursor), static_cast<QWidget*>(m_form), static_cast<QWidget*>(m_pointForm)})
        m_side->addWidget(face);
}

std::vector<Command> SweepPage::commands()
{
    const auto row = [this](const QString& id, const QString& title, const QString& help, Need need, auto run) {
        return Command{.id = id, .menu = tr("&Sweep"), .title = title, .help = help, .need = need, .run = [this, run] {
                           m_workspace.guide().showPage(page::sweep);
                           run();
                       }};
    };
    const auto published = [this] {
        SweepConfig config = publishedSweep();
        config.base.name = "lr-published";
        runPreset(std::move(config));
    };
    return {
        row("sweep.new", tr("&New Sweep…"), tr("Choose what varies, and how many trials"), Need::Dataset,
            [this] { showForm(true); }),
        row("sweep.published", tr("&Published Sweep"), tr("Learning rate, dimension and batch as published, 4 trials"),
            Need::NoSweepAtWork, published),
        row("sweep.rates", tr("5 &Learning Rates"), tr("A grid around the usual one"), Need::NoSweepAtWork,
            [this] { runPreset(fiveLearningRates(m_workspace.nextRun().options())); }),
        row("sweep.open", tr("&Open Sweep…"), tr("From its folder, as the command line makes one"), Need::Dataset,
            [this] { chooseFolder(); }),
        row("sweep.beside", tr("&Compare Sweeps"), tr("Further sweeps of this data on the axes of this one"),
            Need::OpenSweep, [this] { m_head->besideButton()->showMenu(); }),
        row("sweep.point", tr("&Add Point…"), tr("One more trial with values of your own"), Need::OpenSweep,
            [this] { showPointForm(std::nullopt); }),
        row("sweep.resume", tr("&Go On With the Sweep"), tr("Finished trials are not run again"), Need::UnfinishedSweep,
            [this] { m_workspace.sweeps().resume(); }),
    };
}

void SweepPage::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a sweep"));
    if (!folder.isEmpty())
        m_workspace.sweeps().openFolder(folder.toStdU16String());
}

ReportMenu* SweepPage::makeReportMenu()
{
    const auto make = [this] {
        const auto& dataset = m_workspace.data().dataset();
        if (!dataset || !m_view.live)
            return ReportMenu::Offer{};
        std::vector<ChartPanel*> panels = m_beside->panels();
        for (ChartPanel* panel : m_charts->panels())
            panels.push_back(panel);
        for (ChartPanel* panel : m_cursor->panels())
            panels.push_back(panel);
        return ReportMenu::Offer{sweepReport(m_view, panels, *dataset), m_view.live->name};
    };
    return new ReportMenu(m_workspace, page::sweep, make, this);
}

} // namespace tastescope::ui
