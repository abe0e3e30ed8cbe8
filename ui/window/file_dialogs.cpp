#include "ui/window/file_dialogs.h"

#include "core/base/file_name.h"
#include "core/experiment/foreign_run.h"
#include "core/io/formats/format_table.h"
#include "core/io/native/native_file.h"
#include "ui/pages/import/formats_dialog.h"
#include "ui/pages/import/run_import_dialog.h"
#include "ui/session/job_queue.h"
#include "ui/session/messages.h"
#include "ui/session/names.h"
#include "ui/session/open_data.h"
#include "ui/session/workspace.h"
#include "ui/window/main_window.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMimeData>

#include <algorithm>

namespace tastescope::ui {

namespace {

// "Datasets (*.taste *.csv *.csv.gz ...)" from the table of formats.
QString openFilter()
{
    QStringList patterns{QStringLiteral("*.taste")};
    for (const Format& format : formatTable()) {
        const auto extensions =
            QString::fromUtf8(format.extensions.data(), static_cast<qsizetype>(format.extensions.size()));
        for (const QString& extension : extensions.split(QLatin1Char(' '), Qt::SkipEmptyParts))
            patterns << QStringLiteral("*.") + extension << QStringLiteral("*.") + extension + QStringLiteral(".gz");
    }
    patterns.removeDuplicates();
    return MainWindow::tr("Datasets (%1);;All files (*)").arg(patterns.join(QLatin1Char(' ')));
}

QString withExtension(const QString& path, const QString& extension)
{
    return path.isEmpty() || path.endsWith(extension) ? path : path + extension;
}

} // namespace

QStringList localFiles(const QMimeData& dropped)
{
    QStringList files;
    for (const QUrl& url : dropped.urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    return files;
}

void openFiles(MainWindow& window)
{
    const QStringList files =
        QFileDialog::getOpenFileNames(&window, MainWindow::tr("Open a dataset"), {}, openFilter());
    if (!files.isEmpty())
        window.open(files);
}

void openFolder(MainWindow& window)
{
    const QString folder = QFileDialog::getExistingDirectory(&window, MainWindow::tr("Open the folder of a dataset"));
    if (!folder.isEmpty())
        window.open({folder});
}

void importRun(MainWindow& window, Workspace& workspace, QStringList paths)
{
    if (paths.isEmpty())
        paths = QFileDialog::getOpenFileNames(
            &window, MainWindow::tr("Import the log or the weights of a run"), {},
            MainWindow::tr("Training logs and weights (*tfevents* *.pth *.pt *.safetensors);;All files (*)"));
    if (!paths.isEmpty())
        (new RunImportDialog(workspace, paths, &window))->show();
}

bool areRunFiles(const QStringList& paths)
{
    return std::ranges::all_of(
        paths, [](const QString& path) { return isRunOfAnotherProgram(std::filesystem::path(path.toStdU16String())); });
}

void saveDatasetAs(MainWindow& window, Workspace& workspace)
{
    const auto dataset = workspace.data().dataset();
    const QString suggested = QString::fromStdString(fileNameOf(dataset->name())) + QStringLiteral(".taste");
    const QString path =
        withExtension(QFileDialog::getSaveFileName(&window, MainWindow::tr("Save the dataset"), suggested,
                                                   MainWindow::tr("Tastescope datasets (*.taste)")),
                      QStringLiteral(".taste"));
    if (path.isEmpty())
        return;
    workspace.jobs().add(
        MainWindow::tr("Save %1").arg(QFileInfo(path).fileName()),
        [dataset, path](const JobContext& job) {
            saveDataset(*dataset, std::filesystem::path(path.toStdU16String()), job);
            return true;
        },
        [&workspace, path](const Outcome<bool>& outcome) {
            if (const auto* failure = std::get_if<Failure>(&outcome))
                workspace.messages().notify(
                    {NoticeKind::Error, MainWindow::tr("The dataset is not saved"), failure->message, {}});
            else if (std::holds_alternative<bool>(outcome))
                workspace.messages().notify({NoticeKind::Success, MainWindow::tr("The dataset is saved"), path, {}});
        });
}

void copyPicture(const MainWindow& window)
{
    QGuiApplication::clipboard()->setPixmap(window.pageWidget()->grab());
}

void savePicture(MainWindow& window, Workspace& workspace)
{
    const QString path = withExtension(
        QFileDialog::getSaveFileName(&window, MainWindow::tr("Save a picture of the page"),
                                     window.currentPage() + QStringLiteral(".png"), MainWindow::tr("Pictures (*.png)")),
        QStringLiteral(".png"));
    if (path.isEmpty())
        return;
    if (window.pageWidget()->grab().save(path))
        workspace.messages().notify({NoticeKind::Success, MainWindow::tr("The picture is saved"), path, {}});
    else
        workspace.messages().notify({NoticeKind::Error,
                                     MainWindow::tr("The picture is not saved"),
                                     MainWindow::tr("%1 cannot be written to. Choose another folder.").arg(path),
                                     {}});
}

void showFormats(MainWindow& window)
{
    auto* dialog = new FormatsDialog(&window);
    QObject::connect(dialog, &FormatsDialog::folderChosen, &window,
                     [&window](const QString& folder) { window.open({folder}); });
    dialog->show();
}

} // namespace tastescope::ui
