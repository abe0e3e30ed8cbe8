#include "core/base/error.h"
#include "core/experiment/search_space.h"
#include "core/experiment/sweep_config.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/model_kind.h"
#include "core/models/user_knn/user_knn_options.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <array>
#include <cmath>

using namespace tastescope;

namespace {

const ModelOptions bpr = BprOptions{};

SearchSpace space(const std::vector<std::string>& axes)
{
    SearchSpace made;
    for (const std::string& axis : axes)
        made.axes.push_back(parseAxis(bpr, axis));
    return made;
}

double real(const OptionSettings& point, std::size_t axis = 0)
{
    return std::get<double>(point[axis].value);
}

} // namespace

class TestSearchSpace : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void complaintsNameOptionAndPlace_data();
    void complaintsNameOptionAndPlace();
    void aPointIsAFunctionOfSeedAndNumber();
    void anotherAxisChangesNoDraw();
    void loguniformDrawsFactorsAlike();
    void drawsAreShortToRead();
    void integersReachBothEnds();
    void gridsWalkTheWholeProduct();
    void gridAxesAreTriedEvenlyAmongDraws();
    void wholeNumberOptionsAreRounded();
    void thePublishedSweepIsAsPublished();
    void configurationsReadBack();
    void whatDoesNotGoTogetherIsRefused_data();
    void whatDoesNotGoTogetherIsRefused();
    void rungsGrowByEta();
};

void TestSearchSpace::readsWhatItWrites_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"learning_rate=loguniform(1e-4,0.01)", "learning_rate=uniform(0.01,0.1)",
                             "embedding_dim=choice(64,128)", "epochs=int(2,5)", "optimiser=grid(sgd,adam)"})
        QTest::newRow(text) << text;
}

void TestSearchSpace::readsWhatItWrites()
{
    QFETCH(QString, text);
    const SearchSpace one{{parseAxis(bpr, text.toStdString())}};
    QCOMPARE(QString::fromStdString(toText(one.axes[0])), text);
    const Json json = toJson(one);
    QVERIFY(readSearchSpace(json, "space.json", bpr) == one);
}

void TestSearchSpace::complaintsNameOptionAndPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("no such option") << "rate=choice(1,2)"
                                    << "There is no option \"rate\"";
    QTest::newRow("no kind") << "learning_rate=0.1"
                             << "learning_rate, column 15: found \"0.1\"";
    QTest::newRow("no such kind") << "learning_rate=normal(0,1)"
                                  << "learning_rate, column 15: found \"normal\"";
    QTest::newRow("no bracket") << "learning_rate=uniform(0.1,1"
                                << "column 28: found the end, expected \")\"";
    QTest::newRow("no number") << "learning_rate=uniform(0.1, x)"
                               << "column 28: found \"x\", expected a number";
    QTest::newRow("out of range") << "embedding_dim=choice(64,5000)"
                                  << "column 25: found \"5000\", expected a whole";
    QTest::newRow("one bound") << "learning_rate=uniform(0.1)"
                               << "found 1 bounds, expected two";
    QTest::newRow("turned round") << "learning_rate=uniform(0.1,0.01)"
                                  << "the first bound must be smaller";
    QTest::newRow("log of nothing") << "l2=loguniform(0,1)"
                                    << "must be above 0";
    QTest::newRow("no such name") << "optimiser=choice(sgd,lion)"
                                  << "column 22: found \"lion\", expected one of sgd";
    QTest::newRow("names have no range") << "optimiser=uniform(0,1)"
                                         << "optimiser, column 19: found \"0\"";
    QTest::newRow("twice") << "epochs=choice(3,3)"
                           << "3 comes twice";
    QTest::newRow("nothing") << "epochs=choice()"
                             << "column 15: found \"\"";
    QTest::newRow("no equals") << "epochs"
                               << "expected name=choice";
    QTest::newRow("not a number") << "learning_rate=uniform(nan,1)"
                                  << "column 23: found \"nan\"";
}

