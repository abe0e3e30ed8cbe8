#include "core/experiment/leader_choice.h"
#include "core/models/model_kind.h"

#include <QTest>

using namespace tastescope;

/// Which runs may stand on one leaderboard, and what is said of the others.
class TestLeaderChoice : public QObject
{
    Q_OBJECT

private slots:
    void bestFirstOfThoseMeasuredAsTheNewest();
    void everyReasonIsCountedOnce();
    void likeIsLike();
    void ofEachModelTheBestStays();
    void nothingMeasuredLeavesNothing();
};

namespace {

RunRecord recordOf(double mrr, const char* model = "bpr")
{
    RunRecord record;
    record.config.model = defaultOptions(model);
    record.dataset = {"data", "hash", 10, 20, 30};
    Evaluation evaluation;
    evaluation.users = 10;
    evaluation.positives = 12;
    evaluation.shortestList = evaluation.longestList = 51;
    evaluation.model = {{"mrr", Estimate{mrr, mrr, mrr}}, {"hit-5", Estimate{1 - mrr, 0, 1}}};
    record.validation = evaluation;
    return record;
}

LeaderChoice choose(const std::vector<RunRecord>& records, const LeaderWish& wish = {})
{
    std::vector<const RunRecord*> pointers;
    for (const RunRecord& record : records)
        pointers.push_back(&record);
    return chooseLeaders(pointers, wish);
}

} // namespace

void TestLeaderChoice::bestFirstOfThoseMeasuredAsTheNewest()
{
    std::vector<RunRecord> runs{recordOf(0.3), recordOf(0.5), recordOf(0.4)};
    QCOMPARE(choose(runs).runs, (std::vector<std::size_t>{1, 2, 0}));
    QCOMPARE(choose(runs, {.metric = "hit-5"}).runs, (std::vector<std::size_t>{0, 2, 1})); // 1 - mrr
    QCOMPARE(choose(runs).newest, std::optional<std::size_t>(2));
    runs[2].dataset.hash = "other"; // now the newest is alone, not the two before it
    QCOMPARE(choose(runs).runs, (std::vector<std::size_t>{2}));
    QCOMPARE(choose(runs).leftOut.at(OffBoard::OtherData), 2);
    runs[2].state = RunState::Stopped; // what did not finish sets no measure
    QCOMPARE(choose(runs).runs, (std::vector<std::size_t>{1, 0}));
}

void TestLeaderChoice::everyReasonIsCountedOnce()
{
    std::vector<RunRecord> runs(6, recordOf(0.3));
    runs[0].state = RunState::Failed;
    runs[0].validation.reset(); // the first reason that holds
    runs[1].validation.reset();
    runs[2].dataset.hash = "other";
    runs[3].config.negatives = 99;
    runs[4].validation->model = {{"hit-5", Estimate{0.5, 0, 1}}};
    const LeaderChoice choice = choose(runs);
    QCOMPARE(choice.runs, (std::vector<std::size_t>{5}));
    QCOMPARE(choice.leftOut, (std::map<OffBoard, int>{{OffBoard::Unfinished, 1},
                                                      {OffBoard::Unmeasured, 1},
                                                      {OffBoard::OtherData, 1},
                                                      {OffBoard::OtherLists, 1},
                                                      {OffBoard::OtherMetric, 1}}));
    QCOMPARE(choose(runs, {.part = Part::Test}).leftOut.at(OffBoard::Unmeasured), 5); // and one did not finish
}

void TestLeaderChoice::likeIsLike()
{
    const RunRecord one = recordOf(0.3);
    RunRecord other = recordOf(0.4, "user-knn");
    QVERIFY(isMeasuredAlike(one, other, Part::Validation));
    QVERIFY(!isMeasuredAlike(one, other, Part::Test)); // neither was
    other.config.negatives = 99;
    QVERIFY(!isMeasuredAlike(one, other, Part::Validation));
    other = recordOf(0.4);
    other.validation->protocol = Protocol::Full;
    QVERIFY(!isMeasuredAlike(one, other, Part::Validation));
    RunRecord full = other;
    full.config.negatives = 99; // means nothing in the whole catalogue
    QVERIFY(isMeasuredAlike(full, other, Part::Validation));
    full.validation->longestList = 50;
    QVERIFY(!isMeasuredAlike(full, other, Part::Validation));
    other = recordOf(0.4);
    other.validation->positives = 11;
    QVERIFY(!isMeasuredAlike(one, other, Part::Validation));
    other = recordOf(0.4);
    other.dataset.name = "renamed";
    QVERIFY(isMeasuredAlike(one, other, Part::Validation));
}

void TestLeaderChoice::ofEachModelTheBestStays()
{
    const std::vector<RunRecord> runs{recordOf(0.3), recordOf(0.5), recordOf(0.4, "user-knn"),
                                      recordOf(0.2, "user-knn")};
    const LeaderChoice choice = choose(runs, {.bestOfEachModel = true});
    QCOMPARE(choice.runs, (std::vector<std::size_t>{1, 2}));
    QCOMPARE(choice.leftOut.at(OffBoard::NotTheBest), 2);
}

void TestLeaderChoice::nothingMeasuredLeavesNothing()
{
    QVERIFY(choose({}).runs.empty() && !choose({}).newest);
    std::vector<RunRecord> runs{recordOf(0.3)};
    runs[0].validation->users = 0; // nothing was ranked
    QVERIFY(choose(runs).runs.empty());
    QCOMPARE(choose(runs).leftOut.at(OffBoard::Unmeasured), 1);
}

QTEST_GUILESS_MAIN(TestLeaderChoice)
#include "tst_leader_choice.moc"
