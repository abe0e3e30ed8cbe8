#include "core/data/data_counts.h"
#include "core/evaluation/paired_comparison.h"
#include "core/experiment/run_files.h"
#include "core/experiment/user_results_file.h"
#include "tests/ui/session/comparison_start.h"
#include "ui/session/scoped_neighbours.h"

#include <QSignalSpy>

using namespace comparisontest;

/// A slice is a scope: one state of chip, brush and undo, under which all figures are computed.
class TestSlicing : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { pagetest::keepPresetsApart(); }
    void chipBrushAndUndoAreOneState();
    void stepsOfOtherDataArePassedOver();
    void anEmptySliceSaysWhatEmptiedIt();
    void aRangeFollowsItsNumbers();
    void figuresAreOfItsUsers();
    void neighbourFiguresAreOfItsUsers();
    void theBootstrapIsOfItsUsers();
};

namespace {

std::vector<User> usersBelow(const OfUsers<std::int32_t>& values, std::int32_t limit)
{
    std::vector<User> users;
    for (const User user : idsUpTo<User>(values.size()))
        if (values[user] < limit)
            users.push_back(user);
    return users;
}

} // namespace

void TestSlicing::chipBrushAndUndoAreOneState()
{
    Session session;
    QVERIFY(session.open());
    Slicing& slicing = session.workspace.slicing();
    Selection& selection = session.workspace.selection();
    UndoSteps& undo = session.workspace.undo();
    const SliceRange range{UserNumber::Positives, 0, 12};
    slicing.chooseRange(range);
    QVERIFY(selection.slice());
    QCOMPARE(selection.slice()->users, usersBelow(positivesPerUser(*session.workspace.data().dataset()), 12));
    QCOMPARE(selection.users().users(), selection.slice()->users);
    QCOMPARE(slicing.brushOf(UserNumber::Positives), std::optional(range));
    QVERIFY(!slicing.brushOf(UserNumber::Neighbours)); // the brush of another chart
    const std::optional<Slice> chosen = selection.slice();

    slicing.choose(std::nullopt);
    QVERIFY(!selection.slice() && selection.users().isAll() && !slicing.brushOf(UserNumber::Positives));
    undo.undo();
    QVERIFY(selection.slice() == chosen);
    QCOMPARE(slicing.brushOf(UserNumber::Positives), std::optional(range));
    undo.undo();
    QVERIFY(!selection.slice());
    undo.redo();
    QVERIFY(selection.slice() == chosen);
    slicing.choose(chosen); // the same again is no step
    QCOMPARE(undo.stack().count(), 2);
}

void TestSlicing::stepsOfOtherDataArePassedOver()
{
    Session session;
    QVERIFY(session.open());
    session.workspace.slicing().chooseRange({UserNumber::Positives, 0, 12});
    const auto before = session.workspace.data().dataset();
    session.workspace.data().set(openAny({{QStringLiteral("preset:tiny")}, {}}, {}), {});
    QVERIFY(session.workspace.data().dataset() != before);
    QVERIFY(!session.workspace.selection().slice());
    session.workspace.undo().undo();
    QVERIFY(!session.workspace.selection().slice());
    QVERIFY(!session.workspace.undo().stack().canUndo());
}

void TestSlicing::anEmptySliceSaysWhatEmptiedIt()
{
    Session session;
    QVERIFY(session.open());
    std::vector<Notice> notices;
    connect(&session.workspace.messages(), &Messages::noticed, this,
            [&](const Notice& notice) { notices.push_back(notice); });
    session.workspace.slicing().chooseRange({UserNumber::Neighbours, 4000, 4001});
    QVERIFY(session.workspace.selection().slice());
    QVERIFY(session.workspace.selection().slice()->users.empty());
    QVERIFY(!session.workspace.selection().users().isAll()); // of nobody, not of everybody
    QCOMPARE(notices.size(), std::size_t(1));
    QVERIFY2(notices[0].title.contains(session.workspace.selection().slice()->name), qPrintable(notices[0].title));
    notices[0].actions[0].run();
    QVERIFY(!session.workspace.selection().slice());
}

void TestSlicing::aRangeFollowsItsNumbers()
{
    Session session;
    QVERIFY(session.open());
    NeighbourSession& neighbours = session.workspace.neighbours();
    session.workspace.slicing().chooseRange({UserNumber::Neighbours, 0, 20});
    const std::size_t before = session.workspace.selection().slice()->users.size();
    SelectionOptions strict = neighbours.selectionOptions();
    strict.minimumSimilarity = 0.3F;
    neighbours.setSelectionOptions(strict);
    QTRY_COMPARE(neighbours.selection()->options.minimumSimilarity, 0.3F);
    const std::vector<User> now = usersBelow(neighbours.selection()->statistics.neighbours, 20);
    QCOMPARE(session.workspace.selection().slice()->users, now); // "fewer than 20" is still true
    QVERIFY(now.size() > before);
}

