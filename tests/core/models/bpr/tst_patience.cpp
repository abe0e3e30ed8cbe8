#include "core/models/bpr/bpr_options.h"
#include "core/models/bpr/train_bpr.h"
#include "tests/core/models/bpr/training_cases.h"

#include <QTest>

using namespace tastescope;
using namespace tastescope::test;

namespace {

constexpr BprOptions small{.embeddingDim = 20, .learningRate = 0.1, .batchSize = 64, .l2 = 0};

} // namespace

/// Early stopping under a schedule.
class TestPatience : public QObject
{
    Q_OBJECT

private slots:
    void patienceCountsOnceTheRateHasFallen();

private:
    Dataset m_dataset{plantedParts()};
};

void TestPatience::patienceCountsOnceTheRateHasFallen()
{
    // Of 10 epochs of cosine the rate is at most a tenth from the end of the 9th on (8.05 rounded up), so epoch 2 is
    // waited from there: all 10 are run. In constant schedule the same figures stop after epoch 3.
    BprOptions options = small;
    options.epochs = 10;
    options.patience = 1;
    options.schedule = Schedule::Cosine;
    const std::vector<double> falling{0.1, 0.3, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2};
    Learned trained = trainBpr(options, m_dataset, scripted(falling));
    QCOMPARE(trained.curve.size(), std::size_t(10));
    QCOMPARE(trained.bestEpoch, 2);
    options.epochs = 20; // settled after 17 (16.1): the 18th uses up the patience
    std::vector<double> longer = falling;
    longer.resize(20, 0.2);
    trained = trainBpr(options, m_dataset, scripted(longer));
    QCOMPARE(trained.curve.size(), std::size_t(18));
    QCOMPARE(trained.end, TrainingEnd::EarlyStopped);
    QVERIFY2(QString::fromStdString(trained.reason).contains("for 16 epochs"), trained.reason.c_str());
    options.schedule = Schedule::Constant;
    trained = trainBpr(options, m_dataset, scripted(longer));
    QCOMPARE(trained.curve.size(), std::size_t(3));
}

QTEST_GUILESS_MAIN(TestPatience)
#include "tst_patience.moc"
