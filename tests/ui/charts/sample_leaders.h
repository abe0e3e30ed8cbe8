#pragma once

#include "ui/charts/leaders/leader_chart.h"

namespace tastescope::ui {

/// Four runs, best first: two tie, and the second of them is dearer than the first.
inline LeaderData sampleLeaders()
{
    LeaderData data{.costName = QStringLiteral("training time"), .valueName = QStringLiteral("MRR")};
    const auto add = [&data](MarkId id, const char* name, double cost, double value, int slot, const char* rank) {
        LeaderPoint point{.id = id, .name = QString::fromLatin1(name), .cost = cost, .value = value};
        point.interval = {value - 0.004, value + 0.004};
        point.style = {LineRole::Run, slot};
        point.rank = QString::fromLatin1(rank);
        data.points.push_back(point);
    };
    add(1, "ials-02", 90, 0.549, 4, "1, 2");
    add(2, "bpr-07", 100, 0.547, 0, "1, 2");
    add(3, "knn-01", 1, 0.441, 1, "3");
    add(4, "popular-01", 0.1, 0.341, -1, "4");
    data.points[0].isFirst = data.points[1].isFirst = true;
    for (const std::size_t best : {0, 2, 3})
        data.points[best].isFrontier = true;
    data.chance = 0.0886;
    return data;
}

} // namespace tastescope::ui
