#pragma once

#include <QSize>
#include <QString>

namespace tastescope::ui {

class MainWindow;
class Workspace;

struct TourOptions
{
    QString folder;                                  ///< for the pictures; made when it is not there
    QString dataset = QStringLiteral("preset:demo"); ///< as MainWindow::open() takes it
    QSize size{1440, 900};
};

/// Does the main job as a person would (opens the dataset, finds neighbours, trains, looks at a user) and writes a
/// picture of every page, light and dark: start.png, start-dark.png, then PAGE.png and PAGE-dark.png by the page table,
/// and training-running while the model learns. Pictures appear whole or not at all.
/// Throws: Error saying which step failed and why.
void runTour(Workspace& workspace, MainWindow& window, const TourOptions& options);

} // namespace tastescope::ui
