#pragma once

#include <map>

namespace tastescope::ui {

class RunBook;
struct LiveSweep;
struct SessionRun;

/// The runs of the sweep's trials, by trial, as far as the book has them. Cost: O(runs log trials).
std::map<int, const SessionRun*> runsOfTrials(const RunBook& book, const LiveSweep& live);

} // namespace tastescope::ui
