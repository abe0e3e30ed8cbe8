#include "core/models/model_kind.h"
#include "tests/ui/session/one_start.h"
#include "ui/session/train_all.h"

#include <algorithm>

using namespace tastescope;
using namespace tastescope::test;

/// Every model with its default settings, by one wish.
class TestTrainAll : public QObject
{
    Q_OBJECT

private slots:
    void trainsEveryModelOnce();
};

void TestTrainAll::trainsEveryModelOnce()
{
    QTemporaryDir folder;
    qputenv("XDG_CACHE_HOME", folder.path().toUtf8()); // presets are kept there, not in the person's
    Session session(folder);
    QCOMPARE(trainAll(session.workspace).queued, 0); // there are no data
    QVERIFY(session.open());
    QVERIFY(session.isOver(session.train(PopularityOptions{})));
    const ModelOptions prepared = session.workspace.nextRun().options();
    const AllQueued all = trainAll(session.workspace);
    const int models = static_cast<int>(modelKinds().size());
    QCOMPARE(all.known, 1);
    QCOMPARE(all.queued + static_cast<int>(all.tooLarge.size() + all.needTimes.size()), models - 1);
    QVERIFY(session.workspace.nextRun().options() == prepared); // what was prepared stays prepared
    QCOMPARE(trainAll(session.workspace).queued, 0);            // they are on their way
    for (const ModelKind& kind : modelKinds()) {
        if (kind.needsTimes) // the data have none
            continue;
        const auto& runs = session.workspace.runs().runs();
        QCOMPARE(std::ranges::count_if(
                     runs, [&](const SessionRun& run) { return run.config.model == defaultOptions(kind.name); }),
                 1);
    }
    session.workspace.jobs().stopAll();
    QTRY_VERIFY(!session.workspace.jobs().isBusy());
}

QTEST_MAIN(TestTrainAll)
#include "tst_train_all.moc"