void TestSearchSpace::complaintsNameOptionAndPlace()
{
    QFETCH(QString, text);
    QFETCH(QString, complaint);
    try {
        parseAxis(bpr, text.toStdString());
        QFAIL("it was taken");
    } catch (const Error& error) {
        QVERIFY2(QString::fromUtf8(error.what()).contains(complaint), error.what());
    }
}

void TestSearchSpace::aPointIsAFunctionOfSeedAndNumber()
{
    const SearchSpace both = space({"learning_rate=loguniform(1e-4,1e-2)", "embedding_dim=choice(64,128)"});
    QVERIFY(randomPoint(both, 1, 5) == randomPoint(both, 1, 5));
    QVERIFY(!(randomPoint(both, 1, 5) == randomPoint(both, 1, 6)));
    QVERIFY(!(randomPoint(both, 1, 5) == randomPoint(both, 2, 5)));
}

void TestSearchSpace::anotherAxisChangesNoDraw()
{
    const SearchSpace one = space({"learning_rate=loguniform(1e-4,1e-2)"});
    const SearchSpace two = space({"embedding_dim=choice(64,128)", "learning_rate=loguniform(1e-4,1e-2)"});
    for (int number = 0; number < 20; ++number)
        QCOMPARE(real(randomPoint(two, 7, number), 1), real(randomPoint(one, 7, number)));
}

void TestSearchSpace::loguniformDrawsFactorsAlike()
{
    const SearchSpace one = space({"learning_rate=loguniform(1e-4,1e-2)"});
    int low = 0;
    for (int number = 0; number < 4000; ++number) {
        const double value = real(randomPoint(one, 3, number));
        QVERIFY(value >= 1e-4 && value <= 1e-2);
        low += value < 1e-3;
    }
    QVERIFY(std::abs(low - 2000) < 5 * std::sqrt(1000.0)); // half below the geometric middle, 5 standard deviations
}

void TestSearchSpace::drawsAreShortToRead()
{
    const SearchSpace both = space({"learning_rate=loguniform(1e-4,1e-2)", "l2=uniform(0.01,0.06)"});
    for (int number = 0; number < 50; ++number) {
        const OptionSettings point = randomPoint(both, 3, number);
        QVERIFY(toText(point[0].value).size() <= 9); // 0.003921, 0.0003921
        QVERIFY(toText(point[1].value).size() <= 7); // 0.05 wide: steps of 0.00001
    }
}

void TestSearchSpace::integersReachBothEnds()
{
    const SearchSpace one = space({"negatives=int(2,4)"});
    std::array<int, 5> seen{};
    for (int number = 0; number < 300; ++number)
        ++seen.at(static_cast<std::size_t>(std::get<std::int64_t>(randomPoint(one, 3, number)[0].value)));
    QVERIFY(seen[0] == 0 && seen[1] == 0 && seen[2] > 60 && seen[3] > 60 && seen[4] > 60);
}

void TestSearchSpace::gridsWalkTheWholeProduct()
{
    const SearchSpace grid = space({"embedding_dim=grid(64,128)", "negatives=int(1,3)"});
    QCOMPARE(gridSize(grid), 6);
    std::vector<std::string> points;
    for (int number = 0; number < 6; ++number)
        points.push_back(toText(gridPoint(grid, number)[0].value) + " " + toText(gridPoint(grid, number)[1].value));
    QVERIFY((points == std::vector<std::string>{"64 1", "64 2", "64 3", "128 1", "128 2", "128 3"}));
    QVERIFY_EXCEPTION_THROWN(gridSize(space({"learning_rate=uniform(0.1,1)"})), Error);
}

void TestSearchSpace::gridAxesAreTriedEvenlyAmongDraws()
{
    const SearchSpace mixed = space({"learning_rate=uniform(0.1,1)", "embedding_dim=grid(64,128)"});
    for (int number = 0; number < 6; ++number)
        QCOMPARE(std::get<std::int64_t>(randomPoint(mixed, 1, number)[1].value), number % 2 == 0 ? 64 : 128);
}

