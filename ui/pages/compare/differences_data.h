#pragma once

#include "ui/charts/spread/interval_chart.h"
#include "ui/session/run_differences.h"

namespace tastescope::ui {

/// A line of what differs: a value of each run, and how each stands to the first.
struct DifferenceRow
{
    QString title;
    QStringList values;                     ///< a run each
    bool strong = false;                    ///< the runs differ in it
    QStringList times = {};                 ///< of each other run: "4 times"; empty ones: no number
    std::vector<IntervalRow> whiskers = {}; ///< of each other run: the first minus it, not a number where it is not
                                            ///< known; empty: not a measure
    QStringList exact = {};                 ///< values as the table twin has them; empty: as `values`
};

struct DifferenceSection
{
    QString title; ///< "Settings"
    QString note;  ///< "1 of 15 differs"
    std::vector<DifferenceRow> rows;
    QString foot = {}; ///< "14 are the same: dimension 128, epochs 30, …"
};

struct DifferencesData
{
    std::vector<NamedRun> runs;
    std::vector<DifferenceSection> sections;
};

/// Settings, quality, what it gives, and cost of a comparison. all: also the settings that are the same.
DifferencesData whatDiffers(const Comparison& made, const DifferenceSources& sources, bool all);

} // namespace tastescope::ui
