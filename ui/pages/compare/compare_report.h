#pragma once

#include "ui/charts/sheet/report.h"
#include "ui/session/comparison.h"

namespace tastescope::ui {

class ChartPanel;

/// Title, answer, what differs in a sentence, the panels' figures, every setting, the significance of every pair, and
/// where it comes from.
Report comparisonReport(const Comparison& comparison, const std::vector<const ChartPanel*>& panels,
                        const QString& dataset, const QString& differences);

/// What its file is called before anybody changes it, without an extension: "bpr-07-bpr-05".
QString reportName(const Comparison& comparison);

} // namespace tastescope::ui
