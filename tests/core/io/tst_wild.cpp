#include "tests/support/imports.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace tastescope;

/// Tables as people have them, of tests/data/wild: what each is read as stands in EXPECTED.tsv there.
class TestWild : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes({13, 0}); }
    void areRead_data();
    void areRead();
    void partsBecomeTheSplit();
    void aTitlesFileFoundBesideNeverStopsTheImport();
    void theRecordSaysHowTheTableWasRead();
};

namespace {

const std::filesystem::path wildFolder = std::filesystem::path(SOURCE_ROOT) / "tests/data/wild";

QString rolesOfPreview(const ImportPreview& preview)
{
    QStringList roles;
    for (const PreviewColumn& column : preview.columns)
        roles << QString::fromStdString(std::string(toText(column.role)));
    return roles.join(QLatin1Char(','));
}

} // namespace

void TestWild::areRead_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("expected"); // "users items pairs", or "refused" and words of the message
    QTest::addColumn<QString>("roles");    // "-": not looked at
    QFile list(QString::fromStdString((wildFolder / "EXPECTED.tsv").string()));
    QVERIFY(list.open(QIODevice::ReadOnly));
    list.readLine();
    while (!list.atEnd()) {
        const QStringList cells = QString::fromUtf8(list.readLine().trimmed()).split(QLatin1Char('\t'));
        QCOMPARE(cells.size(), 3);
        QTest::newRow(qPrintable(cells[0])) << cells[0] << cells[1] << cells[2];
    }
}

void TestWild::areRead()
{
    QFETCH(QString, file);
    QFETCH(QString, expected);
    QFETCH(QString, roles);
    const std::vector path{wildFolder / file.toStdString()};
    if (expected.startsWith(QStringLiteral("refused"))) {
        const QString found = complaint(path.front());
        for (const QString& word : expected.split(QLatin1Char(' ')).mid(1))
            QVERIFY2(found.contains(word), qPrintable("found: " + found));
        return;
    }
    if (roles != QStringLiteral("-"))
        QCOMPARE(rolesOfPreview(previewFiles(path)), roles);
    const Imported imported = importFiles(path);
    QCOMPARE(QStringLiteral("%1 %2 %3")
                 .arg(imported.dataset->userCount())
                 .arg(imported.dataset->itemCount())
                 .arg(imported.report.positives),
             expected);
}

// 72 rows: of each six, four of train, one of validation, one of test.
void TestWild::partsBecomeTheSplit()
{
    const Imported imported = importFiles({wildFolder / "parts"});
    const Split& split = imported.dataset->split();
    QCOMPARE(split.train.entryCount(), std::size_t{48});
    QCOMPARE(split.validation.entryCount(), std::size_t{12});
    QCOMPARE(split.test.entryCount(), std::size_t{12});
    QCOMPARE(QString::fromStdString(imported.dataset->provenance().split), QStringLiteral("as given"));
}

void TestWild::aTitlesFileFoundBesideNeverStopsTheImport()
{
    const ImportReport report = importFiles({wildFolder / "faulty-titles/ratings.csv"}).report;
    QCOMPARE(report.remarks.size(), std::size_t{1});
    QVERIFY(QString::fromStdString(report.remarks[0]).contains("movies.csv:3:3"));
    QVERIFY(!complaint(wildFolder / "faulty-titles").isEmpty()); // given, it does
}

void TestWild::theRecordSaysHowTheTableWasRead()
{
    const auto options = importFiles({wildFolder / "german.csv"}).dataset->provenance().options;
    const auto has = [&](const char* name, const char* value) {
        return std::ranges::find(options, std::pair<std::string, std::string>(name, value)) != options.end();
    };
    QVERIFY(has("separator", "semicolon"));
    QVERIFY(has("header", "yes"));
    QVERIFY(has("columns", "user,item,rating,time"));
}

QTEST_GUILESS_MAIN(TestWild)
#include "tst_wild.moc"
