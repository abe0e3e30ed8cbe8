// What the window does with files and pictures: the dialogs of MainWindow.
#include "core/io/formats/format_table.h"
#include "core/io/native/native_file.h"
#include "ui/pages/import/formats_dialog.h"
#include "ui/session/data_opening.h"
#include "ui/session/job_queue.h"
#include "ui/session/messages.h"
#include "ui/session/open_data.h"
#include "ui/session/settings.h"
#include "ui/session/workspace.h"
#include "ui/window/keyboard_sheet.h"
#include "ui/window/main_window.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QStackedWidget>

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

void MainWindow::fillRecentMenu()
{
    m_recentMenu->clear();
    for (const RecentFile& file : m_workspace.settings().recentFiles())
        addAction(m_recentMenu, file.source.name(), {}, file.contents,
                  [this, source = file.source] { m_workspace.opening().open(source); });
    if (m_recentMenu->isEmpty())
        m_recentMenu->addAction(tr("Nothing was opened yet"))->setEnabled(false);
}

void MainWindow::openFiles()
{
    const QStringList files = QFileDialog::getOpenFileNames(this, tr("Open a dataset"), {}, openFilter());
    if (!files.isEmpty())
        open(files);
}

void MainWindow::openFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open the folder of a dataset"));
    if (!folder.isEmpty())
        open({folder});
}

void MainWindow::saveDatasetAs()
{
    const auto dataset = m_workspace.data().dataset();
    const QString suggested = QString::fromStdString(dataset->name()) + QStringLiteral(".taste");
    const QString path = withExtension(
        QFileDialog::getSaveFileName(this, tr("Save the dataset"), suggested, tr("Tastescope datasets (*.taste)")),
        QStringLiteral(".taste"));
    if (path.isEmpty())
        return;
    m_workspace.jobs().add(
        tr("Save %1").arg(QFileInfo(path).fileName()),
        [dataset, path](const JobContext& job) {
            saveDataset(*dataset, std::filesystem::path(path.toStdU16String()), job);
            return true;
        },
        [this, path](const Outcome<bool>& outcome) {
            if (const auto* failure = std::get_if<Failure>(&outcome))
                m_workspace.messages().notify({NoticeKind::Error, tr("The dataset is not saved"), failure->message, {}});
            else if (std::holds_alternative<bool>(outcome))
                m_workspace.messages().notify({NoticeKind::Success, tr("The dataset is saved"), path, {}});
        });
}

void MainWindow::copyPage()
{
    QGuiApplication::clipboard()->setPixmap(pageWidget()->grab());
}

void MainWindow::exportPage()
{
    const QString path =
        withExtension(QFileDialog::getSaveFileName(this, tr("Save a picture of the page"),
                                                   m_page + QStringLiteral(".png"), tr("Pictures (*.png)")),
                      QStringLiteral(".png"));
    if (path.isEmpty())
        return;
    if (pageWidget()->grab().save(path))
        m_workspace.messages().notify({NoticeKind::Success, tr("The picture is saved"), path, {}});
    else
        m_workspace.messages().notify({NoticeKind::Error,
                            tr("The picture is not saved"),
                            tr("%1 cannot be written to. Choose another folder.").arg(path),
                            {}});
}

void MainWindow::showKeys()
{
    (new KeyboardSheet(this))->show();
}

void MainWindow::showFormats()
{
    auto* dialog = new FormatsDialog(this);
    connect(dialog, &FormatsDialog::folderChosen, this, [this](const QString& folder) { open({folder}); });
    dialog->show();
}

} // namespace tastescope::ui
