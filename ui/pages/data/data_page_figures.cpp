// What the Data page shows of a summary: which figures, in which words.

#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/spread/histogram_chart.h"
#include "ui/charts/spread/lorenz_chart.h"
#include "ui/charts/spread/rank_chart.h"
#include "ui/pages/data/count_strip.h"
#include "ui/pages/data/data_page.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/selection.h"
#include "ui/session/slicing.h"
#include "ui/session/workspace.h"

#include <cmath>

namespace tastescope::ui {

namespace {

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString whole(double value)
{
    return count(static_cast<std::int64_t>(value));
}

Statistics figuresOf(const Distribution& distribution, const QString& name)
{
    return {{{name, count(distribution.count)},
             {DataPage::tr("min"), whole(distribution.min)},
             {DataPage::tr("p25"), fixed(distribution.p25, distribution.p25 == std::floor(distribution.p25) ? 0 : 1)},
             {DataPage::tr("median"),
              fixed(distribution.median, distribution.median == std::floor(distribution.median) ? 0 : 1)},
             {DataPage::tr("mean"), fixed(distribution.mean, 2)},
             {DataPage::tr("p75"), fixed(distribution.p75, distribution.p75 == std::floor(distribution.p75) ? 0 : 1)},
             {DataPage::tr("max"), whole(distribution.max)}}};
}

ShownFigure shown(const QString& name, std::int64_t value)
{
    return {name, static_cast<double>(value)};
}

QString share(std::int64_t part, std::int64_t all)
{
    return all > 0 ? fixed(100.0 * static_cast<double>(part) / static_cast<double>(all), 0) : unknownNumber();
}

} // namespace

void DataPage::showCounts(const DatasetSummary& summary)
{
    const Dataset& dataset = *m_workspace.data().dataset();
    const DataCounts& counts = summary.counts;
    const QString items = plural(dataset.nouns().item);
    const QString tracks = plural(dataset.nouns().track);
    const bool isOfAll = m_workspace.selection().users().isAll();
    std::vector<CountCell> cells{
        {isOfAll ? tr("Users") : tr("Users of the slice"),
         count(counts.users),
         counts.coldUsers > 0 ? tr("%1 cold, kept out").arg(count(counts.coldUsers)) : tr("none kept out"),
         {shown(figure::users, counts.users), shown(figure::coldUsers, counts.coldUsers)}}};
    if (!dataset.itemsAreTracks())
        cells.push_back({capitalised(tracks),
                         count(counts.tracks),
                         tr("in the libraries and %1").arg(items),
                         {shown(figure::tracks, counts.tracks)}});
    cells.push_back({capitalised(items),
                     count(counts.items),
                     summary.ownership ? tr("%1 owners").arg(count(summary.ownership->perOwner.count)) : QString(),
                     {shown(figure::items, counts.items)}});
    cells.push_back({tr("In libraries"),
                     count(counts.libraryPairs),
                     tr("density %1 %").arg(fixed(100 * summary.density, summary.density < 0.001 ? 3 : 2)),
                     {shown(figure::libraryPairs, counts.libraryPairs)}});
    cells.push_back({tr("Positives"),
                     count(counts.positives),
                     tr("mean %1 a user").arg(fixed(summary.positivesPerUser.mean, 1)),
                     {shown(figure::positives, counts.positives)}});
    const std::int64_t warm = counts.train + counts.validation + counts.test;
    cells.push_back(
        {tr("Training, validation, test"),
         QStringLiteral("%1 / %2 / %3")
             .arg(share(counts.train, warm), share(counts.validation, warm), share(counts.test, warm)),
         QStringLiteral("%1 / %2 / %3").arg(count(counts.train), count(counts.validation), count(counts.test)),
         {shown(figure::trainPositives, counts.train), shown(figure::validationPositives, counts.validation),
          shown(figure::testPositives, counts.test)}});
    m_counts->setCells(std::move(cells));
}

/// Of each bar what is the slice's; empty: everything.
std::vector<std::int64_t> DataPage::partOf(const Histogram& scoped) const
{
    return m_workspace.selection().users().isAll() ? std::vector<std::int64_t>() : scoped.counts;
}

/// Whose figures these are, where they are not everybody's.
QString DataPage::captioned(const QString& caption) const
{
    const QString slice = m_workspace.slicing().words();
    return slice.isEmpty() ? caption : slice + QStringLiteral(", ") + caption;
}

void DataPage::showPositives(const Findings& findings)
{
    const DatasetSummary& summary = findings.scoped;
    m_positivesPanel->setTitle(tr("Positives per user"));
    m_positivesPanel->setCaption(captioned(
        tr("%1 a user likes, of all parts, log axis").arg(plural(m_workspace.data().dataset()->nouns().item))));
    m_positives->setData({.bars = findings.all.positivesHistogram,
                          .valueName = tr("positives"),
                          .countName = tr("users"),
                          .logarithmicX = true,
                          .median = summary.positivesPerUser.median,
                          .largest = findings.all.positivesPerUser.max,
                          .part = partOf(summary.positivesHistogram)});
    m_positivesPanel->setStatistics(figuresOf(summary.positivesPerUser, tr("users")));
}

void DataPage::showPopularity(const DatasetSummary& summary)
{
    const std::string& track = m_workspace.data().dataset()->nouns().track;
    m_popularityPanel->setTitle(tr("%1 popularity").arg(capitalised(QString::fromStdString(track))));
    m_popularityPanel->setCaption(captioned(tr("users by rank, both axes log")));
    m_popularity->setData({.counts = asDoubles(summary.trackListeners),
                           .rankName = QString::fromStdString(track),
                           .countName = tr("users"),
                           .markedShare = 0.01,
                           .heldName = tr("pairs of the libraries")});
}

void DataPage::showOwnership(const Findings& findings)
{
    const DatasetSummary& summary = findings.scoped;
    m_ownedPanel->setVisible(summary.ownership.has_value());
    m_lorenzPanel->setVisible(summary.ownership.has_value());
    if (!summary.ownership)
        return;
    const OwnershipReport& report = *summary.ownership;
    const QString items = plural(m_workspace.data().dataset()->nouns().item);
    m_ownedPanel->setCaption(captioned(tr("%1 per owner, both axes log").arg(items)));
    m_owned->setData({.bars = findings.all.ownership->histogram,
                      .valueName = tr("%1 owned").arg(items),
                      .countName = tr("owners"),
                      .logarithmicX = true,
                      .logarithmicY = true,
                      .largest = findings.all.ownership->perOwner.max,
                      .part = partOf(report.histogram)});
    m_ownedPanel->setStatistics(figuresOf(report.perOwner, tr("owners")));
    m_lorenzPanel->setCaption(captioned(tr("Lorenz curve of ownership")));
    m_lorenz->setData({.curve = report.lorenz,
                       .gini = report.gini,
                       .tops = {{0.01, report.topShares[0]},
                                {0.05, report.topShares[1]},
                                {0.10, report.topShares[2]},
                                {0.25, report.topShares[3]}},
                       .holder = tr("owner")});
}

void DataPage::showExploration(const Findings& findings)
{
    const DatasetSummary& summary = findings.scoped;
    m_explorationPanel->setVisible(findings.all.exploration.count > 0);
    if (findings.all.exploration.count == 0)
        return;
    m_explorationPanel->setCaption(captioned(tr("share drawn per user, Beta(1.3, 3.3)")));
    m_exploration->setData({.bars = findings.all.explorationHistogram,
                            .valueName = tr("exploration"),
                            .countName = tr("users"),
                            .wholeNumbers = false,
                            .part = partOf(summary.explorationHistogram)});
    m_explorationPanel->setStatistics({{{tr("mean"), fixed(summary.exploration.mean, 3)},
                                        {tr("median"), fixed(summary.exploration.median, 3)},
                                        {tr("p99"), fixed(summary.exploration.p99, 3)}}});
}

} // namespace tastescope::ui
