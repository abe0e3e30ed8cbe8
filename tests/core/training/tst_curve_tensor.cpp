#include "core/base/error.h"
#include "core/files/safetensors.h"
#include "core/training/curve_tensor.h"

#include <QTest>

#include <limits>

using namespace tastescope;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::vector<EpochFinished> twoEpochs()
{
    EpochFinished first{.epoch = 1, .trainLoss = 0.6, .trainSeconds = 1, .learningRate = 0.05, .isBest = true};
    first.validation = RankingFigures{0.1, 0.2, 0.3, 0.4, 0.5};
    return {first, {.epoch = 2, .trainLoss = 0.5, .saveSeconds = 0.25, .samplesPerSecond = 7}};
}

/// As the versions before wrote it: thirteen columns without names.
TensorFile unnamed(const std::vector<double>& values)
{
    TensorFile file;
    file.tensors.push_back(
        makeTensor("curve", {static_cast<std::int64_t>(values.size() / 13), 13}, std::span<const double>(values)));
    return file;
}

void compare(const std::vector<EpochFinished>& found, const std::vector<EpochFinished>& expected)
{
    QCOMPARE(found.size(), expected.size());
    for (std::size_t e = 0; e < found.size(); ++e) {
        QCOMPARE(found[e].epoch, expected[e].epoch);
        QCOMPARE(found[e].trainLoss, expected[e].trainLoss);
        QCOMPARE(found[e].validation.has_value(), expected[e].validation.has_value());
        QCOMPARE(found[e].saveSeconds, expected[e].saveSeconds);
        QCOMPARE(found[e].samplesPerSecond, expected[e].samplesPerSecond);
        QCOMPARE(found[e].learningRate, expected[e].learningRate);
        QCOMPARE(found[e].isBest, expected[e].isBest);
    }
    QCOMPARE(found[0].validation->ndcg10, expected[0].validation->ndcg10);
}

} // namespace

class TestCurveTensor : public QObject
{
    Q_OBJECT

private slots:
    void comesBackAsItWas();
    void readsThirteenColumnsWithoutNames();
    void columnsStandInAnyOrderBesideUnknownOnes();
    void refusesWhatNoTrainingWrote_data();
    void refusesWhatNoTrainingWrote();
};

void TestCurveTensor::comesBackAsItWas()
{
    TensorFile file;
    addCurve(file, twoEpochs());
    compare(curveFrom(file), twoEpochs());
}

void TestCurveTensor::readsThirteenColumnsWithoutNames()
{
    compare(curveFrom(unnamed({1, 0.6, 0.1,  0.2,  0.3,  0.4,  0.5,  1, 0, 0,    0, 0.05, 1, //
                               2, 0.5, none, none, none, none, none, 0, 0, 0.25, 7, 0,    0})),
            twoEpochs());
}

void TestCurveTensor::columnsStandInAnyOrderBesideUnknownOnes()
{
    TensorFile file;
    addCurve(file, twoEpochs());
    const std::vector<double> values = doubles(file.tensors[0], file.tensors[0].shape);
    const std::size_t columns = values.size() / 2;
    std::vector<double> turned; // a new column, then ours from the last to the first
    for (std::size_t row = 0; row < 2; ++row) {
        turned.push_back(9);
        for (std::size_t c = columns; c > 0; --c)
            turned.push_back(values[row * columns + c - 1]);
    }
    std::string names = file.metadata.at("curve_columns") + ",";
    std::string turnedNames = "validation/of-tomorrow";
    std::vector<std::string> list;
    for (std::size_t comma = 0; (comma = names.find(',')) != std::string::npos; names.erase(0, comma + 1))
        list.insert(list.begin(), names.substr(0, comma));
    for (const std::string& name : list)
        turnedNames += "," + name;
    file.metadata["curve_columns"] = turnedNames;
    file.tensors[0] = makeTensor("curve", {2, static_cast<std::int64_t>(columns + 1)}, std::span<const double>(turned));
    compare(curveFrom(file), twoEpochs());
}

void TestCurveTensor::refusesWhatNoTrainingWrote_data()
{
    QTest::addColumn<double>("epoch");
    QTest::newRow("not a number") << none;
    QTest::newRow("no epoch's number") << 1e300;
    QTest::newRow("half an epoch") << 1.5;
    QTest::newRow("another epoch") << 2.0;
}

void TestCurveTensor::refusesWhatNoTrainingWrote()
{
    QFETCH(double, epoch);
    QVERIFY_EXCEPTION_THROWN((void)curveFrom(unnamed({epoch, 0.6, 0.1, 0.2, 0.3, 0.4, 0.5, 1, 0, 0, 0, 0.05, 1})),
                             Error);
    QVERIFY_EXCEPTION_THROWN((void)curveFrom(unnamed({})), Error);
    TensorFile file;
    addCurve(file, twoEpochs());
    file.metadata["curve_columns"] = "epoch,train_loss";
    QVERIFY_EXCEPTION_THROWN((void)curveFrom(file), Error);
}

QTEST_GUILESS_MAIN(TestCurveTensor)
#include "tst_curve_tensor.moc"
