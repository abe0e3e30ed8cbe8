#include "core/base/error.h"
#include "core/experiment/run_record.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/popularity/popularity_options.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace tastescope;

namespace {

Estimates figuresOf(double value)
{
    return {{"mrr", {value, value - 0.01, value + 0.01}}, {"hit-10", {0.5, 0.4, 0.6}}};
}

RunRecord exampleRecord()
{
    RunRecord record;
    record.state = RunState::Stopped;
    record.startedAt = "2025-01-02T03:04:05Z";
    record.config.name = "first \"try\"";
    record.config.dataset = "preset:tiny";
    record.config.model = BprOptions{.embeddingDim = 64, .learningRate = 0.1, .schedule = Schedule::Cosine};
    record.config.negatives = 20;
    record.environment.compiler = "a compiler";
    record.dataset = {"tiny", "0123456789abcdef", 500, 800, 9000};
    record.epochs.resize(2);
    record.epochs[0].epoch = 1;
    record.epochs[0].trainSeconds = 1.0 / 3;
    record.epochs[1].epoch = 2;
    record.epochs[1].trainLoss = 0.5;
    record.epochs[1].validation = {{"mrr", 0.1}, {"hit-5", 0.3}, {"map-20", 0.5}};
    record.epochs[1].isBest = true;
    record.bestEpoch = 2;
    record.seconds = 1.5;
    record.peakRssMb = 33.25;
    record.modelSha256 = std::string(64, 'a');
    record.validation =
        Evaluation{.part = Part::Validation, .users = 7, .model = figuresOf(0.3), .chance = figuresOf(0.1)};
    record.test = Evaluation{.protocol = Protocol::Full,
                             .part = Part::Test,
                             .model = figuresOf(0.2),
                             .tiedShare = 0.1,
                             .notANumber = 3,
                             .catalogue = {10, 0.5, 1.5}};
    return record;
}

} // namespace

class TestRunJson : public QObject
{
    Q_OBJECT

private slots:
    void recordsSurviveTheRoundTrip();
    void notANumberSurvives();
    void theLongestTrainingIsWithinTheLimits();
    void leftOutMembersKeepTheirDefaults();
    void brokenText_data();
    void brokenText();
    void wrongMembers_data();
    void wrongMembers();
};

void TestRunJson::recordsSurviveTheRoundTrip()
{
    const RunRecord record = exampleRecord();
    const Json json = toJson(record);
    const RunRecord back = readRunRecord(parseJson(toText(json), "record.json"), "record.json");
    QCOMPARE(toText(toJson(back)), toText(json));
    QVERIFY(back.config == record.config);
    QVERIFY(back.validation == record.validation);
    QVERIFY(back.test == record.test);
    QCOMPARE(back.epochs.at(0).trainSeconds, 1.0 / 3); // every bit of a double comes back
    QVERIFY(back.epochs.at(0).validation.isEmpty());
    QVERIFY(back.epochs.at(1).validation == record.epochs[1].validation);
}

void TestRunJson::notANumberSurvives()
{
    RunRecord record = exampleRecord();
    record.state = RunState::Diverged;
    record.epochs.at(0).trainLoss = std::numeric_limits<double>::quiet_NaN();
    const RunRecord back = readRunRecord(parseJson(toText(toJson(record)), "record.json"), "record.json");
    QVERIFY(std::isnan(back.epochs.at(0).trainLoss));
}

