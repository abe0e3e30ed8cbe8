#include "tests/app/command.h"

#include <QTemporaryDir>
#include <QTest>

/// `evaluate`, which measures as the run itself was measured unless it is told otherwise.
class TestEvaluate : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void evaluatesAsTheRunItselfWasMeasured();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void TestEvaluate::initTestCase()
{
    qputenv("XDG_CACHE_HOME", path(QStringLiteral("cache")).toUtf8());
}

void TestEvaluate::evaluatesAsTheRunItselfWasMeasured()
{
    const QString run = path("own-lists");
    const Result trained = call({"train", "preset:tiny", "--model", "bpr", "--set", "epochs=2", "--set",
                                 "embedding_dim=8", "--negatives", "99", "--refit", "--out", run, "--json"});
    QVERIFY2(trained.code == 0, trained.error);
    const nlohmann::json record = trained.json();
    const QStringList ask{"evaluate", "preset:tiny", "--run", run};
    const nlohmann::json own = call(QStringList(ask) << "--json").json();
    QCOMPARE(own["longest_list"].get<int>(), 100); // not 51
    QCOMPARE(own["lists"].get<std::string>(), std::string("run"));
    QVERIFY(own["mrr"] == record["test"]["mrr"]);
    QVERIFY(!own.contains("masked")); // fixed lists hold nothing the user likes
    const Result words = call(ask);
    QVERIFY2(words.out.contains("sampled as the run itself, the run's own lists, K as the run's"), words.out);

    const nlohmann::json other = call(QStringList(ask) << "--negatives"
                                                       << "50"
                                                       << "--json")
                                     .json();
    QCOMPARE(other["longest_list"].get<int>(), 51);
    QCOMPARE(other["lists"].get<std::string>(), std::string("asked"));
    QVERIFY(call(QStringList(ask) << "--negatives"
                                  << "50")
                .out.contains("the run was measured among 99 negatives"));
    QCOMPARE(call(QStringList(ask) << "--seed"
                                   << "7"
                                   << "--json")
                 .json()["lists"]
                 .get<std::string>(),
             std::string("asked"));

    const nlohmann::json full = call(QStringList(ask) << "--protocol"
                                                      << "full"
                                                      << "--json")
                                    .json();
    QVERIFY(full["masked"] == nlohmann::json({"train", "validation"}));
    QVERIFY(full.contains("ndcg-10") && full.contains("recall-10"));
    const nlohmann::json old = call(QStringList(ask) << "--protocol"
                                                     << "full"
                                                     << "--mask"
                                                     << "train"
                                                     << "--json")
                                   .json();
    QVERIFY(old["masked"] == nlohmann::json({"train"}));
    QVERIFY(old["ndcg-10"]["value"].get<double>() < full["ndcg-10"]["value"].get<double>());
    QVERIFY(call(QStringList(ask) << "--protocol"
                                  << "full")
                .out.contains("masked what the user likes in train and validation"));
    QCOMPARE(call(QStringList(ask) << "--mask"
                                   << "train")
                 .code,
             2);

    QVERIFY(record["refit"]["test"]["mrr"] != record["test"]["mrr"]);
    const nlohmann::json refit = call(QStringList(ask) << "--refit"
                                                       << "--json")
                                     .json();
    QVERIFY(refit["mrr"] == record["refit"]["test"]["mrr"]);
}

QTEST_GUILESS_MAIN(TestEvaluate)
#include "tst_evaluate.moc"
