#include "ui/window/page_export.h"

#include "core/base/atomic_file.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/sheet/figure_sheet.h"
#include "ui/parts/tab_stack.h"
#include "ui/session/answer_runner.h"
#include "ui/session/carried_session.h"
#include "ui/session/comparison_session.h"
#include "ui/session/job_queue.h"
#include "ui/session/leader_session.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_sync.h"
#include "ui/session/selection.h"
#include "ui/session/sequence_session.h"
#include "ui/session/sweep_session.h"
#include "ui/session/workspace.h"
#include "ui/window/main_window.h"
#include "ui/window/page_table.h"
#include "ui/window/unattended.h"

#include <QApplication>
#include <QBuffer>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int limitMs = 10 * 60'000;
constexpr int quietMs = 600; // pages gather what changed and draw it at once, several times a second

class PageExporter
{
public:
    PageExporter(Workspace& workspace, MainWindow& window, const PageExport& wanted)
        : m_workspace(workspace),
          m_window(window),
          m_wanted(wanted),
          m_program(workspace, "The export")
    {
    }

    void run()
    {
        if (m_wanted.size.isValid() && m_wanted.panel.isEmpty())
            m_window.resize(m_wanted.size);
        m_window.setTheme(m_wanted.theme);
        m_window.show();
        m_program.openDataset(m_wanted.dataset);
        chooseUser();
        takeRuns();
        m_window.showPage(m_wanted.page);
        takeSweep();
        if (QWidget* focused = QApplication::focusWidget())
            focused->clearFocus();
        bringToFront();
        waitUntilDrawn();
        if (m_wanted.panel.isEmpty())
            replaceFile(m_wanted.file, wholePage().toStdString());
        else
            savePanel();
    }

private:
    const Dataset& dataset() const { return *m_workspace.data().dataset(); }

    void chooseUser()
    {
        if (m_wanted.user.isEmpty())
            return m_workspace.selection().setUser(m_program.interestingUser());
        const auto found = dataset().users().find(m_wanted.user.toStdString());
        if (!found)
            throw Error("There is no user " + m_wanted.user.toStdString() + " in " + dataset().name() + ".");
        m_workspace.selection().setUser(User{*found});
    }

    const SessionRun& learned(RunId id) const
    {
        const SessionRun* run = m_workspace.runs().findStored(id);
        if (!run)
            throw Error("The run " + std::to_string(number(id)) + " cannot be read.");
        if (!run->isImported())
            requireSameData(run->name.toStdString(), run->data, factsOf(dataset()));
        return *run;
    }

    // Models and users' results are read only for pages that ask them; a curve is in the history.
    void takeRuns()
    {
        m_program.wait("reading the history", limitMs, [this] { return m_workspace.runSync().isListed(); });
        const bool asksModels = pageCalled(m_wanted.page)->runs.asksModels;
        std::vector<int> ids;
        for (const RunId id : m_wanted.runs) {
            ids.push_back(learned(id).id);
            if (!asksModels || learned(id).isImported())
                continue;
            m_workspace.runSync().want(ids.back());
            m_program.wait("reading a run", limitMs, [&] {
                if (!m_program.warning().isEmpty())
                    throw Error(m_program.warning().toStdString());
                return learned(id).bestModel != nullptr;
            });
        }
        if (!ids.empty())
            m_workspace.choices().setCurrent(ids.front());
        if (m_wanted.page == page::compare)
            compare(ids);
        if (m_wanted.page == page::sequence)
            measure();
    }

    void measure()
    {
        SequenceSession& session = m_workspace.sequence();
        session.measureAll();
        m_program.wait("measuring the runs", limitMs,
                       [&] { return !session.isMeasuring() && (session.figures(0) || !session.hasTimes()); });
    }

    void compare(const std::vector<int>& ids)
    {
        ComparisonSession& session = m_workspace.comparisons();
        while (session.chosen().size() < ids.size() && session.canAdd())
            session.add();
        for (std::size_t place = 0; place < ids.size(); ++place)
            session.choose(place, ids[place]);
        m_program.wait("comparing", limitMs,
                       [&] { return session.comparison() && !session.isComparing() && !session.isTouring(); });
    }

    void takeSweep()
    {
        if (m_wanted.sweep.isEmpty())
            return;
        SweepSession& sweeps = m_workspace.sweeps();
        sweeps.open(m_wanted.sweep);
        m_program.wait("judging the sweep", limitMs,
                       [&] { return sweeps.current() && sweeps.current()->name == m_wanted.sweep && sweeps.facts(); });
        for (const SweepTrial& trial : sweeps.facts()->sweep.trials)
            if (trial.record)
                requireSameData(m_wanted.sweep.toStdString(), trial.record->dataset, factsOf(dataset()));
    }

    bool isBusy() const
    {
        return m_workspace.jobs().isBusy() || m_workspace.answers().isBusy() || m_workspace.leaders().isAsking()
               || m_workspace.carried().state() == CarriedSession::State::Asking;
    }

