#include "core/files/safetensors.h"
#include "core/models/transformer/transformer_file.h"
#include "core/models/transformer/transformer_trainer.h"
#include "tests/app/command.h"

#include <QDir>
#include <QTest>

#include <cmath>

static double valueOf(const nlohmann::json& json, const char* name, const char* which = "value")
{
    return json[name][which].get<double>();
}

/// What a model that says what comes next is asked on the command line, with weights that no run of ours made.
class TestNextItem : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void measuresWeightsAsPublished();
    void headsAreAskedFor();
    void weightsOfOtherDataAreRefused();
    void ranksWeightsInFull();
    void countsAreMeasuredAlike();
    void filesAreSplitByTime();
    void trainsFromWeights();
    void writesWeightsAsTheyWerePublished();
    void saysWhatComesAfterAHistory();
    void saysWhatCannotBe_data();
    void saysWhatCannotBe();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString weights(int items, int users, const char* name, bool sayHeads) const
    {
        const tastescope::TransformerShape shape{.items = items,
                                                 .users = users,
                                                 .context = 3,
                                                 .dimension = 8,
                                                 .layers = 1,
                                                 .heads = 2,
                                                 .userDimension = 4,
                                                 .hidden = 4};
        const tastescope::WeightLayout layout(shape);
        const auto state = tastescope::startTransformer(shape, layout, 1);
        tastescope::TensorFile file{{}, tastescope::transformerTensors(shape, layout, state.weights)};
        if (sayHeads)
            file.metadata["heads"] = "2";
        tastescope::writeSafetensors(std::move(file), path(name).toStdString());
        return path(name);
    }
    QStringList evaluate(const QString& net, const QStringList& more) const
    {
        return QStringList{"evaluate", path("films"), "--weights", net} + more;
    }

    QTemporaryDir m_folder;
};

void TestNextItem::initTestCase()
{
    // Four users see six of eight films in turn; film 9 has a title and nobody saw it.
    QByteArray ratings;
    for (int user = 1; user <= 4; ++user)
        for (int film = 1; film <= 6; ++film)
            ratings += QByteArray::number(user) + "::" + QByteArray::number((user + film) % 8 + 1)
                       + "::4::" + QByteArray::number(978300760 + film) + "\n";
    QVERIFY(QDir().mkpath(path("films")));
    QVERIFY(write(path("films/ratings.dat"), ratings));
    QVERIFY(write(path("films/movies.dat"),
                  "1::A::x\n2::B::x\n3::C::x\n4::D::x\n5::E::x\n6::F::x\n7::G::x\n8::H::x\n9::I::x\n"));
}

void TestNextItem::measuresWeightsAsPublished()
{
    const QString net = weights(9, 4, "seven.safetensors", true);
    const Result told = call(evaluate(net, {"--protocol", "published", "--at", "1,3", "--json"}));
    QVERIFY2(told.code == 0, told.error);
    const nlohmann::json json = told.json();
    QCOMPARE(json["windows"].get<int>(), 4 * 5); // six films, start and end: the targets are the 3rd to the end
    QVERIFY(valueOf(json, "cross_entropy") > 1); // eleven words, hardly learned: about log 11
    for (const char* name : {"mrr-1", "hit-3", "ndcg-3", "duplicates-3"})
        QVERIFY2(valueOf(json, name, "low") <= valueOf(json, name)
                     && valueOf(json, name) <= valueOf(json, name, "high"),
                 name);
    QCOMPARE(json["repeats_by_rank"].size(), std::size_t(3));
    QVERIFY(json["without_user"].contains("mrr-3") && json["popularity"].contains("mrr-3"));
    QVERIFY(valueOf(json["last_to_next"], "hit-1") > 0.5); // films follow each other in turn
    // A tenth of them is drawn by the seed: the same twice.
    const QStringList tenth{"--protocol", "published", "--windows", "tenth", "--json"};
    QCOMPARE(call(evaluate(net, tenth)).out, call(evaluate(net, tenth)).out);
    QCOMPARE(call(evaluate(net, tenth)).json()["windows"].get<int>(), 2);
    const QStringList last{"--protocol", "published", "--split", "last-film", "--json"};
    QCOMPARE(call(evaluate(net, last)).json()["windows"].get<int>(), 4);
    QVERIFY(call(evaluate(net, {"--protocol", "published"})).out.contains("without its user"));
}

