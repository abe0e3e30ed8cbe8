#pragma once

#include "ui/charts/sheet/report.h"
#include "ui/session/comparison.h"

namespace tastescope::ui {

class ChartPanel;

/// Title, answer, the panels' figures, every setting, the significance of every pair, and where it comes from.
Report comparisonReport(const Comparison& comparison, const std::vector<const ChartPanel*>& panels,
                        const QString& dataset);

/// What its file is called before anybody changes it, without an extension: "bpr-07-bpr-05".
QString reportName(const Comparison& comparison);

/// A table on the clipboard, cells parted by tabs, as spreadsheets take it.
void copyAsText(const PlotTable& table);

} // namespace tastescope::ui
