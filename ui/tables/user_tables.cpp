#include "ui/tables/user_tables.h"

#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/shown_figures.h"

#include <QObject>

#include <cmath>

namespace tastescope::ui {

namespace {

constexpr std::size_t titlesOfSharedTracks = 4; // more never fit

QString tr(const char* text)
{
    return QObject::tr(text);
}

QVariant known(double value)
{
    return std::isnan(value) ? QVariant() : QVariant(value);
}

std::function<QString(const QVariant&)> decimals(int digits)
{
    return [digits](const QVariant& value) { return fixed(value.toDouble(), digits); };
}

} // namespace

std::vector<Column<UserRow>> userColumns()
{
    const auto figureOf = [](const QString& what) {
        return [what](const UserRow& row) { return figure::ofUser(userName(*row.dataset, row.user), what); };
    };
    return {
        {tr("User"),
         [](const UserRow& row) { return QVariant(userName(*row.dataset, row.user)); },
         {},
         {.strong = true, .stretch = true}},
        {tr("Library"),
         [](const UserRow& row) { return QVariant(row.facts.tracks); },
         whole(count),
         {.kind = CellKind::Number,
          .width = 62,
          .help = tr("How many the user's library holds: what similarity is measured on")},
         {},
         {},
         {},
         figureOf(figure::library)},
        {tr("Neigh."),
         [](const UserRow& row) { return QVariant(row.facts.neighbours); },
         whole(count),
         {.kind = CellKind::Number, .width = 60, .help = tr("Neighbours selected for the user")},
         {},
         {},
         {},
         figureOf(figure::neighbours)},
        {tr("RR"),
         [](const UserRow& row) { return known(row.facts.reciprocalRank); },
         decimals(2),
         {.kind = CellKind::Number,
          .width = 56,
          .help = tr("Reciprocal rank of the user's held-out positives in validation, mean over them"),
          .metric = QStringLiteral("mrr"),
          .highIsBest = true}},
        {tr("Tenth"),
         [](const UserRow& row) { return known(row.facts.meanTenth); },
         decimals(1),
         {.kind = CellKind::Number,
          .width = 62,
          .help = tr("How popular the user's tracks are: mean tenth by users, 1 rare to 10 popular")}},
    };
}

std::vector<Column<NeighbourRow>> neighbourColumns(Breadth breadth, bool hasOwners, const QString& track)
{
    const bool wide = breadth == Breadth::Wide;
    std::vector<Column<NeighbourRow>> columns{
        {{},
         [](const NeighbourRow& row) { return QVariant(row.rank); },
         {},
         {.kind = CellKind::Number, .tone = Token::Text3, .width = 38}},
        {tr("User"),
         [](const NeighbourRow& row) { return QVariant(row.name); },
         {},
         {.strong = true, .width = 80, .stretch = !wide}},
        {tr("Similarity"),
         [](const NeighbourRow& row) { return QVariant(row.facts.similarity); },
         number(metric),
         {.kind = CellKind::Bar,
          .help = tr("cosine = shared / √(tracks of one × tracks of the other)"),
          .highIsBest = true}},
        {tr("Shared"),
         [](const NeighbourRow& row) { return QVariant(static_cast<int>(row.facts.shared.size())); },
         whole(count),
         {.kind = CellKind::Number, .strong = true, .width = 64, .help = tr("Tracks both have")}},
    };
    if (!wide)
        return columns;
    columns.push_back({tr("Their %1s").arg(track),
                       [](const NeighbourRow& row) { return QVariant(row.facts.tracks); },
                       whole(count),
                       {.kind = CellKind::Number, .width = 84}});
    if (hasOwners) // else a neighbour brings what he has, which is the column before
        columns.push_back({tr("Owns"),
                           [](const NeighbourRow& row) { return QVariant(row.facts.brings); },
                           whole(count),
                           {.kind = CellKind::Number, .width = 56, .help = tr("What this neighbour brings")}});
    columns.push_back({tr("Shared %1s, rare first").arg(track),
                       [](const NeighbourRow& row) { return QVariant(row.sharedTitles); },
                       {},
                       {.tone = Token::Text2, .width = 120, .stretch = true, .sortable = false}});
    return columns;
}

double fullSimilarity(const UserAnswer& answer)
{
    return answer.neighbours.empty() ? 1 : std::ceil(answer.neighbours.front().similarity * 10) / 10;
}

std::vector<NeighbourRow> neighbourRows(const Dataset& dataset, const UserAnswer& answer)
{
    std::vector<NeighbourRow> rows;
    for (const NeighbourFacts& facts : answer.neighbours)
        rows.push_back({facts.user, static_cast<int>(rows.size()) + 1, userName(dataset, facts.user), facts,
                        trackTitles(dataset, facts.shared, titlesOfSharedTracks)});
    return rows;
}

std::vector<Column<TrackRow>> trackColumns(Breadth breadth, const QString& titleOfTitles, const QString& detail)
{
    const bool wide = breadth == Breadth::Wide;
    std::vector<Column<TrackRow>> columns{
        {titleOfTitles, [](const TrackRow& row) { return QVariant(row.title); }, {}, {.width = 120, .stretch = true}}};
    if (!detail.isEmpty())
        columns.push_back({detail,
                           [](const TrackRow& row) { return QVariant(row.detail); },
                           {},
                           {.kind = CellKind::Chips, .tone = Token::Text2, .width = wide ? 160 : 96, .stretch = wide}});
    columns.push_back({tr("Users"),
                       [](const TrackRow& row) { return QVariant(row.listeners); },
                       whole(count),
                       {.kind = CellKind::Number, .tone = Token::Text2, .width = 72, .help = tr("Users who have it")}});
    if (wide)
        columns.push_back({tr("Tenth"),
                           [](const TrackRow& row) { return QVariant(row.tenth); },
                           {},
                           {.kind = CellKind::Number,
                            .tone = Token::Text2,
                            .width = 64,
                            .help = tr("By the users who have it, 1 rare to 10 popular")}});
    return columns;
}

std::vector<TrackRow> trackRows(const Dataset& dataset, const CatalogueFacts& facts, const std::vector<Track>& tracks)
{
    std::vector<TrackRow> rows;
    for (const Track track : tracks)
        rows.push_back({track, trackTitle(dataset, track), trackDetail(dataset, track), facts.listeners(track),
                        facts.tenth(track) + 1});
    return rows;
}

QString detailName(const Dataset& dataset)
{
    if (dataset.tracks().details.empty())
        return {};
    return dataset.nouns().track == "track" ? tr("Artist") : tr("About");
}

std::vector<Column<BroughtRow>> broughtColumns()
{
    return {
        {{}, [](const BroughtRow& row) { return QVariant(row.rank); }, {}, {.tone = Token::Text3, .width = 44}},
        {tr("Title"),
         [](const BroughtRow& row) { return QVariant(row.title); },
         {},
         {.tone = Token::Text2, .width = 100, .stretch = true}},
        {tr("Adds"),
         [](const BroughtRow& row) { return row.adds ? QVariant(*row.adds) : QVariant(QString()); },
         [](const QVariant& value) {
             return value.typeId() == QMetaType::Double ? delta(value.toDouble()) : QString();
         },
         {.kind = CellKind::Number, .tone = Token::Text2, .width = 72}},
    };
}

std::vector<BroughtRow> broughtRows(const Dataset& dataset, const NeighbourFacts& neighbour)
{
    std::vector<BroughtRow> rows;
    for (const Brought& brought : neighbour.inList)
        rows.push_back({brought.item, brought.rank, itemTitle(dataset, brought.item), brought.adds});
    return rows;
}

} // namespace tastescope::ui