void TestNextItem::headsAreAskedFor()
{
    const QString net = weights(9, 4, "silent.safetensors", false);
    const Result silent = call(evaluate(net, {"--protocol", "published"}));
    QCOMPARE(silent.code, 3);
    QVERIFY2(silent.error.contains("--heads"), silent.error);
    QCOMPARE(call(evaluate(net, {"--protocol", "published", "--heads", "2"})).code, 0);
    QCOMPARE(call(evaluate(net, {"--protocol", "published", "--heads", "3"})).code, 3); // 8 numbers
    QCOMPARE(call(evaluate(weights(9, 4, "said.safetensors", true), {"--protocol", "published", "--heads", "4"})).code,
             3); // the file says 2
}

void TestNextItem::weightsOfOtherDataAreRefused()
{
    const Result items = call(evaluate(weights(10, 4, "items.safetensors", true), {"--protocol", "published"}));
    QCOMPARE(items.code, 3);
    QVERIFY2(items.error.contains("10 items and 4 users") && items.error.contains("8 items (9 with those that only"),
             items.error);
    const Result users = call(evaluate(weights(8, 5, "users.safetensors", true), {"--protocol", "published"}));
    QCOMPARE(users.code, 3);
    QCOMPARE(call(evaluate(path("films/ratings.dat"), {"--protocol", "published"})).code, 3);
}

void TestNextItem::ranksWeightsInFull()
{
    const QString data = path("films.taste");
    QCOMPARE(call({"data", "import", path("films"), "--split", "leave-last-out", "--cold", "0", "--out", data}).code,
             0);
    const Result told = call({"evaluate", data, "--weights", weights(9, 4, "full.safetensors", true), "--protocol",
                              "full", "--at", "3", "--json"});
    QVERIFY2(told.code == 0, told.error);
    const nlohmann::json json = told.json();
    QCOMPARE(json["windows"].get<int>(), 4);
    for (const char* name : {"cross_entropy", "mrr", "hit-3", "ndcg-3", "duplicates-3"})
        QVERIFY2(json.contains(name), name);
    QVERIFY(json["without_user"].contains("ndcg-3"));
}

void TestNextItem::countsAreMeasuredAlike()
{
    const QString run = path("counts");
    const Result trained =
        call({"train", path("films"), "--model", "transitions", "--set", "window=1", "--set", "gaps=1", "--out", run});
    QVERIFY2(trained.code == 0, trained.error);
    const Result told = call({"evaluate", path("films"), "--run", run, "--protocol", "published", "--json"});
    QVERIFY2(told.code == 0, told.error);
    QCOMPARE(valueOf(told.json(), "mrr-3"), valueOf(told.json()["last_to_next"], "mrr-3"));
    QVERIFY(!told.json().contains("cross_entropy"));
}

/// Files that are read on the way, for a model that goes by order: the same data as the import that says so.
void TestNextItem::filesAreSplitByTime()
{
    const QString split = path("last.taste");
    QCOMPARE(call({"data", "import", path("films"), "--split", "leave-last-out", "--cold", "0", "--out", split}).code,
             0);
    for (const auto& [model, fits] : {std::pair("transitions", true), {"popularity", false}}) {
        const QString run = path(QStringLiteral("run of ") + model);
        QCOMPARE(call({"train", path("films"), "--model", model, "--no-history", "--out", run}).code, 0);
        QCOMPARE(call({"evaluate", path("films"), "--run", run, "--part", "test"}).code, 0);
        QCOMPARE(call({"evaluate", split, "--run", run, "--part", "test"}).code == 0, fits); // else it is of other data
    }
}

void TestNextItem::trainsFromWeights()
{
    // No step at all: an epoch at a rate of nearly nothing leaves the weights as they came.
    const QString net = weights(9, 4, "start.safetensors", true);
    const QStringList sizes{"--set", "context=3", "--set", "embedding_dim=8", "--set", "layers=1",
                            "--set", "heads=2",   "--set", "user_dim=4",      "--set", "hidden=4"};
    const QStringList still{"--set", "epochs=1", "--set", "learning_rate=0.000001", "--set", "schedule=constant"};
    const QString run = path("from");
    const Result trained = call(QStringList{"train", path("films"), "--model", "transformer", "--from", net, "--split",
                                            "windows-tenth", "--out", run, "--json"}
                                + sizes + still);
    QVERIFY2(trained.code == 0, trained.error);
    const nlohmann::json epoch = trained.json()["epochs"][0];
    QVERIFY(epoch.contains("train_loss") && epoch.contains("val_loss"));
    const QStringList ask{"--protocol", "published", "--json"};
    const double ofNet = valueOf(call(evaluate(net, ask)).json(), "cross_entropy");
    const double ofRun =
        valueOf(call(QStringList{"evaluate", path("films"), "--run", run} + ask).json(), "cross_entropy");
    QVERIFY2(std::abs(ofNet - ofRun) < 0.15, qPrintable(QString::number(ofRun))); // without the word nobody saw
    // From a run, and what is of other sizes.
    QCOMPARE(call(QStringList{"train", path("films"), "--model", "transformer", "--from", run, "--out", path("again")}
                  + sizes + still)
                 .code,
             0);
    const Result other =
        call({"train", path("films"), "--model", "transformer", "--from", net, "--out", path("other")});
    QCOMPARE(other.code, 3);
    QVERIFY2(other.error.contains("context 3") && other.error.contains("context 5"), other.error);
    QCOMPARE(call({"train", path("films"), "--model", "bpr", "--from", net, "--out", path("bpr")}).code, 2);
    QCOMPARE(
        call({"train", path("films"), "--model", "transformer", "--preset", "published-d", "--out", path("d")}).code,
        2);
}

