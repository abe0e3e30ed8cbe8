#pragma once

#include "ui/charts/dots/dot_chart.h"
#include "ui/charts/dots/parameter_map.h"
#include "ui/charts/parallel/parallel_chart.h"
#include "ui/charts/spread/interval_chart.h"
#include "ui/charts/spread/slope_chart.h"
#include "ui/charts/spread/win_map.h"

#include <cmath>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace tastescope::ui {

/// Twelve trials of a sweep over the learning rate: two far below the others, one running, one stopped early, one
/// diverged.
inline DotData sampleRates()
{
    DotData data;
    data.xName = QStringLiteral("learning rate");
    data.yName = QStringLiteral("MRR");
    data.logarithmicX = true;
    data.xRange = Range{0.0001, 0.01};
    data.fenced = true;
    data.placeable = true;
    data.zone = DotZone{{0.0026, 0.0056}, "too small", "as good as best", "too large"};
    const std::vector<double> rates{0.00013, 0.0002, 0.0008,  0.001,   0.0016, 0.002,
                                    0.0024,  0.003,  0.00363, 0.00392, 0.0075, 0.0098};
    const std::vector<double> values{0.30, 0.33, 0.455, 0.46, 0.467, 0.472, 0.463, 0.478, 0.47889, 0.47912, 0.464, 0.2};
    for (std::size_t i = 0; i < rates.size(); ++i) {
        Dot dot{static_cast<MarkId>(i + 1), QStringLiteral("lr-%1").arg(i + 1, 2, 10, QLatin1Char('0')), rates[i],
                values[i]};
        dot.interval = Range{values[i] - 0.0032, values[i] + 0.0032};
        data.dots.push_back(dot);
    }
    data.dots[6].state = DotState::Running;
    data.dots[4].state = DotState::StoppedEarly;
    data.dots[7].tiedWithBest = true;
    data.dots[8].slot = 3;
    data.dots[9].slot = 2;
    data.dots[11].state = DotState::Diverged;
    return data;
}

/// The same trials in the order they ran.
inline DotData sampleHistory()
{
    DotData data = sampleRates();
    data.xName = QStringLiteral("trial");
    data.logarithmicX = false;
    data.wholeX = true;
    data.fenced = false;
    data.placeable = false;
    data.xRange.reset();
    data.zone.reset();
    data.bestLine = QStringLiteral("best so far");
    const std::vector<int> order{5, 9, 1, 10, 3, 12, 8, 2, 6, 11, 4, 7}; // trial ids by time
    for (std::size_t i = 0; i < order.size(); ++i)
        data.dots[static_cast<std::size_t>(order[i]) - 1].x = static_cast<double>(i + 1);
    for (Dot& dot : data.dots)
        dot.interval.reset();
    return data;
}

/// The difference of two runs by the users' number of neighbours.
inline DotData sampleGroups()
{
    DotData data;
    data.xName = QStringLiteral("neighbours");
    data.yName = QStringLiteral("MRR difference");
    data.markName = QStringLiteral("group");
    data.marksName = QStringLiteral("groups");
    data.yFormat.withSign = true;
    data.fromZero = true;
    for (int i = 0; i < 26; ++i) {
        const double value = 0.062 + 0.045 * std::exp(-i / 5.0);
        Dot dot{i, QStringLiteral("%1 to %2 neighbours").arg(2 * i).arg(2 * i + 1), 2.0 * i + 1, value};
        dot.interval = Range{value - 0.02 / (i + 1), value + 0.02 / (i + 1)};
        dot.tiedWithBest = true;
        data.dots.push_back(dot);
    }
    return data;
}

inline ParallelData sampleParallel(int trials = 24, int extraAxes = 0)
{
    ParallelData data;
    data.axes = {{"learning rate", AxisKind::Logarithmic, {}, Range{0.0001, 0.01}},
                 {"dimension", AxisKind::Choice, {"64", "128"}},
                 {"batch", AxisKind::Choice, {"8 192", "16 384"}},
                 {"L2", AxisKind::Choice, {"0", "1e-6", "1e-5"}},
                 {"train loss", AxisKind::Linear}};
    for (int i = 0; i < extraAxes; ++i)
        data.axes.push_back({QStringLiteral("extra %1").arg(i), AxisKind::Linear});
    data.axes.push_back({"MRR", AxisKind::Linear, {}, Range{0.44, 0.48}});
    for (int i = 0; i < trials; ++i) {
        const double share = std::fmod(i * 0.618034, 1.0);
        ParallelLine line{i + 1, QStringLiteral("lr-%1").arg(i + 1, 2, 10, QLatin1Char('0')), {}};
        line.values = {0.0001 * std::pow(100, share), i % 3 == 0 ? 0.0 : 1.0, i % 4 == 0 ? 0.0 : 1.0,
                       static_cast<double>((i * 7 % 10) / 4), 0.48 - 0.08 * share};
        for (int extra = 0; extra < extraAxes; ++extra)
            line.values.push_back(std::fmod(i * 0.414 + extra * 0.3, 1.0));
        line.values.push_back(0.4791 - 0.08 * std::pow(share - 0.8, 2) - 0.001 * (i % 3));
        data.lines.push_back(line);
    }
    return data;
}

