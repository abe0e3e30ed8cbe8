#include "ui/window/tour.h"

#include "core/base/atomic_file.h"
#include "ui/pages/training/training_page.h"
#include "ui/session/comparison_session.h"
#include "ui/session/first_steps.h"
#include "ui/session/job_queue.h"
#include "ui/session/leader_session.h"
#include "ui/session/next_run.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/selection.h"
#include "ui/session/sweep_session.h"
#include "ui/session/train_all.h"
#include "ui/session/workspace.h"
#include "ui/window/main_window.h"
#include "ui/window/page_table.h"
#include "ui/window/unattended.h"

#include <QApplication>
#include <QBuffer>
#include <QDir>
#include <QPixmap>

namespace tastescope::ui {

namespace {

constexpr int settleMs = 400; // charts and answers after a page was shown
constexpr int trainLimitMs = 60 * 60'000;
constexpr int liveEpochs = 6; // of the picture while training

class Tour
{
public:
    Tour(Workspace& workspace, MainWindow& window, TourOptions options)
        : m_workspace(workspace),
          m_window(window),
          m_options(std::move(options)),
          m_program(workspace, "The tour")
    {
    }

    void run()
    {
        if (!QDir().mkpath(m_options.folder))
            throw Error("The folder " + m_options.folder.toStdString() + " cannot be made.");
        m_window.resize(m_options.size);
        m_window.show();
        m_window.showPage(page::start);
        takePictures(page::start);
        m_program.openDataset(m_options.dataset);
        m_workspace.selection().setUser(m_program.interestingUser());
        train();
        if (isMeasured()) { // else there is nothing to compare and nothing to judge trials by: the pages say so
            trainAnother();
            sweep();
        }
        for (const PageInfo& page : pageTable()) {
            m_window.showPage(page.key);
            takePictures(page.key);
        }
        if (isMeasured())
            rankAll();
    }

private:
    bool isMeasured() const { return m_workspace.data().dataset()->heldOut(Part::Validation).entryCount() > 0; }

    void train()
    {
        m_window.showPage(page::training);
        const int id = m_workspace.nextRun().train();
        const auto& runs = m_workspace.runs();
        m_program.wait("training", trainLimitMs, [&] {
            const SessionRun* run = runs.find(id);
            return !run || run->isOver() || static_cast<int>(run->curve.epochs.size()) >= liveEpochs;
        });
        takePictures(QStringLiteral("training-running"));
        m_program.wait("training", trainLimitMs, [&] { return !runs.find(id) || runs.find(id)->isOver(); });
    }

    // A comparison takes two: the same model, slower.
    void trainAnother()
    {
        const int first = m_workspace.choices().current() ? m_workspace.choices().current()->id : 0;
        const ModelOptions kept = m_workspace.nextRun().options();
        ModelOptions slower = kept;
        setOption(slower, "learning_rate", std::get<double>(readOption(kept, "learning_rate")) / 4);
        m_workspace.nextRun().setOptions(slower);
        const int id = m_workspace.nextRun().train();
        m_workspace.nextRun().setOptions(kept);
        const auto& runs = m_workspace.runs();
        m_program.wait("training", trainLimitMs, [&] { return !runs.find(id) || runs.find(id)->isOver(); });
        m_program.wait("comparing", trainLimitMs, [&] {
            const ComparisonSession& session = m_workspace.comparisons();
            return session.comparison() && !session.isComparing() && !session.isTouring();
        });
        m_workspace.choices().setCurrent(first);
    }

    /// A small real one: few epochs of small vectors, so that it takes seconds.
    void sweep()
    {
        SweepConfig config;
        config.base.model = defaultOptions(learningModel);
        setOption(config.base.model, "epochs", std::int64_t{4});
        setOption(config.base.model, "patience", std::int64_t{0});
        config.base.name = "lr-tour";
        for (const char* axis :
             {"learning_rate=loguniform(0.01,0.6)", "embedding_dim=choice(16,32)", "negatives=choice(2,4)"})
            config.space.axes.push_back(parseAxis(config.base.model, axis));
        config.points = 16;
        SweepSession& sweeps = m_workspace.sweeps();
        m_window.showPage(page::sweep);
        takePictures(QStringLiteral("sweep-empty"));
        sweeps.start(config);
        m_program.wait("sweeping", trainLimitMs,
                       [&] { return !sweeps.isBusy() || countTrials(sweeps.current()->sweep).finished >= 6; });
        takePictures(QStringLiteral("sweep-running"));
        m_program.wait("sweeping", trainLimitMs, [&] { return !sweeps.isBusy(); });
        m_program.wait("judging the sweep", trainLimitMs, [&] {
            return sweeps.facts() && bestFinished(sweeps.facts()->sweep.trials) == sweeps.current()->sweep.best;
        });
    }

    /// Every model by its default settings beside the runs so far, held against the neighbours.
    void rankAll()
    {
        trainAll(m_workspace);
        m_program.wait("training every model", trainLimitMs, [this] { return !m_workspace.jobs().isBusy(); });
        for (const SessionRun& run : m_workspace.runs().runs())
            if (modelName(run.config.model) == neighbourModel)
                m_workspace.choices().setBaseline(run.id);
        m_window.showPage(page::training);
        auto* training = qobject_cast<TrainingPage*>(m_window.pageWidget());
        training->showView(TrainingPage::View::Leaderboard);
        Unattended::settle(settleMs);
        m_program.wait("ranking the runs", trainLimitMs,
                       [this] { return m_workspace.leaders().answer() && !m_workspace.leaders().isAsking(); });
        takePictures(QStringLiteral("leaderboard"));
        training->showView(TrainingPage::View::Curves);
    }

    void takePictures(const QString& name)
    {
        // Nobody pressed a key: only the start screen shows where Enter would act.
        if (QWidget* focused = QApplication::focusWidget(); focused && name != page::start)
            focused->clearFocus();
        m_window.setTheme(ThemeChoice::Light);
        Unattended::settle(settleMs);
        save(name);
        m_window.setTheme(ThemeChoice::Dark);
        Unattended::settle(settleMs);
        save(name + QStringLiteral("-dark"));
        m_window.setTheme(ThemeChoice::Light);
    }

    void save(const QString& name)
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        m_window.grab().save(&buffer, "PNG");
        const QString path = QDir(m_options.folder).filePath(name + QStringLiteral(".png"));
        replaceFile(path.toStdU16String(), std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    }

    Workspace& m_workspace;
    MainWindow& m_window;
    TourOptions m_options;
    Unattended m_program;
};

} // namespace

void runTour(Workspace& workspace, MainWindow& window, const TourOptions& options)
{
    Tour(workspace, window, options).run();
}

} // namespace tastescope::ui
