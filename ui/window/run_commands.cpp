// The menus Data and Run: what is run on what.
#include "core/models/model_kind.h"
#include "ui/session/data_opening.h"
#include "ui/session/guide.h"
#include "ui/session/job_queue.h"
#include "ui/session/names.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/next_run.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_jobs.h"
#include "ui/session/run_repeat.h"
#include "ui/session/session_run.h"
#include "ui/session/settings.h"
#include "ui/session/train_all.h"
#include "ui/session/workspace.h"
#include "ui/window/command_rows.h"
#include "ui/window/file_dialogs.h"
#include "ui/window/main_window.h"

namespace tastescope::ui {

namespace {

// The invented presets, what was opened lately, and the two dialogs.
std::vector<Command> dataRows(MainWindow& window, Workspace& workspace)
{
    std::vector<Command> rows;
    for (const auto& [title, spec] : {std::pair(QObject::tr("Sample, 5 000 users"), "preset:demo"),
                                      std::pair(QObject::tr("Tiny sample, 500 users"), "preset:tiny"),
                                      std::pair(QObject::tr("Full scale, 101 713 users"), "preset:full")})
        rows.push_back({.id = spec,
                        .title = title,
                        .help = QObject::tr("Invented listeners and playlists"),
                        .run = [&window, spec = QString(spec)] { window.open({spec}); }});
    std::vector<Command> recent = recentFiles(workspace, QStringLiteral("data"));
    if (!recent.empty())
        recent.front().parted = true;
    rows.insert(rows.end(), recent.begin(), recent.end());
    rows.push_back({.id = "data.open",
                    .title = QObject::tr("Files…"),
                    .help = QObject::tr("Open a dataset file, or several that belong together"),
                    .run = [&window] { openFiles(window); },
                    .parted = true});
    rows.push_back({.id = "data.folder",
                    .title = QObject::tr("Folder…"),
                    .help = QObject::tr("Open the folder of a dataset"),
                    .run = [&window] { openFolder(window); }});
    return rows;
}

std::vector<Command> modelCommands(Workspace& workspace)
{
    std::vector<Command> rows;
    for (const ModelKind& kind : modelKinds())
        rows.push_back(
            {.id = QString::fromUtf8(kind.name.data(), static_cast<qsizetype>(kind.name.size())),
             .title = QString::fromUtf8(kind.title.data(), static_cast<qsizetype>(kind.title.size())),
             .help = QObject::tr("The model of the next run"),
             .run = [&workspace, name = kind.name] { workspace.nextRun().setModel(name); },
             .holds = [&workspace, name = kind.name] { return modelName(workspace.nextRun().options()) == name; },
             .choice = QStringLiteral("model")});
    return rows;
}

// Of the job that runs, and of the next one.
std::vector<Command> jobCommands(Workspace& workspace, const QString& menu)
{
    const auto first = [&workspace] {
        const auto jobs = workspace.jobs().jobs();
        return jobs.empty() ? std::optional<JobState>() : jobs.front();
    };
    return {
        {.id = "run.train",
         .menu = menu,
         .title = QObject::tr("&Run"),
         .key = QObject::tr("Ctrl+R"),
         .help = QObject::tr("Train the model, or queue it after the running job"),
         .need = Need::RoomForTheNextRun,
         .run = [&workspace] { workspace.nextRun().train(); },
         .reads =
             [first] {
                 const auto job = first();
                 return job ? QObject::tr("&Queue After %1").arg(withoutMnemonics(job->title)) : QObject::tr("&Run");
             }},
        {.id = "run.pause",
         .menu = menu,
         .title = QObject::tr("&Pause"),
         .key = QObject::tr("Ctrl+Space"),
         .help = QObject::tr("Pause or resume; the result stays the same"),
         .need = Need::RunningJob,
         .run =
             [&workspace, first] {
                 const auto job = first();
                 if (job && job->paused)
                     workspace.jobs().resume();
                 else
                     workspace.jobs().pause();
             },
         .reads =
             [first] {
                 const auto job = first();
                 return job && job->paused ? QObject::tr("&Resume") : QObject::tr("&Pause");
             }},
        {.id = "run.stop",
         .menu = menu,
         .title = QObject::tr("&Stop"),
         .key = QObject::tr("Ctrl+."),
         .help = QObject::tr("Stop and keep the best"),
         .need = Need::Job,
         .run =
             [&workspace, first] {
                 if (const auto job = first())
                     workspace.jobs().stopOrAbandon(job->id);
             },
         .reads =
             [first] {
                 const auto job = first();
                 return job && job->stopping ? QObject::tr("&Abandon %1").arg(withoutMnemonics(job->title))
                                             : QObject::tr("&Stop");
             }},
    };
}

std::vector<Command> otherRunCommands(Workspace& workspace, const QString& menu)
{
    return {
        {.id = "run.neighbours",
         .menu = menu,
         .title = QObject::tr("Find &Neighbours"),
         .help = QObject::tr("Search the neighbours of every user again"),
         .need = Need::Dataset,
         .run = [&workspace] { workspace.neighbours().search(workspace.neighbours().searchOptions()); },
         .parted = true},
        {.id = "run.model",
         .menu = menu,
         .title = QObject::tr("&Model"),
         .rows = [&workspace] { return modelCommands(workspace); }},
        {.id = "run.trainAll",
         .menu = menu,
         .title = QObject::tr("Train &All Models"),
         .key = QObject::tr("Ctrl+Shift+R"),
         .help = QObject::tr("Queue every model with its default settings that these data have no run of"),
         .need = Need::Dataset,
         .run = [&workspace] { trainAllAndTell(workspace); }},
        {.id = "run.refit",
         .menu = menu,
         .title = QObject::tr("Re&fit on Train and Validation"),
         .help = QObject::tr("Train it again on train and validation with the epochs found, and measure that on test"),
         .need = Need::RefittableRun,
         .run = [&workspace] { workspace.runJobs().refit(workspace.choices().current()->id); }},
        {.id = "run.import",
         .menu = menu,
         .title = QObject::tr("&Import a Run…"),
         .help = QObject::tr("Take the TensorBoard log or the weights of another program's run into the history"),
         .run = [&workspace] { workspace.guide().importRun(); },
         .parted = true},
        {.id = "run.repeat",
         .menu = menu,
         .title = QObject::tr("Re-run and Verify"),
         .help = QObject::tr("Train it again from its record and compare every bit"),
         .need = Need::RepeatableRun,
         .run = [&workspace] { repeatRun(workspace, workspace.choices().current()->id); }},
    };
}

} // namespace

// What was opened lately, in two menus.
std::vector<Command> recentFiles(Workspace& workspace, const QString& menu)
{
    std::vector<Command> rows;
    for (const RecentFile& file : workspace.settings().recentFiles())
        rows.push_back({.id = menu + QStringLiteral(".recent"),
                        .title = withoutMnemonics(file.source.name()),
                        .help = file.contents,
                        .run = [&workspace, source = file.source] { workspace.opening().open(source); }});
    return rows;
}

std::vector<Command> dataCommands(MainWindow& window, Workspace& workspace)
{
    return {{.id = "data", .title = QObject::tr("&Data"), .rows = [&window, &workspace] {
                 return dataRows(window, workspace);
             }}};
}

std::vector<Command> runCommands(Workspace& workspace)
{
    const QString menu = QObject::tr("&Run");
    std::vector<Command> rows = jobCommands(workspace, menu);
    for (const Command& row : otherRunCommands(workspace, menu))
        rows.push_back(row);
    return rows;
}

} // namespace tastescope::ui
