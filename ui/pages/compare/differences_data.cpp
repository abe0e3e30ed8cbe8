#include "ui/pages/compare/differences_data.h"

#include "ui/pages/compare/compare_data.h"
#include "ui/session/dataset_opening.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

DifferenceRow rowOf(const SettingLine& line)
{
    DifferenceRow row{line.title, line.values, line.differs};
    for (std::size_t other = 1; other < line.numbers.size(); ++other)
        row.times << timesText(line.numbers[0], line.numbers[other]);
    return row;
}

DifferenceSection settingsSection(const std::vector<ComparedRun>& runs, bool all)
{
    const auto lines = settingLines(runs);
    const auto differing = std::ranges::count(lines, true, &SettingLine::differs);
    const auto whole = static_cast<std::int64_t>(lines.size());
    DifferenceSection section{QObject::tr("Settings"),
                              differing == 0   ? QObject::tr("all %1 are the same").arg(count(whole))
                              : differing == 1 ? QObject::tr("1 of %1 differs").arg(count(whole))
                                               : QObject::tr("%1 of %2 differ").arg(count(differing), count(whole)),
                              {}};
    QStringList same;
    for (const SettingLine& line : lines) {
        if (line.differs || all)
            section.rows.push_back(rowOf(line));
        if (!line.differs)
            same << withinSentence(line.title) + QLatin1Char(' ') + line.values.front();
    }
    if (!all && !same.isEmpty())
        section.foot = (same.size() == 1 ? QObject::tr("%1 is the same: %2") : QObject::tr("%1 are the same: %2"))
                           .arg(count(same.size()), same.join(QStringLiteral(", ")));
    return section;
}

IntervalRow whiskerOf(const PairedComparison& less)
{
    IntervalRow whisker;
    whisker.value = less.difference;
    whisker.interval = {less.low, less.high};
    whisker.tied = less.tied;
    return whisker;
}

DifferenceSection qualitySection(const Comparison& made, const std::vector<MeasureLine>* measures)
{
    DifferenceSection section{
        QObject::tr("Quality"), QObject::tr("n = %1, paired 95 %").arg(count(made.results.front().users)), {}};
    if (!measures) {
        section.foot = QObject::tr("Comparing all measures...");
        return section;
    }
    for (const MeasureLine& line : *measures) {
        DifferenceRow row{metricTitle(line.metric), {}, false};
        for (const Estimate& value : line.values) {
            row.values << metric(value.value);
            row.exact << metric(value.value, value.low, value.high);
        }
        for (const PairedComparison& less : line.less) {
            row.whiskers.push_back(whiskerOf(less));
            row.strong = row.strong || !less.tied;
        }
        section.rows.push_back(std::move(row));
    }
    return section;
}

/// Of the first two runs something is known: the others have "–".
DifferenceRow firstTwo(const QString& title, const QString& first, const QString& second, std::size_t runs)
{
    DifferenceRow row{title, {first, second}, first != second};
    while (row.values.size() < static_cast<qsizetype>(runs))
        row.values << unknownNumber();
    return row;
}

DifferenceRow samenessRow(const ListAgreement& lists, std::size_t runs)
{
    DifferenceRow row =
        firstTwo(QObject::tr("Sameness"), metric(lists.spread[0].sameness), metric(lists.spread[1].sameness), runs);
    IntervalRow whisker;
    whisker.value = lists.moreAlike.value;
    whisker.interval = {lists.moreAlike.low, lists.moreAlike.high};
    whisker.tied = lists.moreAlike.low <= 0 && lists.moreAlike.high >= 0;
    row.strong = !whisker.tied;
    row.whiskers.assign(runs - 1, IntervalRow{.value = std::nan(""), .interval = {std::nan(""), std::nan("")}});
    row.whiskers.front() = whisker;
    return row;
}

/// How alike the lists of the users are, how much of the catalogue they reach, and how popular it is.
DifferenceSection givesSection(std::size_t runs, const DifferenceSources& sources)
{
    DifferenceSection section{QObject::tr("What it gives"), {}, {}};
    if (!sources.lists || !sources.dataset) {
        section.foot = QObject::tr("Known when the lists of all users are compared.");
        return section;
    }
    const ListAgreement& lists = *sources.lists;
    section.note = (lists.isSample ? QObject::tr("top 10, %1 sampled users") : QObject::tr("top 10, %1 users"))
                       .arg(count(static_cast<std::int64_t>(lists.users.size())));
    if (runs > 2)
        section.note = QObject::tr("of the first two, ") + section.note;
    section.rows.push_back(samenessRow(lists, runs));
    const QString reached = QObject::tr("%1 reached").arg(plural(sources.dataset->nouns().item));
    section.rows.push_back(firstTwo(reached.left(1).toUpper() + reached.mid(1), percent(lists.spread[0].catalogue),
                                    percent(lists.spread[1].catalogue), runs));
    section.rows.back().times << timesText(lists.spread[0].catalogue, lists.spread[1].catalogue);
    section.rows.push_back(firstTwo(QObject::tr("Popularity"), percentile(lists.medianPopularity[0]),
                                    percentile(lists.medianPopularity[1]), runs));
    for (DifferenceRow& row : section.rows)
        if (row.whiskers.empty())
            while (row.times.size() < static_cast<qsizetype>(runs) - 1)
                row.times << QString();
    return section;
}

} // namespace

DifferencesData whatDiffers(const Comparison& made, const DifferenceSources& sources, bool all)
{
    DifferencesData data;
    for (const ComparedRun& run : made.runs)
        data.runs.push_back(named(run));
    data.sections.push_back(settingsSection(made.runs, all));
    data.sections.push_back(qualitySection(made, sources.measures));
    data.sections.push_back(givesSection(made.runs.size(), sources));
    DifferenceSection cost{QObject::tr("Cost"), QObject::tr("of training; memory is estimated"), {}};
    for (const SettingLine& line : costLines(made.runs))
        cost.rows.push_back(rowOf(line));
    data.sections.push_back(std::move(cost));
    return data;
}

} // namespace tastescope::ui
