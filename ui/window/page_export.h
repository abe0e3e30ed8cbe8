#pragma once

#include "core/history/stored_run.h"
#include "ui/charts/sheet/figure.h"
#include "ui/session/settings.h"

#include <QSize>

#include <filesystem>
#include <optional>
#include <vector>

namespace tastescope::ui {

class MainWindow;
class Workspace;

struct PageExport
{
    std::filesystem::path file;
    FigureFormat format = FigureFormat::Png;
    QString page;            ///< of the page table: "training"
    QString panel;           ///< title of one of its charts, in any case; empty: the whole page
    QString dataset;         ///< as MainWindow::open() takes it
    std::vector<RunId> runs; ///< of the workspace's history, in the order they are compared
    QString sweep;           ///< of the workspace's sweeps; empty: none
    QString user;            ///< empty: one with neighbours
    QSize size;              ///< of the panel's figure, else of the window; invalid: as the window has it
    ThemeChoice theme = ThemeChoice::Light;
};

/// Shows a page with the runs it is to be of, waits until its charts are filled, and writes it or one of its charts to
/// the file, which appears whole or not at all. A whole page is one picture; as SVG and as PDF its charts on one sheet.
/// Throws: Error saying which step failed and why; the page's charts when it has none of that title.
void exportPage(Workspace& workspace, MainWindow& window, const PageExport& wanted);

} // namespace tastescope::ui
