#pragma once

#include "ui/window/search_hit.h"

namespace tastescope::ui {

class Workspace;

/// What the person made, by its name: runs, which come to the front on the Training page, sweeps, which are opened, and
/// the settings of the next run, whose field is gone to. Each group best first, at most `most` hits; nothing for no
/// text or without data.
std::vector<SearchHit> findRuns(Workspace& workspace, const QString& text, std::size_t most);
std::vector<SearchHit> findSweeps(Workspace& workspace, const QString& text, std::size_t most);
std::vector<SearchHit> findSettings(Workspace& workspace, const QString& text, std::size_t most);

} // namespace tastescope::ui
