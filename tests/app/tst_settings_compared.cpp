#include "tests/app/command.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

/// `runs compare --group`: settings over their seeds, not the models that were trained.
class TestSettingsCompared : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aRunStandsForAllItsSeeds();
    void aSeedCountsOnce();
    void whatDrawsNothingNeedsOneRun();
    void modelsAreComparedUnlessSettingsAreAskedFor();
    void oneSeedIsTold();
    void oneSettingIsTold();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    Result compare(const QStringList& words) const
    {
        return call(QStringList{"runs", "compare"} + words + QStringList{"--workspace", path("w")});
    }
    Result train(const QString& name, const QStringList& more) const
    {
        return call(QStringList{"train", "preset:tiny", "--name", name, "--out", path("w/runs/" + name), "--workspace",
                                path("w"), "--progress", "none"}
                    + more);
    }

    QTemporaryDir m_folder;
};

void TestSettingsCompared::initTestCase()
{
    qputenv("XDG_CACHE_HOME", path("cache").toUtf8());
    for (const char* rate : {"0.05", "0.0001"})
        for (const char* seed : {"1", "2", "3"}) {
            const QStringList words{"--model", "bpr",
                                    "--set",   "epochs=2",
                                    "--set",   QString("learning_rate=%1").arg(rate),
                                    "--set",   QString("seed=%1").arg(seed)};
            QCOMPARE(train(QString("bpr-%1-%2").arg(rate, seed), words).code, 0);
        }
    QCOMPARE(train("popular", {"--model", "popularity"}).code, 0);
    QCOMPARE(train("alone", {"--model", "bpr", "--set", "epochs=1"}).code, 0);
}

void TestSettingsCompared::aRunStandsForAllItsSeeds()
{
    const Result result = compare({"1", "bpr-0.0001-2", "--group", "--json"});
    QVERIFY2(result.code == 0, result.error.constData());
    const nlohmann::json json = result.json();
    QVERIFY(json["question"] == "settings");
    QCOMPARE(json["settings"].size(), std::size_t(2));
    QCOMPARE(json["settings"][1]["runs"].size(), std::size_t(3));
    const nlohmann::json pair = json["pairs"][0];
    QCOMPARE(pair["seeds_a"].get<int>(), 3);
    // The difference is that of the means over the seeds, which the pairs of models have too.
    double sum = 0;
    for (const char* a : {"1", "2", "3"})
        for (const char* b : {"4", "5", "6"})
            sum += compare({a, b, "--json"}).json()["pairs"][0]["difference"].get<double>();
    QVERIFY(std::abs(sum / 9 - pair["difference"].get<double>()) < 1e-12);
    QVERIFY(pair["low"].get<double>() < pair["difference"].get<double>());
    QCOMPARE(pair["tied"].get<bool>(), pair["p_adjusted"].get<double>() > 0.05);
    QVERIFY(compare({"1", "4", "--group"}).out.contains("(3 seeds) minus "));
}

void TestSettingsCompared::aSeedCountsOnce()
{
    // The same bits again are no further seed, whether named or found.
    QCOMPARE(
        train("again", {"--model", "bpr", "--set", "epochs=2", "--set", "learning_rate=0.05", "--set", "seed=1"}).code,
        0);
    const nlohmann::json json = compare({"1", "again", "4", "--group", "--json"}).json();
    QCOMPARE(json["settings"].size(), std::size_t(2));
    QCOMPARE(json["settings"][0]["runs"].size(), std::size_t(3));
}

void TestSettingsCompared::whatDrawsNothingNeedsOneRun()
{
    const Result result = compare({"1", "popular", "--group", "--json"});
    QVERIFY2(result.code == 0, result.error.constData());
    QCOMPARE(result.json()["pairs"][0]["seeds_b"].get<int>(), 1);
    QVERIFY(result.json()["settings"][1]["draws"] == false);
}

void TestSettingsCompared::modelsAreComparedUnlessSettingsAreAskedFor()
{
    QVERIFY(compare({"1", "4", "--json"}).json()["question"] == "models");
    QVERIFY(compare({"1", "4"}).out.contains("This is of these trained models."));
}

void TestSettingsCompared::oneSeedIsTold()
{
    const Result result = compare({"1", "alone", "--group"});
    QCOMPARE(result.code, 1);
    QVERIFY2(result.error.contains("says nothing of other seeds"), result.error.constData());
}

void TestSettingsCompared::oneSettingIsTold()
{
    const Result result = compare({"1", "2", "--group"});
    QCOMPARE(result.code, 1);
    QVERIFY2(result.error.contains("All runs are of one setting"), result.error.constData());
}

QTEST_GUILESS_MAIN(TestSettingsCompared)
#include "tst_settings_compared.moc"