void TestNextItem::writesWeightsAsTheyWerePublished()
{
    const QString file = path("written.safetensors");
    const Result told = call({"weights", "--run", path("from"), "--out", file, "--json"});
    QVERIFY2(told.code == 0, told.error);
    const tastescope::TensorFile read = tastescope::readSafetensors(file.toStdString());
    // Two embeddings, twelve tensors of the layer, the last norm, the users, three of the head, and the buffer.
    QCOMPARE(read.tensors.size(), std::size_t(2 + 12 + 2 + 1 + 3 + 1));
    QVERIFY(read.tensor("movie_transformer.positional_ids").shape == (std::vector<std::int64_t>{1, 3}));
    const QStringList ask{"--protocol", "published", "--json"};
    QCOMPARE(call(evaluate(file, ask)).out,
             call(QStringList{"evaluate", path("films"), "--run", path("from")} + ask).out);
    QCOMPARE(call({"weights", "--run", path("counts"), "--out", file}).code, 1);
}

void TestNextItem::saysWhatComesAfterAHistory()
{
    const QString data = path("films.taste"); // of the split that ranksWeightsInFull() made
    const QString run = path("last");
    QCOMPARE(call({"train", data, "--model", "transitions", "--set", "window=1", "--set", "gaps=1", "--out", run}).code,
             0);
    const QStringList ask{"recommend", data, "--run", run, "--history", "3,4", "--top", "8", "--json"};
    const Result told = call(ask);
    QVERIFY2(told.code == 0, told.error);
    const nlohmann::json items = told.json()["items"];
    QCOMPARE(items.size(), std::size_t(8));
    QCOMPARE(items[0]["item"].get<std::string>(), std::string("5")); // it always came after film 4
    const nlohmann::json others = call(QStringList(ask) << "--drop-repeats").json()["items"];
    QCOMPARE(others.size(), std::size_t(6));
    for (const nlohmann::json& item : others)
        QVERIFY(!item["repeat"].get<bool>());
    const QString net = weights(9, 4, "next.safetensors", true);
    QVERIFY(call({"recommend", data, "--weights", net, "--user", "2"}).out.startsWith("user 2"));
    QVERIFY(call({"recommend", data, "--weights", net, "--history", "1,2"}).out.startsWith("after A, B\n  1. "));
    QCOMPARE(call({"recommend", data, "--run", run, "--history", "77"}).code, 1);
    QCOMPARE(call({"recommend", data, "--run", run}).code, 2);
    QCOMPARE(call({"recommend", data, "--run", run, "--user", "2", "--drop-repeats"}).code, 2);
}

void TestNextItem::saysWhatCannotBe_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("neither run nor weights") << QStringList{"evaluate", "preset:tiny"};
    QTest::newRow("heads of a run") << QStringList{"evaluate", "preset:tiny", "--run", "x", "--heads", "2"};
    QTest::newRow("windows of a full ranking")
        << QStringList{"evaluate", "preset:tiny", "--run", "x", "--windows", "tenth", "--protocol", "full"};
    QTest::newRow("a list too long") << evaluate(weights(9, 4, "long.safetensors", true),
                                                 {"--protocol", "published", "--at", "65"});
    QTest::newRow("lists of weights") << evaluate(weights(9, 4, "lists.safetensors", true), {"--protocol", "sampled"});
}

void TestNextItem::saysWhatCannotBe()
{
    QFETCH(QStringList, words);
    const Result told = call(words);
    QVERIFY2(told.code == 2, told.error);
}

QTEST_GUILESS_MAIN(TestNextItem)
#include "tst_next_item.moc"
