#include "core/files/safetensors.h"
#include "core/models/transformer/transformer_file.h"
#include "core/models/transformer/transformer_trainer.h"
#include "tests/app/command.h"

#include <QDir>
#include <QTest>

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
