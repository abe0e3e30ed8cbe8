#include "core/io/import_dataset.h"
#include "tests/support/temp_files.h"

#include <QTest>

using namespace tastescope;

/// Files of `user item` rows in order of time, as SASRec and its kin have them.
class TestSasrec : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreInOrderOfTime();
    void isBelievedOnlyWhenItIsSaid();
    void otherRowsAreRefused();

private:
    std::shared_ptr<const Dataset> read(const std::string& name, const std::string& format) const
    {
        ImportOptions options{.format = format};
        options.splitOptions.coldShare = 0;
        options.splitOptions.minimumPositives = 3;
        if (format == "sasrec")
            options.split = SplitChoice::LeaveLastOut;
        return importDataset(std::array{m_files.at(name)}, options).dataset;
    }
    TempFiles m_files;
};

void TestSasrec::rowsAreInOrderOfTime()
{
    m_files.write("ml-1m.txt", "1 30\n1 10\n1 20\n2 10\n2 30\n2 40\n");
    const auto dataset = read("ml-1m.txt", "sasrec");
    std::vector<std::string> films;
    for (const Item item : dataset->sequences().items(User{0}))
        films.push_back(dataset->items().ids.name(index(item)));
    QCOMPARE(films, (std::vector<std::string>{"30", "10", "20"}));
    const auto last = dataset->heldOut(Part::Test).row(User{1});
    QCOMPARE(dataset->items().ids.name(index(last.front())), std::string("40"));
}

void TestSasrec::isBelievedOnlyWhenItIsSaid()
{
    m_files.write("pairs.txt", "1 30\n1 10\n1 20\n2 10\n2 30\n2 40\n");
    QVERIFY(!read("pairs.txt", "auto")->hasTimes());
}

void TestSasrec::otherRowsAreRefused()
{
    m_files.write("bad.txt", "1 30\n1 x\n1 20\n2 10\n2 30\n2 40\n");
    try {
        read("bad.txt", "sasrec");
        QFAIL("a word was read as an item");
    } catch (const BadInput& error) {
        QVERIFY2(QString::fromUtf8(error.what()).contains(QStringLiteral("bad.txt:2:3")), error.what());
    }
    m_files.write("three.txt", "1 30 5\n1 20 3\n2 10 4\n");
    QVERIFY_EXCEPTION_THROWN(read("three.txt", "sasrec"), BadInput);
}

QTEST_GUILESS_MAIN(TestSasrec)
#include "tst_sasrec.moc"
