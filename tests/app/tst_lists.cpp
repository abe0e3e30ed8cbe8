#include "tests/app/command.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <set>

/// `recommend` for all users, what its lists leave out, and data that come through a pipe.
class TestLists : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void allUsersGoToAFile_data();
    void allUsersGoToAFile();
    void knownLikesAreLeftOut();
    void wordsThatDoNotFitAreRefused_data();
    void wordsThatDoNotFitAreRefused();
    void whatIsPipedInIsRead();
    void anEmptyPipeIsBadInput();
    void anImportDoneAgainKeepsItsName();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

namespace {

Result piped(const QByteArray& text, const QStringList& words)
{
    QProcess process;
    process.start(QStringLiteral(TASTESCOPE_CLI), words);
    process.write(text);
    process.closeWriteChannel();
    return finish(process);
}

QList<QByteArray> linesOf(const QString& file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll().trimmed().split('\n') : QList<QByteArray>();
}

QByteArray ratings()
{
    QByteArray text = "user,item\n";
    for (int user = 0; user < 20; ++user)
        for (int k = 0; k < 10; ++k)
            text += (user == 3 ? QByteArray("=SUM(1)") : "u" + QByteArray::number(user)) + ",i"
                    + QByteArray::number((user * 3 + k * 7) % 30) + "\n";
    return text;
}

} // namespace

void TestLists::initTestCase()
{
    QFile table(path(QStringLiteral("r.csv")));
    QVERIFY(table.open(QIODevice::WriteOnly) && table.write(ratings()) > 0);
    table.close();
    QCOMPARE(call({"data", "import", path("r.csv"), "--out", path("r.taste")}).code, 0);
    const Result trained =
        call({"train", path("r.taste"), "--model", "popularity", "--out", path("run"), "--no-history"});
    QVERIFY2(trained.code == 0, trained.error);
}

void TestLists::allUsersGoToAFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("csv") << "lists.csv";
    QTest::newRow("jsonl") << "lists.jsonl";
}

// 20 users of 3 lines: a header and 60 lines of CSV, or 20 objects. One user's id would be a formula.
void TestLists::allUsersGoToAFile()
{
    QFETCH(QString, file);
    const Result all = call({"recommend", path("r.taste"), "--run", path("run"), "--all", "--top", "3", "--from",
                             "catalogue", "--out", path(file), "--json"});
    QVERIFY2(all.code == 0, all.error);
    QCOMPARE(all.json()["users"].get<int>(), 20);
    const QList<QByteArray> lines = linesOf(path(file));
    if (file.endsWith(QLatin1String(".csv"))) {
        QCOMPARE(lines.size(), 61);
        QCOMPARE(lines[0], QByteArray("user,rank,item,title,score,held_out,fallback"));
        QVERIFY(lines[10].startsWith("'=SUM(1),1,"));
        return;
    }
    QCOMPARE(lines.size(), 20);
    const auto one = nlohmann::json::parse(lines[0].toStdString());
    const auto same = call({"recommend", path("r.taste"), "--run", path("run"), "--user", "u0", "--top", "3", "--from",
                            "catalogue", "--json"})
                          .json()["users"][0];
    QCOMPARE(one["items"].size(), std::size_t{3});
    for (std::size_t i = 0; i < 3; ++i)
        QVERIFY(one["items"][i]["item"] == same["items"][i]["item"]);
}

// Of 30 items user u0 likes 10: the 7 of training and the 2 of validation are left out, that of test is a hit.
void TestLists::knownLikesAreLeftOut()
{
    const auto itemsUnder = [&](const QString& mask) {
        const auto json = call({"recommend", path("r.taste"), "--run", path("run"), "--user", "u1", "--top", "1000",
                                "--from", "catalogue", "--mask", mask, "--json"})
                              .json();
        return json["users"][0]["items"];
    };
    const auto heldOut = [](const nlohmann::json& items) {
        return std::count_if(items.begin(), items.end(), [](const auto& each) { return each["held_out"] == true; });
    };
    const auto known = itemsUnder(QStringLiteral("known"));
    const auto train = itemsUnder(QStringLiteral("train"));
    QCOMPARE(known.size(), std::size_t{21});
    QCOMPARE(train.size(), std::size_t{23});
    QCOMPARE(heldOut(known), 1);
    QCOMPARE(heldOut(train), 3);
}

void TestLists::wordsThatDoNotFitAreRefused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("neither") << QStringList{};
    QTest::newRow("both") << QStringList{"--all", "--user", "u1", "--out", "x.csv"};
    QTest::newRow("no file") << QStringList{"--all"};
    QTest::newRow("a file for one") << QStringList{"--user", "u1", "--out", "x.csv"};
    QTest::newRow("another kind of file") << QStringList{"--all", "--out", "x.txt"};
    QTest::newRow("reasons of all") << QStringList{"--all", "--out", "x.csv", "--explain"};
}

void TestLists::wordsThatDoNotFitAreRefused()
{
    QFETCH(QStringList, words);
    QCOMPARE(call(QStringList{"recommend", path("r.taste"), "--run", path("run")} + words).code, 2);
    QVERIFY(!QFile::exists(QStringLiteral("x.csv")));
}

void TestLists::whatIsPipedInIsRead()
{
    const Result result = piped(ratings(), {"data", "import", "-", "--out", path("piped.taste"), "--json"});
    QVERIFY2(result.code == 0, result.error);
    const auto json = result.json();
    QCOMPARE(QString::fromStdString(json["files"][0]["path"]), QStringLiteral("-"));
    QVERIFY(json["hash"] == call({"data", "info", path("r.taste"), "--json"}).json()["hash"]);
    QCOMPARE(QString::fromStdString(json["provenance"]["sources"][0]["path"]), QStringLiteral("-"));
}

void TestLists::anEmptyPipeIsBadInput()
{
    const Result result = piped({}, {"data", "import", "-", "--out", path("empty.taste")});
    QCOMPARE(result.code, 3);
    QVERIFY2(result.error.contains("the file is empty"), result.error);
}

void TestLists::anImportDoneAgainKeepsItsName()
{
    QDir(m_folder.path()).mkpath(QStringLiteral("mine"));
    QFile::copy(path("r.csv"), path("mine/ratings.csv"));
    QCOMPARE(call({"data", "import", path("mine"), "--out", path("mine.taste")}).code, 0);
    QCOMPARE(call({"data", "import", "--again", path("mine.taste"), "--out", path("again.taste")}).code, 0);
    QCOMPARE(QString::fromStdString(call({"data", "info", path("again.taste"), "--json"}).json()["name"]),
             QStringLiteral("mine"));
}

QTEST_GUILESS_MAIN(TestLists)
#include "tst_lists.moc"
