#include "ui/session/answer_runner.h"
#include "ui/session/job_queue.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/open_data.h"

#include <QSignalSpy>
#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;

class TestNeighbourSession : public QObject
{
    Q_OBJECT

private slots:
    void searchesThenSelects();
    void selectsAgainWithoutANewSearch();
    void forgetsWithTheDataset();
    void tellsBadOptionsInWords();
};

namespace {

// Films: users 0 to 3 share film 0; users 0 and 1 also film 1; user 3 has film 2 besides.
std::shared_ptr<const Dataset> fourUsers()
{
    DatasetParts parts;
    parts.name = "four";
    parts.users = IdTable({"a", "b", "c", "d"});
    parts.items.ids = IdTable({"x", "y", "z"});
    parts.itemsAreTracks = true;
    parts.split.train = BinaryMatrix<User, Item>::fromPairs(4, 3,
                                                            {{User{0}, Item{0}},
                                                             {User{0}, Item{1}},
                                                             {User{1}, Item{0}},
                                                             {User{1}, Item{1}},
                                                             {User{2}, Item{0}},
                                                             {User{3}, Item{0}},
                                                             {User{3}, Item{2}}});
    const auto none = BinaryMatrix<User, Item>::fromPairs(4, 3, {});
    parts.split.validation = none;
    parts.split.test = none;
    parts.split.cold = none;
    return std::make_shared<const Dataset>(std::move(parts));
}

struct Session
{
    OpenData data;
    JobQueue jobs;
    AnswerRunner answers;
    NeighbourSession neighbours{data, jobs, answers};

    void open(std::shared_ptr<const Dataset> dataset) { data.set({std::move(dataset), nullptr, {}}, {}); }
};

} // namespace

void TestNeighbourSession::searchesThenSelects()
{
    Session session;
    session.open(fourUsers());
    QVERIFY(!session.neighbours.found());
    session.neighbours.search({.top = 3, .threads = 1});
    QVERIFY(session.neighbours.isSearching());
    QTRY_VERIFY(session.neighbours.selection());
    QVERIFY(!session.neighbours.isSearching());
    QCOMPARE(session.neighbours.found()->of(User{0}).front().user, User{1}); // cosine 1
    QCOMPARE(session.neighbours.selection()->neighbours->userCount(), std::size_t(4));
    QVERIFY(std::ranges::find(session.neighbours.selection()->candidates->of(User{0}), Item{2})
            != session.neighbours.selection()->candidates->of(User{0}).end()); // user 3 brings film 2
}

void TestNeighbourSession::selectsAgainWithoutANewSearch()
{
    Session session;
    session.open(fourUsers());
    session.neighbours.search({.top = 3, .threads = 1});
    QTRY_VERIFY(session.neighbours.selection());
    QSignalSpy searches(&session.neighbours, &NeighbourSession::searchStarted);

    SelectionOptions options;
    options.minimumItems = 0;
    for (const int maximum : {3, 2, 1}) {
        options.maximum = maximum;
        session.neighbours.setSelectionOptions(options);
    }
    QTRY_COMPARE(session.neighbours.selection()->options.maximum, 1);
    QCOMPARE(session.neighbours.selection()->neighbours->of(User{0}).size(), std::size_t(1));
    QVERIFY(!session.neighbours.isSelecting());
    QCOMPARE(searches.size(), 0);
}

void TestNeighbourSession::forgetsWithTheDataset()
{
    Session session;
    session.open(fourUsers());
    session.neighbours.search({.top = 3, .threads = 1});
    session.data.close(); // the search under way must not come back
    QTRY_VERIFY(!session.jobs.isBusy());
    QVERIFY(!session.neighbours.found());
    QVERIFY(!session.neighbours.isSearching());
    session.neighbours.search({});
    QVERIFY(!session.jobs.isBusy());
}

void TestNeighbourSession::tellsBadOptionsInWords()
{
    Session session;
    QSignalSpy failures(&session.neighbours, &NeighbourSession::failed);
    session.open(fourUsers());
    session.neighbours.search({.top = 0});
    QTRY_COMPARE(failures.size(), 1);
    QVERIFY(failures.front().front().toString().contains(QStringLiteral("from 1 to")));
}

QTEST_GUILESS_MAIN(TestNeighbourSession)
#include "tst_neighbour_session.moc"