void TestSearchSpace::wholeNumberOptionsAreRounded()
{
    SweepConfig config;
    config.base.model = bpr;
    config.space = space({"batch_size=loguniform(1000,20000)"});
    for (int number = 0; number < 20; ++number)
        QVERIFY(std::holds_alternative<std::int64_t>(pointOf(config, number)[0].value));
}

void TestSearchSpace::thePublishedSweepIsAsPublished()
{
    const SweepConfig config = publishedSweep();
    checkSweep(config);
    QCOMPARE(config.points, 4);
    QCOMPARE(toText(config.space.axes[0]), std::string("embedding_dim=choice(64,128)"));
    QCOMPARE(toText(config.space.axes[1]), std::string("learning_rate=loguniform(1e-4,0.01)"));
    QCOMPARE(toText(config.space.axes[2]), std::string("batch_size=choice(8192,16384)"));
    QVERIFY(config.base.model == presetOptions("bpr", "published"));
}

void TestSearchSpace::configurationsReadBack()
{
    SweepConfig config = publishedSweep();
    config.scheduler = Scheduler::Halving;
    config.eta = 2;
    config.seeds = 3;
    config.jobs = 2;
    QVERIFY(readSweepConfig(toJson(config), "sweep.json") == config);
    Json broken = toJson(config);
    broken["space"][1]["low"] = -1;
    QVERIFY_EXCEPTION_THROWN(readSweepConfig(broken, "sweep.json"), BadInput);
    broken = toJson(config);
    broken["colour"] = "blue";
    QVERIFY_EXCEPTION_THROWN(readSweepConfig(broken, "sweep.json"), BadInput);
}

void TestSearchSpace::whatDoesNotGoTogetherIsRefused_data()
{
    QTest::addColumn<QString>("what");
    for (const char* what : {"nothing varies", "knn has no seed", "knn has no epochs", "epochs vary", "seed varies",
                             "grid of a range", "twice"})
        QTest::newRow(what) << what;
}

void TestSearchSpace::whatDoesNotGoTogetherIsRefused()
{
    QFETCH(QString, what);
    SweepConfig config = publishedSweep();
    if (what == "nothing varies") {
        config.space.axes.clear();
    } else if (what.startsWith("knn")) {
        config.base.model = UserKnnOptions{};
        config.space.axes = {parseAxis(config.base.model, "neighbours=choice(20,40)")};
        config.seeds = what == "knn has no seed" ? 2 : 1;
        config.scheduler = what == "knn has no seed" ? Scheduler::Random : Scheduler::Halving;
    } else if (what == "epochs vary") {
        config.space.axes.push_back(parseAxis(bpr, "epochs=choice(3,5)"));
        config.scheduler = Scheduler::Halving;
    } else if (what == "seed varies") {
        config.space.axes.push_back(parseAxis(bpr, "seed=choice(3,5)"));
        config.seeds = 2;
    } else if (what == "grid of a range") {
        config.scheduler = Scheduler::Grid;
    } else {
        config.space.axes.push_back(config.space.axes[0]);
    }
    QVERIFY_EXCEPTION_THROWN(checkSweep(config), Error);
}

void TestSearchSpace::rungsGrowByEta()
{
    SweepConfig config = publishedSweep();
    QVERIFY((rungsOf(config) == std::vector<int>{5}));
    config.scheduler = Scheduler::Halving;
    QVERIFY((rungsOf(config) == std::vector<int>{1, 3, 5}));
    config.eta = 2;
    config.minEpochs = 2;
    QVERIFY((rungsOf(config) == std::vector<int>{2, 4, 5}));
    config.minEpochs = 9;
    QVERIFY((rungsOf(config) == std::vector<int>{5}));
}

QTEST_GUILESS_MAIN(TestSearchSpace)
#include "tst_search_space.moc"
