#include "ui/pages/neighbours/neighbour_figures.h"

#include "ui/session/neighbour_session.h"
#include "ui/session/numbers.h"
#include "ui/session/scoped_neighbours.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"

#include <QObject>

#include <cmath>

namespace tastescope::ui {

namespace {

QString figureText(double value)
{
    return value == std::floor(value) ? count(static_cast<std::int64_t>(value)) : fixed(value, 2);
}

} // namespace

const NeighbourSummary* scopedSummary(const Workspace& workspace)
{
    const auto& selection = workspace.neighbours().selection();
    if (selection && workspace.selection().users().isAll())
        return &selection->summary;
    const ScopedNeighbours::Found* found = workspace.scopedNeighbours().found();
    return found ? &found->summary : nullptr;
}

Statistics countFigures(const Distribution& d)
{
    return {{{QObject::tr("users"), count(d.count)},
             {QObject::tr("min"), figureText(d.min)},
             {QObject::tr("p25"), figureText(d.p25)},
             {QObject::tr("median"), figureText(d.median)},
             {QObject::tr("mean"), fixed(d.mean, 2)},
             {QObject::tr("p75"), figureText(d.p75)},
             {QObject::tr("p99"), figureText(d.p99)},
             {QObject::tr("max"), figureText(d.max)}}};
}

Statistics chosenFigures(const Distribution& d, std::int64_t never)
{
    return {{{QObject::tr("users"), count(d.count)},
             {QObject::tr("min"), figureText(d.min)},
             {QObject::tr("median"), figureText(d.median)},
             {QObject::tr("mean"), fixed(d.mean, 2)},
             {QObject::tr("p90"), figureText(d.p90)},
             {QObject::tr("p99"), figureText(d.p99)},
             {QObject::tr("max"), figureText(d.max)},
             {QObject::tr("never"), count(never)}},
            {},
            QObject::tr("log axis")};
}

} // namespace tastescope::ui
