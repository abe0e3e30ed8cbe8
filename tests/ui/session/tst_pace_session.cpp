#include "core/models/bpr/bpr_options.h"
#include "core/pipeline/preset.h"
#include "ui/session/open_data.h"
#include "ui/session/pace_session.h"

#include <QSignalSpy>
#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;

class TestPaceSession : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dataset = makePreset(Preset::Tiny); }
    void answersDoNotWaitForAMeasurement();
    void oneMeasurementServesAllWhoTrainTheSameWay();
    void otherDataAreMeasuredAgain();
    void withoutDataNothingIsMeasured();

private:
    std::shared_ptr<const Dataset> m_dataset;
};

namespace {

BprOptions wide()
{
    BprOptions options;
    options.embeddingDim = 1024; // takes its time
    return options;
}

} // namespace

void TestPaceSession::answersDoNotWaitForAMeasurement()
{
    OpenData data;
    PaceSession paces(data);
    data.set({m_dataset, nullptr, {}}, {});
    QSignalSpy measured(&paces, &PaceSession::measured);
    paces.measure(wide());
    AnswerRunner answers;
    bool answered = false;
    std::size_t measuredBefore = 0;
    answers.ask(
        this, [](const JobContext&) { return 1; },
        [&](const Outcome<int>&) {
            measuredBefore = static_cast<std::size_t>(measured.size());
            answered = true;
        });
    QTRY_VERIFY(answered);
    QCOMPARE(measuredBefore, std::size_t(0));
    QTRY_COMPARE(measured.size(), 1);
    QVERIFY(paces.rate(wide()).value_or(0) > 0);
}

void TestPaceSession::oneMeasurementServesAllWhoTrainTheSameWay()
{
    OpenData data;
    PaceSession paces(data);
    data.set({m_dataset, nullptr, {}}, {});
    QSignalSpy measured(&paces, &PaceSession::measured);
    BprOptions options;
    QVERIFY(!paces.rate(options));
    paces.measure(options);
    paces.measure(options);
    QTRY_COMPARE(measured.size(), 1);
    options.learningRate /= 2; // does not change the pace
    options.epochs *= 2;
    QVERIFY(paces.rate(options));
    paces.measure(options);
    QTest::qWait(50);
    QCOMPARE(measured.size(), 1);
    options.optimiser = Optimiser::Adam;
    QVERIFY(!paces.rate(options));
}

void TestPaceSession::otherDataAreMeasuredAgain()
{
    OpenData data;
    PaceSession paces(data);
    data.set({m_dataset, nullptr, {}}, {});
    QSignalSpy measured(&paces, &PaceSession::measured);
    paces.measure(wide());
    data.set({m_dataset, nullptr, {}}, {}); // withdrawn
    QVERIFY(!paces.rate(wide()));
    paces.measure(wide());
    QTRY_COMPARE(measured.size(), 1);
    data.set({m_dataset, nullptr, {}}, {});
    QVERIFY(!paces.rate(wide()));
}

void TestPaceSession::withoutDataNothingIsMeasured()
{
    const OpenData data;
    PaceSession paces(data);
    paces.measure(wide());
    QTest::qWait(20);
    QVERIFY(!paces.rate(wide()));
}

QTEST_GUILESS_MAIN(TestPaceSession)
#include "tst_pace_session.moc"
