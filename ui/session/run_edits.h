#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace tastescope::ui {

class Workspace;

// What people change of runs, each a step of the workspace's undo stack.

void renameRun(Workspace& workspace, int run, const QString& name);
void noteRun(Workspace& workspace, int run, const QString& note);
void tagRun(Workspace& workspace, int run, const QStringList& tags);

/// To the bin, where they stay for 30 days. Runs that are trained now, or that no history keeps, are left alone.
void deleteRuns(Workspace& workspace, const std::vector<int>& runs);
void restoreRuns(Workspace& workspace, const std::vector<int>& runs);

/// "good, kept" to its tags: no blanks at the ends, none twice, none empty.
QStringList tagsFrom(const QString& text);

} // namespace tastescope::ui
