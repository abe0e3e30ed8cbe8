#include "core/base/epochs.h"

#include <QTest>

using namespace tastescope;

class TestEpochs : public QObject
{
    Q_OBJECT

private slots:
    void figuresAreFoundByName();
    void figuresAreEqualByNamesAndValues();
    void theBestHasTheHighestMrr_data();
    void theBestHasTheHighestMrr();
    void theChosenOneIsBestLastOrByNumber();
    void namesComeOnceAndInTheirOrder();
};

namespace {

std::vector<EpochFinished> epochsWith(const std::vector<double>& mrr)
{
    std::vector<EpochFinished> epochs;
    for (const double value : mrr) {
        epochs.push_back({.epoch = static_cast<int>(epochs.size()) + 1});
        if (value >= 0)
            epochs.back().validation = {{"hit-1", 1 - value}, {"mrr", value}};
    }
    return epochs;
}

} // namespace

void TestEpochs::figuresAreFoundByName()
{
    const Figures figures{{"mrr", 0.5}, {"hit-10", 0.75}};
    QCOMPARE(figures.find("hit-10"), std::optional(0.75));
    QCOMPARE(figures.mrr(), std::optional(0.5));
    QVERIFY(!figures.find("hit-1"));
    QVERIFY(!figures.isEmpty() && Figures().isEmpty());
    QVERIFY(!Figures().mrr());
}

void TestEpochs::figuresAreEqualByNamesAndValues()
{
    const Figures figures{{"mrr", 0.5}, {"hit-10", 0.75}};
    const Figures shared(figures.sharedNames(), {0.5, 0.75});
    const Figures others{{"mrr", 0.5}, {"hit-5", 0.75}};
    QVERIFY(figures == shared);
    QVERIFY(figures == (Figures{{"mrr", 0.5}, {"hit-10", 0.75}}));
    QVERIFY(figures != others);
    QVERIFY(figures != Figures());
    SharedNames names;
    const FigureNames first = names.of({"mrr"});
    QVERIFY(names.of({"mrr"}) == first);
    QVERIFY(names.of({"map-10"}) != first);
}

void TestEpochs::theBestHasTheHighestMrr_data()
{
    QTest::addColumn<std::vector<double>>("mrr"); // below 0: not validated
    QTest::addColumn<int>("best");
    QTest::newRow("no epoch") << std::vector<double>{} << 0;
    QTest::newRow("one") << std::vector{0.0} << 1;
    QTest::newRow("in the middle") << std::vector{0.1, 0.3, 0.2} << 2;
    QTest::newRow("of equals the earlier") << std::vector{0.1, 0.3, 0.3, 0.3} << 2;
    QTest::newRow("nothing validated: the last") << std::vector{-1.0, -1.0, -1.0} << 3;
}

void TestEpochs::theBestHasTheHighestMrr()
{
    QFETCH(std::vector<double>, mrr);
    QFETCH(int, best);
    const std::vector<EpochFinished> epochs = epochsWith(mrr);
    QCOMPARE(bestEpochNumber(epochs), best);
    QCOMPARE(bestEpoch(epochs), best == 0 ? nullptr : &epochs[static_cast<std::size_t>(best) - 1]);
}

void TestEpochs::theChosenOneIsBestLastOrByNumber()
{
    const std::vector<EpochFinished> epochs = epochsWith({0.1, 0.3, 0.2});
    QCOMPARE(chosenEpoch(epochs, {}), &epochs[1]);
    QCOMPARE(chosenEpoch(epochs, {EpochChoice::Rule::Last}), &epochs[2]);
    QCOMPARE(chosenEpoch(epochs, {EpochChoice::Rule::At, 1}), epochs.data());
    QCOMPARE(chosenEpoch(epochs, {EpochChoice::Rule::At, 4}), nullptr);
    QCOMPARE(chosenEpoch({}, {EpochChoice::Rule::Last}), nullptr);
}

void TestEpochs::namesComeOnceAndInTheirOrder()
{
    std::vector<EpochFinished> epochs = epochsWith({-1, 0.3, 0.2});
    epochs[2].validation = {{"mrr", 0.5}, {"map-5", 0.5}};
    QCOMPARE(figureNames(epochs), (std::vector<std::string>{"hit-1", "mrr", "map-5"}));
    QVERIFY(figureNames({}).empty());
}

QTEST_GUILESS_MAIN(TestEpochs)
#include "tst_epochs.moc"
