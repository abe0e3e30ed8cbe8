// What the Data page shows of a summary: which figures, in which words.

#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/spread/histogram_chart.h"
#include "ui/charts/spread/lorenz_chart.h"
#include "ui/charts/spread/rank_chart.h"
#include "ui/pages/data/count_strip.h"
#include "ui/pages/data/data_page.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
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

QString share(std::int64_t part, std::int64_t all)
{
    return all > 0 ? fixed(100.0 * static_cast<double>(part) / static_cast<double>(all), 0) : unknownNumber();
}

} // namespace

void DataPage::showCounts(const DatasetSummary& summary)
{
    const Dataset& dataset = *m_workspace.data().dataset();
    const QString items = plural(dataset.nouns().item);
    std::vector<CountCell> cells{
        {tr("Users"), count(summary.users),
         summary.coldUsers > 0 ? tr("%1 cold, kept out").arg(count(summary.coldUsers)) : tr("none kept out")}};
    if (!dataset.itemsAreTracks())
        cells.push_back({capitalised(plural(dataset.nouns().track)), count(summary.tracks),
                         tr("in the libraries and %1").arg(items)});
    cells.push_back(
        {capitalised(items), count(summary.items),
         summary.ownership ? tr("%1 owners").arg(count(summary.ownership->perOwner.count)) : tr("nobody owns them")});
    cells.push_back({tr("Likes"), shortCount(static_cast<double>(summary.likes)),
                     tr("density %1 %").arg(fixed(100 * summary.density, summary.density < 0.001 ? 3 : 2))});
    cells.push_back({tr("Positives"), shortCount(static_cast<double>(summary.positives)),
                     tr("mean %1 a user").arg(fixed(summary.positivesPerUser.mean, 1))});
    const std::int64_t warm = summary.train + summary.validation + summary.test;
    cells.push_back(
        {tr("Split"),
         QStringLiteral("%1 / %2 / %3")
             .arg(share(summary.train, warm), share(summary.validation, warm), share(summary.test, warm)),
         QStringLiteral("%1 / %2 / %3")
             .arg(shortCount(static_cast<double>(summary.train)), shortCount(static_cast<double>(summary.validation)),
                  shortCount(static_cast<double>(summary.test)))});
    m_counts->setCells(std::move(cells));
}

void DataPage::showLikes(const DatasetSummary& summary)
{
    const QString items = plural(m_workspace.data().dataset()->nouns().item);
    m_likesPanel->setTitle(tr("Liked %1 per user").arg(items));
    m_likesPanel->setCaption(tr("log axis"));
    m_likes->setData({.bars = summary.positivesHistogram,
                      .valueName = tr("liked %1").arg(items),
                      .countName = tr("users"),
                      .logarithmicX = true,
                      .median = summary.positivesPerUser.median});
    m_likesPanel->setStatistics(figuresOf(summary.positivesPerUser, tr("users")));
}

void DataPage::showPopularity(const DatasetSummary& summary)
{
    const std::string& track = m_workspace.data().dataset()->nouns().track;
    m_popularityPanel->setTitle(tr("%1 popularity").arg(capitalised(QString::fromStdString(track))));
    m_popularityPanel->setCaption(tr("listeners by rank, both axes log"));
    m_popularity->setData({.counts = asDoubles(summary.trackListeners),
                           .rankName = QString::fromStdString(track),
                           .countName = tr("listeners"),
                           .markedShare = 0.01,
                           .heldName = tr("likes")});
}

void DataPage::showOwnership(const DatasetSummary& summary)
{
    m_ownedPanel->setVisible(summary.ownership.has_value());
    m_lorenzPanel->setVisible(summary.ownership.has_value());
    if (!summary.ownership)
        return;
    const OwnershipReport& report = *summary.ownership;
    const QString items = plural(m_workspace.data().dataset()->nouns().item);
    m_ownedPanel->setCaption(tr("%1 per owner, both axes log").arg(items));
    m_owned->setData({.bars = report.histogram,
                      .valueName = tr("%1 owned").arg(items),
                      .countName = tr("owners"),
                      .logarithmicX = true,
                      .logarithmicY = true});
    m_ownedPanel->setStatistics(figuresOf(report.perOwner, tr("owners")));
    m_lorenzPanel->setCaption(tr("Lorenz curve of ownership"));
    m_lorenz->setData({.curve = report.lorenz,
                       .gini = report.gini,
                       .tops = {{0.01, report.topShares[0]},
                                {0.05, report.topShares[1]},
                                {0.10, report.topShares[2]},
                                {0.25, report.topShares[3]}},
                       .holder = tr("owner")});
}

void DataPage::showExploration(const DatasetSummary& summary)
{
    m_explorationPanel->setVisible(summary.exploration.count > 0);
    if (summary.exploration.count == 0)
        return;
    m_explorationPanel->setCaption(tr("share drawn per user, Beta(1.3, 3.3)"));
    m_exploration->setData({.bars = summary.explorationHistogram,
                            .valueName = tr("exploration"),
                            .countName = tr("users"),
                            .wholeNumbers = false});
    m_explorationPanel->setStatistics({{{tr("mean"), fixed(summary.exploration.mean, 3)},
                                        {tr("median"), fixed(summary.exploration.median, 3)},
                                        {tr("p99"), fixed(summary.exploration.p99, 3)}}});
}

} // namespace tastescope::ui
