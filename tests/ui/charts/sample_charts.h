#pragma once

#include "tests/ui/charts/sample_leaders.h"
#include "tests/ui/charts/sample_sweep.h"
#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/spread/histogram_chart.h"
#include "ui/charts/spread/lorenz_chart.h"
#include "ui/charts/spread/rank_chart.h"
#include "ui/charts/spread/taste_chart.h"

#include <memory>
#include <utility>
#include <vector>

namespace tastescope::ui {

/// One of each chart with small, plain data.
inline std::vector<std::pair<const char*, std::unique_ptr<PlotView>>> sampleCharts()
{
    std::vector<std::pair<const char*, std::unique_ptr<PlotView>>> charts;

    auto curves = std::make_unique<CurveChart>();
    CurveData lines;
    lines.xName = QStringLiteral("epoch");
    lines.yName = QStringLiteral("MRR");
    lines.xRange = Range{1, 10};
    Curve run{QStringLiteral("bpr-01"), {LineRole::Focus, 0}, {{1, 0.3}, {2, 0.4}, {3, 0.45}, {4, 0.44}}};
    run.low = {{1, 0.28}, {2, 0.38}, {3, 0.43}, {4, 0.42}};
    run.high = {{1, 0.32}, {2, 0.42}, {3, 0.47}, {4, 0.46}};
    run.best = QPointF(3, 0.45);
    run.live = true;
    lines.curves.push_back(run);
    lines.references = {{QStringLiteral("knn-01"), 0.42, {LineRole::Baseline, 1}},
                        {QStringLiteral("popular"), 0.35, {LineRole::Reference}},
                        {QStringLiteral("chance"), 0.09, {LineRole::Limit}}};
    lines.patience = Patience{3, 4, QStringLiteral("1 of 5 epochs of patience")};
    curves->setData(lines);
    charts.emplace_back("curves", std::move(curves));

    auto bars = std::make_unique<HistogramChart>();
    HistogramData counted;
    counted.bars = {{0, 1, 2, 3, 4}, {10, 40, 20, 5}, 0};
    counted.valueName = QStringLiteral("likes");
    counted.countName = QStringLiteral("users");
    counted.median = 1.5;
    bars->setData(counted);
    bars->setBrush(Range{1, 2});
    charts.emplace_back("histogram", std::move(bars));

    auto lorenzCurve = std::make_unique<LorenzChart>();
    lorenzCurve->setData({{{0, 0}, {0.5, 0.1}, {0.9, 0.5}, {1, 1}}, 0.6, {{0.1, 0.5}}, QStringLiteral("owner")});
    charts.emplace_back("lorenz", std::move(lorenzCurve));

    auto ranks = std::make_unique<RankChart>();
    ranks->setData({{1000, 500, 100, 20, 3, 1, 0},
                    QStringLiteral("track"),
                    QStringLiteral("listeners"),
                    0.2,
                    QStringLiteral("likes")});
    charts.emplace_back("ranks", std::move(ranks));

    auto taste = std::make_unique<TasteChart>();
    taste->setData({{"1", "2", "3"},
                    {1, 4, 8},
                    {2, 3, 7.5},
                    QStringLiteral("tracks"),
                    QStringLiteral("this user"),
                    QStringLiteral("all users, scaled to 13")});
    charts.emplace_back("taste", std::move(taste));

    auto leaders = std::make_unique<LeaderChart>();
    leaders->setData(sampleLeaders());
    charts.emplace_back("leaders", std::move(leaders));

    for (auto& chart : sweepCharts())
        charts.push_back(std::move(chart));
    return charts;
}

} // namespace tastescope::ui
