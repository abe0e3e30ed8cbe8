#pragma once

#include <QStringList>

class QMimeData;

namespace tastescope::ui {

class MainWindow;
class Workspace;

// What the window asks before it reads or writes a file.

/// The files among what is dropped.
QStringList localFiles(const QMimeData& dropped);

void openFiles(MainWindow& window);
void openFolder(MainWindow& window);
/// Shows what a run of another program holds, to import it. No paths: the person chooses files.
void importRun(MainWindow& window, Workspace& workspace, QStringList paths);

/// Whether these are training logs or weights, no dataset.
bool areRunFiles(const QStringList& paths);

void saveDatasetAs(MainWindow& window, Workspace& workspace); ///< the one that is open

/// A picture of the page, on the clipboard or in a file.
void copyPicture(const MainWindow& window);
void savePicture(MainWindow& window, Workspace& workspace);

void showFormats(MainWindow& window);

} // namespace tastescope::ui
