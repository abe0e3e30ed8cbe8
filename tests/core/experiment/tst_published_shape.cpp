// The invented world beside the published one.
#include "core/base/error.h"
#include "core/experiment/published_shape.h"
#include "core/pipeline/preset.h"
#include "core/pipeline/score.h"
#include "tests/core/pipeline/small_world.h"

#include <QTest>

#include <cmath>

using namespace tastescope;

namespace {

double ours(std::span<const ShapeFigure> figures, std::string_view id)
{
    const auto found = std::ranges::find(figures, id, &ShapeFigure::id);
    return found == figures.end() ? std::nan("") : found->ours;
}

/// Users 0 and 1 both have tracks 0 and 1, user 2 has track 2. User 0 owns items 0 and 1, user 1 item 2. User 2 likes
/// item 3, which has his only track, with e = 0.5.
DatasetParts byHand()
{
    DatasetParts parts;
    parts.users = smallworld::names("u", 3);
    parts.tracks.ids = smallworld::names("t", 3);
    parts.items.ids = smallworld::names("p", 4);
    parts.library = BinaryMatrix<User, Track>::fromPairs(
        3, 3,
        {{User{0}, Track{0}}, {User{0}, Track{1}}, {User{1}, Track{0}}, {User{1}, Track{1}}, {User{2}, Track{2}}});
    parts.itemTracks = BinaryMatrix<Item, Track>::fromPairs(
        4, 3, {{Item{0}, Track{0}}, {Item{1}, Track{1}}, {Item{2}, Track{0}}, {Item{3}, Track{2}}});
    const BinaryMatrix<User, Item> none(4, std::vector<std::int64_t>(4, 0), {});
    parts.split = {BinaryMatrix<User, Item>::fromPairs(3, 4, {{User{2}, Item{3}}}), none, none, none};
    parts.owned =
        BinaryMatrix<User, Item>::fromPairs(3, 4, {{User{0}, Item{0}}, {User{0}, Item{1}}, {User{1}, Item{2}}});
    parts.exploration = {0.5F, 0.5F, 0.5F};
    return parts;
}

} // namespace

class TestPublishedShape : public QObject
{
    Q_OBJECT

private slots:
    void figuresByHand();
    void theLeastScoreIsThatOfAllPairs();
    void countsThatGrowAreLeftOutOfSmallerData();
    void onlyTheInventedWorldsImitate();
    void theDemoKeepsItsShape_data();
    void theDemoKeepsItsShape();
    void theFullWorldIsNearThePublished_data();
    void theFullWorldIsNearThePublished();
};

void TestPublishedShape::figuresByHand()
{
    const auto figures = comparePublishedShape(Dataset(byHand()));
    QCOMPARE(ours(figures, "owners_percent"), 100.0 * 2 / 3);
    QCOMPARE(ours(figures, "owned_mean"), 1.5);            // 2 and 1
    QCOMPARE(ours(figures, "owned_top_1"), 100.0 * 2 / 3); // the first of two owners has 2 of 3
    QCOMPARE(ours(figures, "neighbours_mean"), 2.0 / 3);   // 0 and 1 have each other, 2 has nobody
    QCOMPARE(ours(figures, "chosen_mean"), 1.0);           // each of both once
    QCOMPARE(ours(figures, "reach_mean"), 1.0);            // 1, 2 and 0
    QCOMPARE(ours(figures, "reach_max"), 2.0);
    const double score = 0.5 * std::log(2.0) + 0.5; // over sqrt(1) sqrt(1)
    QVERIFY(std::abs(ours(figures, "score_median") - score) < 1e-12);
    // Users 0 and 1 like nothing, but each of their two tracks is an item's only one.
    QVERIFY(std::abs(ours(figures, "score_min") - score / std::sqrt(2.0)) < 1e-12);
}

