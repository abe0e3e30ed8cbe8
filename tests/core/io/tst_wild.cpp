#include "tests/support/imports.h"

#include <QFile>
#include <QTest>

using namespace tastescope;

/// Tables as people have them, of tests/data/wild: what each is read as stands in EXPECTED.tsv there.
class TestWild : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes({3, 0}); }
    void areRead_data();
    void areRead();
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

QTEST_GUILESS_MAIN(TestWild)
#include "tst_wild.moc"
