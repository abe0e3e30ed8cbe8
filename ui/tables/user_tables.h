#pragma once

#include "ui/session/user_answer.h"
#include "ui/tables/recommendation_table.h"
#include "ui/tables/row_table.h"

namespace tastescope::ui {

// The tables about users. A page and the dock make theirs from the same columns.

/// The name is asked of the dataset for the rows that are shown only: a hundred thousand users cost nothing.
struct UserRow
{
    std::shared_ptr<const Dataset> dataset;
    User user{};
    UserFacts facts;
};

std::vector<Column<UserRow>> userColumns();

struct NeighbourRow
{
    User user{};
    int rank = 0;
    QString name;
    NeighbourFacts facts;
    QString sharedTitles; ///< rarest first
};

/// hasOwners: says whether neighbours own what they bring, or like it.
std::vector<Column<NeighbourRow>> neighbourColumns(Breadth breadth, bool hasOwners, const QString& track);
inline constexpr int similarityColumn = 2; ///< of neighbourColumns()

/// What a full similarity bar stands for: the next whole tenth above the nearest neighbour's.
double fullSimilarity(const UserAnswer& answer);

std::vector<NeighbourRow> neighbourRows(const Dataset& dataset, const UserAnswer& answer);

struct TrackRow
{
    Track track{};
    QString title;
    QString detail;
    std::int32_t listeners = 0;
    int tenth = 0; ///< of popularity, 1 to 10
};

/// titleOfTitles: "Shared, rare first"; detail: "Artist", empty where tracks have none.
std::vector<Column<TrackRow>> trackColumns(Breadth breadth, const QString& titleOfTitles, const QString& detail);
std::vector<TrackRow> trackRows(const Dataset& dataset, const CatalogueFacts& facts, const std::vector<Track>& tracks);

/// What the detail of a track is called; empty when this dataset's tracks have none.
QString detailName(const Dataset& dataset);

struct BroughtRow
{
    Item item{};
    int rank = 0;
    QString title;
    std::optional<double> adds;
};

std::vector<Column<BroughtRow>> broughtColumns();
std::vector<BroughtRow> broughtRows(const Dataset& dataset, const NeighbourFacts& neighbour);

} // namespace tastescope::ui
