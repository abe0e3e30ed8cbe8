#include "core/serving/find_by_text.h"
#include "core/serving/fuzzy_match.h"
#include "tests/support/hand_made.h"

#include <QTest>

using namespace tastescope;

namespace {

std::optional<int> score(std::string_view wanted, std::string_view text)
{
    return FuzzyPattern(wanted).score(text);
}

Dataset titled(std::vector<std::string> titles)
{
    DatasetParts parts = handmade::parts({.users = 3, .items = titles.size()});
    parts.users = IdTable({"48213", "4", "482"});
    parts.items.titles = std::move(titles);
    return Dataset(parts);
}

std::vector<int> found(std::string_view text, const Dataset& dataset, std::size_t limit = 10)
{
    std::vector<int> items;
    for (const FoundItem& fit : findItemsLike(text, dataset, limit))
        items.push_back(number(fit.item));
    return items;
}

} // namespace

class TestFuzzyMatch : public QObject
{
    Q_OBJECT

private slots:
    void countsAsWritten_data();
    void countsAsWritten();
    void lettersMustComeInOrder();
    void scatteredLettersAreNoFit();
    void caseAndBlanksDoNotCount();
    void choosesTheBestWayToFindThem();
    void bestItemsComeFirst();
    void ofEqualsTheShorterThenTheLower();
    void usersAreFoundByTheBeginningOfTheirId();
};

void TestFuzzyMatch::countsAsWritten_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("expected");
    QTest::newRow("one letter at the beginning") << "a"
                                                 << "abc" << 9;
    QTest::newRow("a prefix") << "ab"
                              << "abc" << 9 + 7;
    QTest::newRow("three that follow") << "bcd"
                                       << "abcd" << 1 + 7 + 7;
    QTest::newRow("one passed over") << "abd"
                                     << "abcd" << 9 + 7 + 1 - 1;
    QTest::newRow("many passed over") << "abcz"
                                      << "abcdefghijz" << 9 + 7 + 7 + 1 - 4;
    QTest::newRow("beginnings of words") << "nb"
                                         << "Night Bus" << 9 + 7 - 4;
    QTest::newRow("a word after one blank") << "tb"
                                            << "t b" << 9 + 7 - 1;
    QTest::newRow("a bracket is no word") << "(bc"
                                          << "a (bc" << 1 + 7 + 7;
}

void TestFuzzyMatch::countsAsWritten()
{
    QFETCH(QString, wanted);
    QFETCH(QString, text);
    QTEST(score(wanted.toStdString(), text.toStdString()).value_or(-1), "expected");
}

void TestFuzzyMatch::lettersMustComeInOrder()
{
    QVERIFY(!score("ba", "abc"));
    QVERIFY(!score("abcd", "abc"));
    QVERIFY(!score("a", ""));
    QVERIFY(!score("", "abc"));
    QVERIFY(FuzzyPattern("  ").isEmpty());
}

void TestFuzzyMatch::scatteredLettersAreNoFit()
{
    QVERIFY(!score("bc", "abc"));                            // 8 of 16
    QCOMPARE(score("bcd", "abcd"), 15);                      // of 23
    QVERIFY(!score("az", "abcdefghijz"));                    // 9 + 1 - 4 of 16
    QVERIFY(!score("neig", "Ink-Stained Inkwell Garage"));   // 1 + 7 in Stained, 7 - 2, 7 - 4: 16 of 30
    QCOMPARE(score("nbhp", "Night Bus Hymn and Psalm"), 19); // 9 + (7 - 4) + (7 - 3) + (7 - 4) of 30
}

void TestFuzzyMatch::caseAndBlanksDoNotCount()
{
    QCOMPARE(score("NIGHT bus", "night bus"), score("nightbus", "Night Bus"));
    QVERIFY(score("nightbus", "Night Bus"));
}

void TestFuzzyMatch::choosesTheBestWayToFindThem()
{
    // The first s is inside "Bus"; the one that begins "Songs" counts 7.
    QCOMPARE(score("s", "Bus Songs"), 7);
    // "ana" of "Banana" follows: 1 + 7 + 7; its last "a", then the beginnings of two words, would count 1 + 3 + 3.
    QCOMPARE(score("ana", "Banana of Nights at"), 15);
}

void TestFuzzyMatch::bestItemsComeFirst()
{
    const Dataset dataset = titled({"Sunday Tapestry", "Tape Hiss Sundays", "Attic Synths", "Tall Apex"});
    QCOMPARE(found("tape", dataset), (std::vector{1, 0, 3})); // prefix, word, scattered
    QCOMPARE(found("th", dataset, 1), std::vector{1});        // Tape Hiss: two beginnings
    QVERIFY(found("xyz", dataset).empty());
    QVERIFY(found("", dataset).empty());
}

void TestFuzzyMatch::ofEqualsTheShorterThenTheLower()
{
    const Dataset dataset = titled({"Night Bus Hymn", "Night", "Night"});
    QCOMPARE(found("night", dataset), (std::vector{1, 2, 0}));
}

void TestFuzzyMatch::usersAreFoundByTheBeginningOfTheirId()
{
    const Dataset dataset = titled({"a"});
    QCOMPARE(findUsersById("48", dataset), (std::vector{User{2}, User{0}})); // the shorter first
    QCOMPARE(findUsersById("48 213", dataset), std::vector{User{0}});
    QVERIFY(findUsersById(" ", dataset).empty());
}

QTEST_GUILESS_MAIN(TestFuzzyMatch)
#include "tst_fuzzy_match.moc"
