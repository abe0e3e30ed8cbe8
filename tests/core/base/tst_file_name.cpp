#include "core/base/file_name.h"

#include <QTest>

#include <filesystem>

using namespace tastescope;

class TestFileName : public QObject
{
    Q_OBJECT

private slots:
    void harmlessNamesStayAsTheyAre();
    void hostileNamesLeadNowhereElse_data();
    void hostileNamesLeadNowhereElse();
};

void TestFileName::harmlessNamesStayAsTheyAre()
{
    for (const char* name : {"bpr-01", "learning rates", "Am\u00e9lie", "a.b", "\u05e9\u05dc\u05d5\u05dd"})
        QCOMPARE(fileNameOf(name), std::string(name));
}

void TestFileName::hostileNamesLeadNowhereElse_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("empty") << QByteArray() << QByteArray("-");
    QTest::newRow("here") << QByteArray(".") << QByteArray("-");
    QTest::newRow("up") << QByteArray("..") << QByteArray("-.");
    QTest::newRow("up and away") << QByteArray("../../etc/x") << QByteArray("-.-..-etc-x");
    QTest::newRow("absolute") << QByteArray("/etc/x") << QByteArray("-etc-x");
    QTest::newRow("backslash") << QByteArray("..\\x") << QByteArray("-.-x");
    QTest::newRow("zero") << QByteArray("a\0b", 3) << QByteArray("a-x00b");
    QTest::newRow("new line") << QByteArray("a\nb") << QByteArray("a-x0ab");
    QTest::newRow("override") << QByteArray("a\u202eb") << QByteArray("a-u202eb");
    QTest::newRow("hidden") << QByteArray(".bashrc") << QByteArray("-bashrc");
    QTest::newRow("not UTF-8") << QByteArray("a\xff") << QByteArray("a-xff");
    QTest::newRow("4,096 bytes") << QByteArray(4096, 'a') << QByteArray(100, 'a');
    QTest::newRow("a character at the end") << QByteArray(99, 'a') + "\u00e9" << QByteArray(99, 'a');
}

void TestFileName::hostileNamesLeadNowhereElse()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, file);
    const std::string made = fileNameOf(name.toStdString());
    QCOMPARE(QByteArray::fromStdString(made), file);
    QCOMPARE(std::filesystem::path("w/" + made).lexically_normal().parent_path(), std::filesystem::path("w"));
}

QTEST_GUILESS_MAIN(TestFileName)
#include "tst_file_name.moc"
