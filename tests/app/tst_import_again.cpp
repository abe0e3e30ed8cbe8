#include "tests/app/command.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

/// `data import --again`: the record inside a dataset says how its files were read, and so they are read once more.
class TestImportAgain : public QObject
{
    Q_OBJECT

private slots:
    void theRecordMakesTheSameDataset();
    void aFileThatIsAnotherIsTold();
    void whatWasNotImportedIsRefused();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    /// Imports a copy of a table whose separator, header, columns and dates are guessed. Where it is.
    QString imported(const QString& table)
    {
        QFile::copy(QStringLiteral(SOURCE_ROOT "/tests/data/wild/german.csv"), table);
        const QString out = table + QStringLiteral(".taste");
        return call({"data", "import", table, "--min-rating", "2", "--seed", "7", "--out", out}).code == 0 ? out
                                                                                                           : QString();
    }

    QTemporaryDir m_folder;
};

void TestImportAgain::theRecordMakesTheSameDataset()
{
    const QString first = imported(path(QStringLiteral("table.csv")));
    QVERIFY(!first.isEmpty());
    const QString second = path(QStringLiteral("second.taste"));
    const Result again = call({"data", "import", "--again", first, "--out", second, "--json"});
    QVERIFY2(again.code == 0, again.error);
    QVERIFY(again.error.isEmpty()); // no file is another
    const nlohmann::json one = call({"data", "info", first, "--json"}).json();
    const nlohmann::json other = call({"data", "info", second, "--json"}).json();
    QVERIFY(one["hash"].is_string());
    QVERIFY(one["hash"] == other["hash"]);
    QVERIFY(one["provenance"]["options"] == other["provenance"]["options"]);
}

void TestImportAgain::aFileThatIsAnotherIsTold()
{
    const QString table = path(QStringLiteral("changed.csv"));
    const QString first = imported(table);
    QVERIFY(!first.isEmpty());
    QFile file(table);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray text = file.readAll();
    text.truncate(text.lastIndexOf('\n', -2) + 1); // without its last row
    QVERIFY(file.resize(0) && file.seek(0) && file.write(text) == text.size());
    file.close();
    const Result again =
        call({"data", "import", "--again", first, "--out", path(QStringLiteral("changed-again.taste"))});
    QVERIFY2(again.code == 0, again.error);
    QVERIFY2(again.error.contains("changed.csv is not what it was when the record was made"), again.error);
}

void TestImportAgain::whatWasNotImportedIsRefused()
{
    const QString made = path(QStringLiteral("made.taste"));
    QCOMPARE(call({"data", "make", "--preset", "tiny", "--out", made}).code, 0);
    const QString out = path(QStringLiteral("none.taste"));
    const Result again = call({"data", "import", "--again", made, "--out", out});
    QVERIFY(again.code != 0);
    QVERIFY2(again.error.contains("was not imported"), again.error);
    QVERIFY(!QFile::exists(out));
}

QTEST_GUILESS_MAIN(TestImportAgain)
#include "tst_import_again.moc"