    /// All that the page's charts say.
    std::string content() const
    {
        std::string text;
        for (const ChartPanel* panel : m_window.pageWidget()->findChildren<ChartPanel*>())
            text += toCsv(panel->chart()->table());
        return text;
    }

    /// What stands under a tab may ask for what it shows only when it is seen.
    void bringToFront() const
    {
        for (ChartPanel* each : panels())
            if (isCalled(*each, m_wanted.panel))
                TabStack::bringToFront(each);
    }

    void waitUntilDrawn() const
    {
        std::string seen;
        QElapsedTimer quiet;
        quiet.start();
        m_program.wait("drawing the page", limitMs, [&] {
            if (std::string now = content(); isBusy() || now != seen) {
                seen = std::move(now);
                quiet.restart();
            }
            return quiet.elapsed() >= quietMs;
        });
    }

    /// In the order of reading; of two with one title the one that is seen, else the one with something to show.
    std::vector<ChartPanel*> panels() const
    {
        const QWidget* page = m_window.pageWidget();
        std::vector<ChartPanel*> found;
        for (ChartPanel* panel : page->findChildren<ChartPanel*>())
            if (!panel->figure().title.isEmpty())
                found.push_back(panel);
        const auto worth = [](const ChartPanel* panel) {
            return (panel->isVisible() ? 2 : 0) + (panel->chart()->isEmpty() ? 0 : 1);
        };
        std::ranges::stable_sort(found, std::greater(), worth);
        std::vector<ChartPanel*> kept;
        for (ChartPanel* panel : found)
            if (std::ranges::none_of(kept, [&](const ChartPanel* other) { return isCalled(*other, titleOf(*panel)); }))
                kept.push_back(panel);
        std::ranges::stable_sort(kept, {}, [page](const ChartPanel* panel) {
            const QPoint at = panel->mapTo(page, QPoint());
            return std::tuple(!panel->isVisible(), at.y(), at.x());
        });
        return kept;
    }

    static QString titleOf(const ChartPanel& panel) { return panel.figure().title; }

    static bool isCalled(const ChartPanel& panel, const QString& title)
    {
        return titleOf(panel).compare(title, Qt::CaseInsensitive) == 0;
    }

    const ChartPanel& panel() const
    {
        const std::vector<ChartPanel*> all = panels();
        const auto found =
            std::ranges::find_if(all, [this](const auto* each) { return isCalled(*each, m_wanted.panel); });
        if (found != all.end())
            return **found;
        QStringList titles;
        for (const ChartPanel* each : all)
            titles << QStringLiteral("\"%1\"").arg(titleOf(*each));
        throw Error("The page " + m_wanted.page.toStdString() + " has no panel \"" + m_wanted.panel.toStdString()
                    + "\". "
                    + (titles.isEmpty() ? "It has none: leave --panel out."
                                        : "It has " + titles.join(QStringLiteral(", ")).toStdString() + "."));
    }

    void savePanel() const
    {
        const ChartPanel& chosen = panel();
        if (chosen.chart()->isEmpty())
            throw Error("The panel \"" + m_wanted.panel.toStdString() + "\" has nothing to show here.");
        Figure figure = chosen.figure();
        if (m_wanted.size.isValid())
            figure.size = m_wanted.size;
        saveFigure(figure, m_wanted.file, m_wanted.format);
    }

    QByteArray wholePage() const
    {
        if (m_wanted.format == FigureFormat::Pdf)
            return toPdf(FigureSheet{title(), source(), figures()});
        if (m_wanted.format == FigureFormat::Svg)
            return toSvg(FigureSheet{title(), source(), figures()});
        QByteArray bytes;
        QBuffer buffer(&bytes);
        if (!withFooter(m_window.pageWidget()->grab().toImage(), title(), source()).save(&buffer, "PNG"))
            throw Error("The picture cannot be made. Choose a smaller --size.");
        return bytes;
    }

    std::vector<const ChartPanel*> seenPanels() const
    {
        std::vector<const ChartPanel*> seen;
        for (const ChartPanel* each : panels())
            if (each->isVisible() && !each->chart()->isEmpty())
                seen.push_back(each);
        return seen;
    }

    std::vector<Figure> figures() const
    {
        std::vector<Figure> figures;
        for (const ChartPanel* each : seenPanels())
            figures.push_back(each->figure());
        if (figures.empty())
            throw Error("The page " + m_wanted.page.toStdString() + " shows no chart here. Export it as .png.");
        return figures;
    }

    /// Of the chart with the most runs: some are of one alone.
    QString source() const
    {
        QString longest;
        for (const ChartPanel* each : seenPanels())
            if (const QString one = each->figure().source; one.size() > longest.size())
                longest = one;
        return longest;
    }

    QString title() const { return ui::titleOf(*pageCalled(m_wanted.page)); }

    Workspace& m_workspace;
    MainWindow& m_window;
    const PageExport& m_wanted;
    Unattended m_program;
};

} // namespace

void exportPage(Workspace& workspace, MainWindow& window, const PageExport& wanted)
{
    PageExporter(workspace, window, wanted).run();
}

} // namespace tastescope::ui
