#pragma once

#include "ui/charts/report.h"
#include "ui/session/comparison.h"

class QWidget;

namespace tastescope::ui {

class ChartPanel;
class Workspace;

/// Title, answer, the panels' figures, every setting, the significance of every pair, and where it comes from.
Report comparisonReport(const Comparison& comparison, const std::vector<const ChartPanel*>& panels,
                        const QString& dataset);

/// Which panels, where to; then printed part by part between the events of the window, written whole or not at all on
/// the worker, and told with a way to open it.
void reportWithDialog(Workspace& workspace, const Comparison& comparison, const std::vector<const ChartPanel*>& panels,
                      QWidget* parent);

/// The same without the questions. Owned by `parent`; goes away by itself.
void writeReport(Workspace& workspace, Report report, const QString& path, QWidget* parent);

/// A table on the clipboard, cells parted by tabs, as spreadsheets take it.
void copyAsText(const PlotTable& table);

} // namespace tastescope::ui