void TestSlicing::figuresAreOfItsUsers()
{
    Session session;
    QVERIFY(session.open());
    const int id = session.train(UserKnnOptions{});
    const SessionRun& run = *session.workspace.runs().find(id);
    ScopedFigures& figures = session.workspace.scopedFigures();
    figures.want({id});
    QVERIFY(!figures.find(run)); // of all users they are the run's own
    session.workspace.slicing().chooseRange({UserNumber::Positives, 0, 12});
    figures.want({id});
    QTRY_VERIFY(figures.find(run));
    const UserResults& results = run.record->validation->perUser;
    double sum = 0;
    std::int64_t users = 0;
    for (std::size_t row = 0; row < results.users.size(); ++row)
        if (session.workspace.selection().users().contains(results.users[row])) {
            sum += results.value(row, results.column("hit-5"));
            ++users;
        }
    QVERIFY(users > 0 && users < run.record->validation->users);
    QCOMPARE(figures.find(run)->users, users);
    QVERIFY(std::abs(figures.find(run)->figures.find("hit-5")->value - sum / static_cast<double>(users)) < 1e-12);

    const UserResults test = loadUserResults(RunFiles(run.folder).test, run.data); // as it is on disk
    sum = 0;
    users = 0;
    for (std::size_t row = 0; row < test.users.size(); ++row)
        if (session.workspace.selection().users().contains(test.users[row])) {
            sum += test.value(row, test.column("mrr"));
            ++users;
        }
    QVERIFY(users > 0);
    QVERIFY(std::abs(figures.find(run)->test.mrr()->value - sum / static_cast<double>(users)) < 1e-12);
}

void TestSlicing::neighbourFiguresAreOfItsUsers()
{
    Session session;
    QVERIFY(session.open());
    const ScopedNeighbours& scoped = session.workspace.scopedNeighbours();
    const auto& selection = *session.workspace.neighbours().selection();
    QTRY_VERIFY(scoped.found());
    QVERIFY(scoped.found()->summary == selection.summary); // all users
    session.workspace.slicing().chooseRange({UserNumber::Neighbours, 0, 20});
    QVERIFY(!scoped.found()); // not those of other users, until they are worked out
    QTRY_VERIFY(scoped.found());
    const UserSet& users = session.workspace.selection().users();
    QVERIFY(scoped.found()->summary == summarise(selection.statistics, users));
    QCOMPARE(scoped.found()->near.count, static_cast<std::int64_t>(users.users().size()));
    QCOMPARE(scoped.found()->beyond.users, static_cast<std::int64_t>(users.users().size()));
}

void TestSlicing::theBootstrapIsOfItsUsers()
{
    Session session;
    QVERIFY(session.open());
    QVERIFY(session.train(quick(0.05)) && session.train(UserKnnOptions{}));
    QVERIFY(session.answered());
    const Comparison all = *session.comparisons().comparison();
    session.workspace.slicing().chooseRange({UserNumber::Positives, 0, 12});
    QVERIFY(session.answered());
    const Comparison& made = *session.comparisons().comparison();
    const UserSet& users = session.workspace.selection().users();
    QVERIFY(made.results.front()
            == comparePaired(resultsOf(*all.runs[0].perUser, users), resultsOf(*all.runs[1].perUser, users), "mrr"));
    QVERIFY(made.results.front().users < all.results.front().users);
    QCOMPARE(made.hits.total(), static_cast<std::size_t>(made.results.front().users));
    QCOMPARE(made.allHits.total(), all.hits.total()); // what slices are cut from
    QVERIFY(made.groups == all.groups);

    // Nobody of the slice was measured: it says so instead of figures of others.
    QSignalSpy failed(&session.comparisons(), &ComparisonSession::failed);
    session.workspace.slicing().choose(Slice{QStringLiteral("nobody"), {}});
    QTRY_VERIFY(!session.comparisons().isComparing());
    QVERIFY(!session.comparisons().comparison());
    QVERIFY(!session.comparisons().problem().isEmpty());
    QCOMPARE(failed.size(), 0);
}

QTEST_MAIN(TestSlicing)
#include "tst_slicing.moc"