void TestPublishedShape::theLeastScoreIsThatOfAllPairs()
{
    const auto tiny = makePreset(Preset::Tiny);
    const PairScorer scorer(tiny->library(), tiny->itemTracks(), explorationOf(*tiny));
    double least = 1;
    for (const User user : idsUpTo<User>(tiny->userCount()))
        for (const Item item : idsUpTo<Item>(tiny->itemCount())) {
            const auto shared = std::ranges::count_if(
                tiny->itemTracks().row(item), [&](Track track) { return tiny->library().contains(user, track); });
            if (shared > 0)
                least = std::min(least, scorer.score(user, item, static_cast<std::int32_t>(shared)));
        }
    QCOMPARE(ours(comparePublishedShape(*tiny), "score_min"), least);
}

void TestPublishedShape::countsThatGrowAreLeftOutOfSmallerData()
{
    QVERIFY(std::isnan(ours(comparePublishedShape(Dataset(byHand())), "train")));
}

void TestPublishedShape::onlyTheInventedWorldsImitate()
{
    QVERIFY(!imitatesPublished(*makePreset(Preset::Tiny)));
    QVERIFY(imitatesPublished(*makePreset(Preset::Demo, {.seed = 1, .users = 500, .threads = 0})));
    QVERIFY(!imitatesPublished(Dataset(byHand())));
    DatasetParts unowned = byHand();
    unowned.owned = {};
    QVERIFY_EXCEPTION_THROWN(comparePublishedShape(Dataset(std::move(unowned))), Error);
}

void TestPublishedShape::theDemoKeepsItsShape_data()
{
    QTest::addColumn<std::uint64_t>("seed");
    for (const std::uint64_t seed : {42, 1, 2})
        QTest::addRow("seed %d", static_cast<int>(seed)) << seed;
}

/// A twentieth of the users have fewer likes than all, so fewer playlists pile up on one owner: what depends on that is
/// held more loosely.
void TestPublishedShape::theDemoKeepsItsShape()
{
    QFETCH(std::uint64_t, seed);
    const auto figures = comparePublishedShape(*makePreset(Preset::Demo, {.seed = seed, .users = 0, .threads = 0}));
    const std::vector<std::pair<std::string_view, double>> allowed{
        {"owners_percent", 0.1},  {"owned_mean", 0.15},     {"owned_max", 0.35},
        {"owned_gini", 0.15},     {"neighbours_mean", 0.1}, {"neighbours_median", 0.1},
        {"neighbours_p25", 0.15}, {"neighbours_p75", 0.1},  {"chosen_mean", 0.1}};
    for (const auto& [id, share] : allowed) {
        const auto figure = std::ranges::find(figures, id, &ShapeFigure::id);
        QVERIFY2(std::abs(figure->ours / figure->published - 1) <= share,
                 qPrintable(QString("%1: %2").arg(QString(figure->id.data())).arg(figure->ours)));
    }
}

void TestPublishedShape::theFullWorldIsNearThePublished_data()
{
    theDemoKeepsItsShape_data();
}

void TestPublishedShape::theFullWorldIsNearThePublished()
{
    if (qEnvironmentVariableIntValue("TASTESCOPE_LONG") == 0)
        QSKIP("It takes minutes: set TASTESCOPE_LONG=1.");
    QFETCH(std::uint64_t, seed);
    const auto figures = comparePublishedShape(*makePreset(Preset::Full, {.seed = seed, .users = 0, .threads = 0}));
    // What the invented world does not meet; the README names it.
    const std::vector<std::string_view> missed{"reach_p25", "reach_p75", "reach_p99"};
    for (const ShapeFigure& figure : figures) {
        const bool isExtreme = figure.id.ends_with("_max") || figure.id.ends_with("_min"); // one user's, or one pair's
        const double asked = isExtreme ? 0.25 : 0.1;
        const double allowed = seed == 42 ? asked : (isExtreme ? 2 : 1.5) * asked; // it was tuned for 42
        const bool isMissed = std::ranges::find(missed, figure.id) != missed.end();
        QVERIFY2(isMissed || std::abs(figure.ours / figure.published - 1) <= allowed,
                 qPrintable(QString("%1: %2").arg(QString(figure.id.data())).arg(figure.ours)));
    }
}

QTEST_GUILESS_MAIN(TestPublishedShape)
#include "tst_published_shape.moc"