/// What is written can be read: 100,000 epochs, the most an option allows, with all the figures of a sampled list.
void TestRunJson::theLongestTrainingIsWithinTheLimits()
{
    const EpochFinished epoch{.epoch = 100'000,
                              .trainLoss = 1.0 / 3,
                              .validation = {{"mrr", 0.1 / 3},
                                             {"hit-1", 0.2 / 3},
                                             {"hit-5", 0.4 / 3},
                                             {"hit-10", 0.5 / 3},
                                             {"ndcg-10", 0.7 / 3},
                                             {"recall-10", 0.8 / 3},
                                             {"recall-20", 1.1 / 3},
                                             {"map-10", 1.3 / 3}},
                              .trainSeconds = 1e4 / 3,
                              .evaluateSeconds = 1e3 / 3,
                              .saveSeconds = 1e-3 / 3,
                              .samplesPerSecond = 1e7 / 3,
                              .learningRate = 1e-5 / 3,
                              .isBest = true};
    RunRecord record = exampleRecord();
    record.epochs.assign(1'000, epoch);
    record.bestEpoch = 1'000;
    const std::string text = toText(toJson(record));
    QVERIFY(std::ssize(text) * 100 < mostJsonBytes);
    QVERIFY(std::ranges::count_if(text, [](char c) { return c == ',' || c == '[' || c == '{'; }) * 100
            < mostJsonValues);
    QCOMPARE(readRunRecord(parseJson(text, "record.json"), "record.json").epochs.size(), std::size_t{1'000});
}

void TestRunJson::leftOutMembersKeepTheirDefaults()
{
    const RunConfig config =
        readRunConfig(parseJson(R"({"model": "bpr", "options": {"epochs": 3}})", "c.json"), "c.json");
    QVERIFY(config.model == ModelOptions(BprOptions{.epochs = 3}));
    QCOMPARE(config.negatives, 50);
    QVERIFY(readRunConfig(parseJson(R"({"model": "popularity"})", "c.json"), "c.json").model
            == ModelOptions(PopularityOptions{}));
}

void TestRunJson::brokenText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("empty") << QByteArray() << "c.json:1:1: ";
    QTest::newRow("missing value") << QByteArray("{\n  \"model\": ,\n}") << "c.json:2:12: ";
    QTest::newRow("cut") << QByteArray("{\"model\": \"bpr\"") << "c.json:1:";
    QTest::newRow("after the end") << QByteArray("{}\n{}") << "c.json:2:1: ";
    QTest::newRow("binary") << QByteArray("{\"a\x01\xff\": 1}") << "c.json:1:";
    QTest::newRow("too deep") << QByteArray(100'000, '[') << "c.json:1:65: the levels of nesting are more than 64";
    QTest::newRow("key twice") << QByteArray(R"({"model": "bpr", "model": "bpr"})")
                               << "c.json: the key \"model\" appears twice";
    QTest::newRow("number too large") << QByteArray(R"({"model": 1e400})") << "c.json: ";
}

void TestRunJson::brokenText()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, place);
    try {
        parseJson(text.toStdString(), "c.json");
        QFAIL("parsed");
    } catch (const BadInput& error) {
        QVERIFY2(QString::fromUtf8(error.what()).startsWith(place), error.what());
    }
}

void TestRunJson::wrongMembers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("part");
    QTest::newRow("no object") << QByteArray("[]") << "c.json: found array, expected an object";
    QTest::newRow("no model") << QByteArray("{}") << "c.json: model: is missing";
    QTest::newRow("model of another kind") << QByteArray(R"({"model": 3})") << "c.json: model: found number";
    QTest::newRow("unknown model") << QByteArray(R"({"model": "magic"})")
                                   << "Known: popularity, user-knn, bpr, ease, item-knn, ials";
    QTest::newRow("unknown option") << QByteArray(R"({"model": "bpr", "options": {"speed": 1}})") << "\"speed\"";
    QTest::newRow("option out of range") << QByteArray(R"({"model": "bpr", "options": {"epochs": -1}})")
                                         << "epochs: found \"-1\"";
    QTest::newRow("option of another kind")
        << QByteArray(R"({"model": "bpr", "options": {"epochs": [1]}})") << "epochs: found array";
    QTest::newRow("unknown member") << QByteArray(R"({"model": "bpr", "colour": "red"})")
                                    << "c.json: colour: is not known";
    QTest::newRow("negatives") << QByteArray(R"({"model": "bpr", "negatives": 0})")
                               << "c.json: negatives: found \"0\", expected a whole number from 1 to 1000000.";
}

void TestRunJson::wrongMembers()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, part);
    try {
        readRunConfig(parseJson(text.toStdString(), "c.json"), "c.json");
        QFAIL("read");
    } catch (const BadInput& error) {
        QVERIFY2(QString::fromUtf8(error.what()).contains(part), error.what());
    }
}

QTEST_GUILESS_MAIN(TestRunJson)
#include "tst_run_json.moc"
