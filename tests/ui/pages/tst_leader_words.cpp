#include "ui/pages/training/leaderboard/leader_side.h"
#include "ui/pages/training/leaderboard/leader_table.h"

#include <QTest>

#include <array>
#include <tuple>

using namespace tastescope;
using namespace tastescope::ui;

/// What the leaderboard says of an answer, worked out by hand.
class TestLeaderWords : public QObject
{
    Q_OBJECT

private slots:
    void theRankOfARangeStandsOnce();
    void theSideSaysWhatAMinuteBuys();
    void whatIsLeftOutIsCounted();
};

void TestLeaderWords::theRankOfARangeStandsOnce()
{
    LeaderTable table;
    std::vector<LeaderLine> lines(4);
    const std::array<std::pair<int, int>, 4> ranks{{{1, 2}, {1, 2}, {3, 3}, {4, 4}}};
    for (std::size_t i = 0; i < 4; ++i) {
        lines[i].id = static_cast<int>(i) + 1;
        lines[i].rankLow = ranks[i].first;
        lines[i].rankHigh = ranks[i].second;
        lines[i].rank = QString::fromStdString(rankText({.rankLow = ranks[i].first, .rankHigh = ranks[i].second}));
        lines[i].value = 1 - 0.1 * static_cast<double>(i);
    }
    table.setLines(lines, "mrr", 5);
    const auto text = [&](int row, int column) { return table.index(row, column).data().toString(); };
    QCOMPARE(text(0, LeaderTable::Rank), QStringLiteral("1, 2"));
    QCOMPARE(text(1, LeaderTable::Rank), QString());
    QCOMPARE(text(2, LeaderTable::Rank), QStringLiteral("3"));
    QCOMPARE(text(0, LeaderTable::Tied), QStringLiteral("about tied"));
    QCOMPARE(text(1, LeaderTable::Tied), QString());
    QCOMPARE(text(2, LeaderTable::Tied), QString());
    QVERIFY(!table.lineBelow(0)); // no line inside a range
    QCOMPARE(table.lineBelow(1), std::optional(Token::Line));
    QCOMPARE(table.lineBelow(2), std::optional(Token::Line));
    table.sort(LeaderTable::Value, Qt::AscendingOrder); // the other way round: still once
    QCOMPARE(text(2, LeaderTable::Rank), QStringLiteral("1, 2"));
    QCOMPARE(text(3, LeaderTable::Rank), QString());
    QVERIFY(!table.lineBelow(2));
}

void TestLeaderWords::theSideSaysWhatAMinuteBuys()
{
    LeaderAnswer answer;
    answer.metric = "mrr";
    for (const auto& [name, seconds, bytes] :
         {std::tuple("bpr-07", 360.0, std::int64_t{600}), {"ials-02", 90.0, 900}, {"knn-40", 1.5, 300}}) {
        LeaderCandidate run;
        run.name = QString::fromLatin1(name);
        run.seconds = seconds;
        run.bytes = bytes;
        answer.entries.push_back({run});
        answer.costs.push_back({nullptr, seconds, 0});
    }
    answer.board.users = 1'000;
    answer.board.rows = {{.run = 0, .figure = {0.5486, 0.54, 0.55}, .rankLow = 1, .rankHigh = 2},
                         {.run = 1, .figure = {0.5478, 0.54, 0.55}, .rankLow = 1, .rankHigh = 2},
                         {.run = 2, .figure = {0.4406, 0.43, 0.45}, .rankLow = 3, .rankHigh = 3}};
    answer.board.pairs = {{0, 1}, {0, 2}, {1, 2}};
    answer.board.results.resize(3);
    answer.board.results[0].difference = 0.0008;
    answer.board.results[1].difference = 0.1080;
    answer.board.results[2].difference = 0.1072;
    answer.board.results[1].tied = answer.board.results[2].tied = false;
    const LeaderRemarks remarks = leaderRemarks(answer);
    QCOMPARE(remarks.title, QStringLiteral("Two share the first place"));
    QCOMPARE(remarks.pairs.size(), std::size_t(1));
    // 360 s / 90 s; 900 / 600 bytes
    QCOMPARE(QString(remarks.cheapest).replace(QChar(0xA0), QLatin1Char(' ')),
             QStringLiteral("The quickest of the two is ials-02, 1 min 30 s to train: 4 times faster than bpr-07, at "
                            "1.5 times its memory."));
    QCOMPARE(remarks.minute, QStringLiteral("0.4406"));
    QCOMPARE(QString(remarks.minuteWords).replace(QChar(0xA0), QLatin1Char(' ')),
             QStringLiteral("knn-40, 1.5 s. Ten minutes buy 0.5486."));
    QCOMPARE(remarks.smallest, QStringLiteral("0.1072"));
}

void TestLeaderWords::whatIsLeftOutIsCounted()
{
    LeadersLeftOut some;
    some.reasons = {{OffBoard::Unfinished, 2}, {OffBoard::OtherLists, 3}};
    some.beyond = 40;
    QCOMPARE(leftOutWords(some), QStringLiteral("2 not finished, 3 measured on other lists, 40 behind the best"));
    QCOMPARE(leftOutWords({}), QString());
}

QTEST_MAIN(TestLeaderWords)
#include "tst_leader_words.moc"
