#include "core/history/run_filter.h"
#include "tests/core/history/history_cases.h"

#include <QTest>

using namespace tastescope;

class TestRunFilter : public QObject
{
    Q_OBJECT

private slots:
    void letsThrough_data();
    void letsThrough();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void obeysTheChosenEpoch();
    void parsesToAValue();
    void knowsEveryFieldItNames();
};

namespace {

/// bpr, learning rate 0.0031, dimension 16; epoch 2 is the best with MRR 0.08, the last (5) has 5/70 = 0.0714.
StoredRun sample()
{
    StoredRun run;
    run.id = RunId{12};
    run.state = StoredState::Finished;
    run.record = sampleRecord(5);
    run.record.epochs[1].validation.values()[0] = 0.08;
    run.record.bestEpoch = 2;
    run.record.config.name = "bpr-07";
    run.note = "Long warm-up";
    run.tags = {"good", "café"};
    run.trial = TrialPlace{SweepId{3}, 4};
    return run;
}

} // namespace

void TestRunFilter::letsThrough_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* filter, bool expected) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << expected;
    };
    row("", true);
    row("   ", true);
    row("mrr>0.079", true);
    row("mrr>0.08", false);
    row("val_mrr<=0.08 lr<0.01 model=bpr tag:good state=finished", true);
    row("mrr>0.07 lr>0.01", false); // both must hold
    row("lr=0.0031", true);
    row("learning_rate=3.1e-3", true);
    row("LR:0.0031", true);
    row("dim!=16", false);
    row("dim>=16 dim<=16 epochs=9 seed=7", true);
    row("optimiser=sgd", true);
    row("opt=adam", false);
    row("Hit@10>0", true);
    row("hit10>0 hit-1>0 ndcg_10>0", true);
    row("test_mrr>0.3", true);  // 0.30000000000000004
    row("loss<0.8", true);      // 1 / (1 + 2/7) = 0.778
    row("map-10>0", false);     // not measured
    row("neighbours>0", false); // user-knn has it, bpr has not
    row("-neighbours>0", true);
    row("model!=bpr", false);
    row("model:BP", true);
    row("tag=good", true);
    row("tag=goo", false);
    row("tag:goo", true);
    row("tag!=good", false);
    row("tag!=old", true);
    row("-tag:old", true);
    row("-tag:good", false);
    row("tag:café", true);
    row("bpr-07", true);
    row("warm", true);
    row("\"long warm\"", true);
    row("long up", true);
    row("-warm", false);
    row("nothing", false);
    row("note:\"long warm-up\"", true);
    row("name=bpr-07", true);
    row("id=12 sweep=3 trial=4 epoch=2", true);
    row("started>2026-11 started<2027", true);
    row("dataset:tiny", true);
    row("seconds<1", true);
}

void TestRunFilter::letsThrough()
{
    QFETCH(QString, filter);
    QFETCH(bool, expected);
    QCOMPARE(matches(parseRunFilter(filter.toStdString()), sample()), expected);
}

void TestRunFilter::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* filter, int column, const char* words) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << column << QString::fromUtf8(words);
    };
    row("lrr<0.1", 1, "no field \"lrr\"");
    row("mrr>0.1 lr<fast", 12, "found \"fast\", expected a number for learning_rate");
    row("lr<", 4, "found nothing, expected a number");
    row("lr< 0.1", 4, "found nothing");
    row("mrr>nan", 5, "expected a number");
    row("mrr>0,5", 5, "expected a number");
    row("state=done", 7, "expected one of waiting, running, interrupted, finished");
    row("model=bpx", 7, "expected one of popularity, user-knn, bpr, ease, item-knn, ials");
    row("opt=sdg", 5, "expected one of sgd");
    row("tag<a", 5, "tag is a text, expected =, != or :");
    row("é \"open", 3, "has no end"); // columns count characters, not bytes
    row("=3", 1, "expected a field before it");
    row("hit>3", 1, "no field \"hit\""); // which cutoff?
}

void TestRunFilter::saysWhatIsWrong()
{
    QFETCH(QString, filter);
    QFETCH(int, column);
    QFETCH(QString, words);
    try {
        parseRunFilter(filter.toStdString());
        QFAIL("the filter was taken");
    } catch (const BadFilter& error) {
        QCOMPARE(error.column(), column);
        QVERIFY2(QString::fromUtf8(error.what()).contains(words), error.what());
    }
}

void TestRunFilter::obeysTheChosenEpoch()
{
    const RunFilter filter = parseRunFilter("mrr>0.05 mrr<0.075");
    const StoredRun run = sample();
    QVERIFY(!matches(filter, run));
    QVERIFY(matches(filter, run, {EpochChoice::Rule::Last}));
    QVERIFY(matches(filter, run, {EpochChoice::Rule::At, 4}));  // 4/70 = 0.0571
    QVERIFY(!matches(filter, run, {EpochChoice::Rule::At, 3})); // 3/70 = 0.0429
    QVERIFY(!matches(filter, run, {EpochChoice::Rule::At, 6})); // there is none
}

void TestRunFilter::parsesToAValue()
{
    const RunFilter expected{{"learning_rate", Relation::Less, 0.01, false}, {"", Relation::Contains, "a b", true}};
    QVERIFY(parseRunFilter("lr<0.01  -\"A b\"") == expected);
}

void TestRunFilter::knowsEveryFieldItNames()
{
    for (const std::string& field : filterFields()) {
        const RunFilter filter = parseRunFilter("-" + field + ":7");
        static_cast<void>(matches(filter, sample()));
        QVERIFY2(!filter.at(0).field.empty(), field.c_str());
    }
}

QTEST_GUILESS_MAIN(TestRunFilter)
#include "tst_run_filter.moc"
