#pragma once

#include "ui/charts/spread/win_map.h"
#include "ui/session/comparison.h"
#include "ui/session/shown_figures.h"
#include "ui/session/slice.h"

#include <vector>

namespace tastescope::ui {

// Who wins: what the map of the Compare page shows of a comparison.

/// What the map says of runs that serve a user and of those that do not.
struct HitWords
{
    QString hits;     ///< "hits all"
    QString misses;   ///< "misses some"
    QString bothHit;  ///< "both hit all"
    QString bothMiss; ///< "both miss some"
    QString howMany;  ///< of a user's held-out positives: "all"
};
HitWords hitWords(ServedBy least);
WinMapData winMap(const Comparison& comparison);

/// The figures of the runs that the map parts the users of: "Hit@5: knn-01 0.8394, bpr-01 0.8155, n = 4 715 users".
QString hitSentence(const Comparison& comparison);
std::vector<ShownFigure> hitFigures(const Comparison& comparison);

/// The users of one cell of the win map: "only bpr-07 hits in the top 5".
Slice sliceOf(const Comparison& comparison, Outcomes cell);

} // namespace tastescope::ui
