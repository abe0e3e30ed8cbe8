// The table of a sweep with several seeds a point: a group a row.
#include "ui/pages/sweep/trial_table.h"
#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>

namespace tastescope::ui {

namespace {

const PointVerdict* verdictOfPoint(const SweepView& view, int point)
{
    if (!view.facts)
        return nullptr;
    const auto found = std::ranges::find(view.facts->points, point, &PointVerdict::point);
    return found == view.facts->points.end() ? nullptr : &*found;
}

TrialRow pointRow(const SweepView& view, const std::vector<const SweepTrial*>& seeds,
                  const std::vector<std::string>& options)
{
    const SweepTrial* shown = *std::ranges::max_element(
        seeds, {}, [&](const SweepTrial* trial) { return view.value(*trial).value_or(-1); }); // as in the charts
    TrialRow row = plainRow(view, *shown, options);
    row.members.clear();
    row.epochs = row.epochsAtMost = 0;
    for (const SweepTrial* trial : seeds) {
        const TrialRow own = plainRow(view, *trial, {});
        row.members.push_back(trial->id);
        row.epochs += own.epochs;
        row.epochsAtMost += own.epochsAtMost;
        const bool waits = trial->phase == TrialPhase::Waiting && row.phase != TrialPhase::Running;
        if (trial->phase == TrialPhase::Running || waits)
            row.phase = trial->phase;
        row.paused = row.paused || own.paused;
    }
    if (const PointVerdict* verdict = verdictOfPoint(view, shown->point); verdict && verdict->againstBest)
        row.againstBest = RowDifference{verdict->againstBest->difference, verdict->againstBest->low,
                                        verdict->againstBest->high, verdict->againstBest->tied};
    return row;
}

} // namespace

std::vector<TrialRow> pointRows(const SweepView& view, const std::vector<std::string>& options)
{
    std::map<int, std::vector<const SweepTrial*>> points;
    for (const SweepTrial& trial : view.trials())
        points[trial.point].push_back(&trial);
    const std::vector<SeedGroup> groups = view.seedGroups();
    std::vector<TrialRow> rows;
    for (const auto& [point, seeds] : points) {
        TrialRow row = pointRow(view, seeds, options);
        if (const auto group = std::ranges::find(groups, point, &SeedGroup::point); group != groups.end()) {
            row.value = group->value.value;
            if (group->trials.size() > 1)
                row.range = QObject::tr("%1 to %2").arg(fixed(group->lowest, 4), fixed(group->highest, 4));
        }
        const PointVerdict* verdict = verdictOfPoint(view, point);
        row.best = verdict && verdict->isBest;
        rows.push_back(std::move(row));
    }
    sortRows(rows);
    return rows;
}

} // namespace tastescope::ui
