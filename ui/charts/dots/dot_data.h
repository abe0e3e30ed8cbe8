#pragma once

#include "core/base/enum_names.h"
#include "ui/charts/plot/mark_view.h"
#include "ui/charts/plot/scale.h"

namespace tastescope::ui {

enum class DotState { Finished, Running, StoppedEarly, Diverged };

constexpr auto enumNames(DotState)
{
    return namedBy<DotState>({{DotState::Finished, "finished"},
                              {DotState::Running, "running"},
                              {DotState::StoppedEarly, "stopped early"},
                              {DotState::Diverged, "diverged"}});
}

struct Dot
{
    MarkId id = 0;
    QString name;
    double x = 0;
    double y = 0;                        ///< not a number: not known yet
    std::optional<Range> interval = {};  ///< around y
    std::optional<int> slot = {};        ///< of a run; none: grey
    DotState state = DotState::Finished; ///< diverged: a cross at the rim, whatever y is
    bool tiedWithBest = false;           ///< a darker grey
};

/// The part of the x axis that is as good as the best, and what the parts beside it are called.
struct DotZone
{
    Range good;
    QString below;
    QString inside;
    QString above;
};

struct DotData
{
    QString xName; ///< "learning rate"
    QString yName; ///< "MRR"
    QString markName = QStringLiteral("trial");
    QString marksName = QStringLiteral("trials");
    TickFormat xFormat = {};
    TickFormat yFormat = {};
    bool logarithmicX = false;
    bool wholeX = false;
    std::optional<Range> xRange = {}; ///< what was searched; else what the dots need
    std::optional<Range> yRange = {};
    bool fenced = false;   ///< near the best at first: dots far worse stand at the rim, and so do those that diverged
    bool fromZero = false; ///< the y axis holds 0: of differences
    bool higherIsBetter = true;
    int decimals = 4;      ///< of y
    QString bestLine = {}; ///< name of the step line, "best so far"; empty: none
    std::optional<DotZone> zone = {};
    bool placeable = false; ///< a click on empty ground asks for a mark there
    std::vector<Dot> dots = {};
};

/// How dots are looked at. It belongs to the chart, not to its data.
struct DotView
{
    bool all = false;            ///< also what is far from the best
    std::optional<Range> y = {}; ///< limits a person set; none: what the dots need
};

/// In the order of x, those without a place last.
void sortDots(std::vector<Dot>& dots);

/// Nothing without an id, or when there is no such dot.
const Dot* dotOf(const DotData& data, const std::optional<MarkId>& id);

/// The best value of a dot that did not diverge, the first of equals; null: there is none.
const Dot* bestDot(const DotData& data);

/// x and y of each dot that was the best of its moment. Dots are in the order of x.
std::vector<QPointF> bestPoints(const DotData& data);

/// A place as people name it: to three figures, or a whole number.
double roundedPlace(const DotData& data, double x);

QString placeText(const DotData& data, double x); ///< "0.00392"

} // namespace tastescope::ui
