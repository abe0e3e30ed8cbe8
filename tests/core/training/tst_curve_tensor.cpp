#include "core/base/error.h"
#include "core/training/curve_tensor.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace tastescope;

class TestCurveTensor : public QObject
{
    Q_OBJECT

private slots:
    void comesBackBitForBit();
    void readsWhatHadNoNames();
    void refusesWhatIsNoCurve_data();
    void refusesWhatIsNoCurve();
};

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::vector<EpochFinished> sampleCurve()
{
    std::vector<EpochFinished> curve(3);
    for (int i = 0; i < 3; ++i) {
        const double x = (i + 1) / 7.0;
        curve[static_cast<std::size_t>(i)] = {.epoch = i + 1,
                                              .trainLoss = x,
                                              .validation = {{"mrr", x / 3}, {"hit-10", x / 5}},
                                              .trainSeconds = x * 1e9,
                                              .evaluateSeconds = x * 5e-324,
                                              .saveSeconds = x * 3,
                                              .samplesPerSecond = x * 1e17,
                                              .learningRate = x / 10,
                                              .isBest = i != 1};
    }
    return curve;
}

bool same(const EpochFinished& a, const EpochFinished& b)
{
    return a.epoch == b.epoch && a.trainLoss == b.trainLoss && a.validation == b.validation
           && a.trainSeconds == b.trainSeconds && a.evaluateSeconds == b.evaluateSeconds
           && a.saveSeconds == b.saveSeconds && a.samplesPerSecond == b.samplesPerSecond
           && a.learningRate == b.learningRate && a.isBest == b.isBest;
}

TensorFile fileWith(const std::vector<double>& values, std::int64_t rows, std::int64_t columns)
{
    return {{}, {makeTensor("curve", {rows, columns}, std::span<const double>(values))}};
}

} // namespace

void TestCurveTensor::comesBackBitForBit()
{
    std::vector<EpochFinished> curve = sampleCurve();
    curve[1].validation = {};                               // not validated
    curve[2].validation = {{"mrr", 0.1}, {"ndcg-7", 0.25}}; // by a program that watches something else
    TensorFile file;
    addCurve(file, curve);
    QVERIFY(std::ranges::equal(curveIn(file), curve, same));
}

void TestCurveTensor::readsWhatHadNoNames()
{
    // epoch, loss, MRR, Hit@1, 5, 10, NDCG@10, seconds of training, evaluation and saving, pace, learning rate, best
    const std::vector<double> values{1, 0.6, 0.25, 0.1,  0.2, 0.3, 0.15, 1.5, 0.5, 0.25, 1e6, 0.05,  1,
                                     2, 0.5, none,  none, none, none, none,  1.4, 0.4, 0.2,  2e6, 0.025, 0};
    const std::vector<EpochFinished> curve = curveIn(fileWith(values, 2, 13));
    QVERIFY(same(curve[0], {.epoch = 1,
                            .trainLoss = 0.6,
                            .validation = {{"mrr", 0.25},
                                           {"hit-1", 0.1},
                                           {"hit-5", 0.2},
                                           {"hit-10", 0.3},
                                           {"ndcg-10", 0.15}},
                            .trainSeconds = 1.5,
                            .evaluateSeconds = 0.5,
                            .saveSeconds = 0.25,
                            .samplesPerSecond = 1e6,
                            .learningRate = 0.05,
                            .isBest = true}));
    QVERIFY(curve[1].validation.isEmpty());
    QCOMPARE(curve[1].epoch, 2);
    QVERIFY(!curve[1].isBest);
}

void TestCurveTensor::refusesWhatIsNoCurve_data()
{
    QTest::addColumn<TensorFile>("file");
    QTest::addColumn<QString>("words");
    const auto numbered = [](double epoch) {
        std::vector<double> row(13, 0.5);
        row[0] = epoch;
        return fileWith(row, 1, 13);
    };
    QTest::newRow("no epoch") << fileWith(std::vector<double>(), 0, 13) << "holds no epoch";
    QTest::newRow("other width") << fileWith(std::vector<double>(12, 1), 1, 12) << "13";
    for (const double epoch : {0.0, 2.0, -1.0, 1.5, 1e300, none})
        QTest::newRow(std::to_string(epoch).c_str()) << numbered(epoch) << "not 1, 2, 3";
    TensorFile named;
    addCurve(named, sampleCurve());
    named.metadata["curve_columns"] = "epoch train_loss";
    QTest::newRow("columns missing") << named << "no column \"train_seconds\"";
    named.metadata["curve_columns"] = "epoch epoch train_loss";
    QTest::newRow("column twice") << named << "no column \"epoch\", or has it twice";
}

void TestCurveTensor::refusesWhatIsNoCurve()
{
    QFETCH(TensorFile, file);
    QFETCH(QString, words);
    try {
        (void)curveIn(file);
        QFAIL("it was taken");
    } catch (const Error& error) {
        QVERIFY2(QString::fromUtf8(error.what()).contains(words), error.what());
    }
}

QTEST_GUILESS_MAIN(TestCurveTensor)
#include "tst_curve_tensor.moc"
