#pragma once

#include <QString>

#include <vector>

namespace tastescope::ui {

class Workspace;
struct SessionRun;

/// What the curves of a run are of: all users, also where there is a slice, since what each user got is kept of one
/// epoch only. Of that epoch the slice is told beside it. value: which epoch is meant, in words.
QString captionOf(const SessionRun& run, Workspace& workspace, const QString& value);

/// What figures of these runs say at their foot. The one in front says how all were measured.
QString originOf(const SessionRun& front, const std::vector<const SessionRun*>& runs);

/// Why no metric of the run is drawn.
QString noCurvesYet(const SessionRun& run);

} // namespace tastescope::ui
