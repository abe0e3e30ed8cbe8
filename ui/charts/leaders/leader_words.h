#pragma once

#include "ui/charts/leaders/leader_data.h"
#include "ui/charts/plot/readout.h"

namespace tastescope::ui {

/// "as good as best, 3 runs"
QString bandWords(const LeaderData& data);

/// "chance 0.0886". Only where it is known.
QString chanceWords(const LeaderData& data);

/// What a hovered point says.
Readout leaderReadout(const LeaderData& data, const LeaderPoint& point);

PlotTable leaderPlotTable(const LeaderData& data);

/// "MRR by training time, 4 runs: best bpr-02, 0.5486 for 3.2 s; as good: ...; best for their cost: ..."
QString leaderSummary(const LeaderData& data);

} // namespace tastescope::ui
