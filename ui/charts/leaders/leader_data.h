#pragma once

#include "ui/charts/leaders/cost_axis.h"
#include "ui/charts/plot/mark_view.h"
#include "ui/theme/line_style.h"

namespace tastescope::ui {

/// A run by what it cost and what it came to.
struct LeaderPoint
{
    MarkId id = 0;
    QString name;
    double cost = 0; ///< not above 0: not known, and it is not shown
    double value = 0;
    Range interval = {};     ///< 95 %, around value
    LineStyle style = {};    ///< of the run; slot -1: grey
    QString rank = {};       ///< "1 to 3"
    bool isFirst = false;    ///< of the first range of ranks
    bool isFrontier = false; ///< nothing as cheap is as good
};

struct LeaderData
{
    QString costName;  ///< "training time"
    QString valueName; ///< "MRR"
    CostUnit unit = CostUnit::Seconds;
    std::vector<LeaderPoint> points = {}; ///< best first
    std::optional<double> chance = {};    ///< what drawing lots would come to
};

/// From the worst to the best of the first range of ranks: what is as good as the best. None: nothing ties with it.
std::optional<Range> asGoodAsBest(const LeaderData& data);

/// Those of the frontier that are shown, the cheapest first.
std::vector<const LeaderPoint*> frontierOf(const LeaderData& data);

} // namespace tastescope::ui
