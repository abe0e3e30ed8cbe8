#pragma once

#include "ui/charts/sheet/report.h"

class QWidget;

namespace tastescope::ui {

class Workspace;

/// Prints a report part by part between the events of the window, writes it whole or not at all on the worker, and
/// tells where it is with a way to open it. Owned by `parent`; goes away by itself.
void writeReport(Workspace& workspace, Report report, const QString& path, QWidget* parent);

/// Asks where to first.
void writeReportWithDialog(Workspace& workspace, Report report, const QString& name, QWidget* parent);

/// When, and by which program: the last line of what a report says of its origin.
QString printedBy();

} // namespace tastescope::ui