inline IntervalData sampleDifferences()
{
    const NamedRun bpr7{"bpr-07", {LineRole::Run, 0}};
    const NamedRun bpr5{"bpr-05", {LineRole::Run, 2}};
    const NamedRun bpr4{"bpr-04", {LineRole::Run, 3}};
    const NamedRun knn{"knn-40", {LineRole::Run, 1}};
    IntervalData data;
    data.valueName = QStringLiteral("difference");
    data.hasCounts = true;
    data.rows = {{1, {}, bpr7, bpr5, 0.0687, {0.0676, 0.0698}, false, {}, 61204, 9118, 26305},
                 {2, {}, bpr7, knn, 0.1072, {0.1058, 0.1086}, false, {}, 68870, 4902, 22855},
                 {3, {}, bpr5, bpr4, 0.00023, {-0.00041, 0.00087}, true, "P(better) 0.76", 11746, 73392, 11489},
                 {4, {}, bpr5, knn, 0.0385, {0.0372, 0.0398}, false, {}, 55031, 6377, 35219}};
    return data;
}

inline IntervalData sampleImportance()
{
    IntervalData data;
    data.valueName = QStringLiteral("importance");
    data.style = IntervalStyle::Compact;
    data.decimals = 2;
    data.range = Range{0, 1};
    data.rows = {{1, "learning rate", {}, {}, 0.74, {0.61, 0.83}},
                 {2, "dimension", {}, {}, 0.15, {0.08, 0.24}},
                 {3, "negatives", {}, {}, 0.05, {0.02, 0.11}},
                 {4, "batch", {}, {}, 0.01, {0, 0.03}}};
    return data;
}

inline SlopeData sampleLists()
{
    SlopeData data;
    data.left = {"bpr-07", {LineRole::Run, 0}};
    data.right = {"bpr-05", {LineRole::Run, 2}};
    data.k = 5;
    data.itemName = QStringLiteral("playlists");
    const QStringList names{"Slow Rivers at Dusk", "Tape Hiss Sundays", "Attic Synths",    "Glasshouse Garage",
                            "Winter Bicycle",      "Low Tide Dub",      "Nine Volt Heart", "Northbound Motorik",
                            "Moss & Marble",       "Late Tram Home",    "Postcard Bossa",  "Kitchen Floor Disco",
                            "Paper Lantern Jazz"};
    for (int i = 0; i < 10; ++i)
        data.leftItems.push_back({i, names[i], i == 0 || i == 3});
    for (const int i : {1, 7, 0, 10, 2, 9, 5, 11, 3, 12})
        data.rightItems.push_back({i, names[i], i == 0 || i == 3});
    return data;
}

inline MapData sampleMap()
{
    MapData data;
    data.x = {"learning rate", true, {}, Range{0.0001, 0.01}};
    data.y = {"L2", false, {"0", "1e-6", "1e-5"}, {}};
    data.valueName = QStringLiteral("MRR");
    for (const ParallelLine& line : sampleParallel().lines)
        data.points.push_back({line.id, line.name, line.values[0], line.values[3], line.values.back()});
    data.points.back().value = std::numeric_limits<double>::quiet_NaN();
    return data;
}

template<typename Chart, typename Data>
std::unique_ptr<PlotView> chartOf(Data data)
{
    auto chart = std::make_unique<Chart>();
    chart->setData(std::move(data));
    return chart;
}

/// One of each chart of sweeps and comparisons.
inline std::vector<std::pair<const char*, std::unique_ptr<PlotView>>> sweepCharts()
{
    std::vector<std::pair<const char*, std::unique_ptr<PlotView>>> charts;
    charts.emplace_back("history", chartOf<DotChart>(sampleHistory()));
    charts.emplace_back("rates", chartOf<DotChart>(sampleRates()));
    charts.emplace_back("groups", chartOf<DotChart>(sampleGroups()));
    auto parallel = std::make_unique<ParallelChart>();
    parallel->setData(sampleParallel());
    parallel->brushBest(0.25);
    charts.emplace_back("parallel", std::move(parallel));
    charts.emplace_back("differences", chartOf<IntervalChart>(sampleDifferences()));
    charts.emplace_back("importance", chartOf<IntervalChart>(sampleImportance()));
    charts.emplace_back("lists", chartOf<SlopeChart>(sampleLists()));
    charts.emplace_back(
        "wins",
        chartOf<WinMap>(WinMapData{
            "bpr-07", "bpr-05", "hits", "misses", "both hit", "both miss", {63981, 9842, 3281, 19523}, {}, false}));
    charts.emplace_back("map", chartOf<ParameterMap>(sampleMap()));
    return charts;
}

} // namespace tastescope::ui
