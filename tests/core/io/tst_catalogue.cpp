#include "core/base/error.h"
#include "core/io/catalogue.h"
#include "core/io/formats/format_table.h"
#include "core/io/import_dataset.h"
#include "tests/support/cost.h"
#include "tests/support/real_data.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <algorithm>

using namespace tastescope;

/// The list of known datasets says what is true, and our own sample can be imported.
class TestCatalogue : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(10, 128), QString()); }
    void ourCatalogueIsComplete();
    void brokenCataloguesAreRefused_data();
    void brokenCataloguesAreRefused();
    void sampleOpensWithTitles();

private:
    TempFiles m_files;
    Cost m_cost;
};

void TestCatalogue::ourCatalogueIsComplete()
{
    const auto datasets = readCatalogue(SOURCE_ROOT "/datasets/catalogue.json");
    QVERIFY(datasets.size() >= 8);
    for (const KnownDataset& dataset : datasets) {
        QVERIFY2(dataset.link.starts_with("http"), dataset.name.c_str());
        QVERIFY2(!dataset.terms.empty() && !dataset.files.empty() && !dataset.size.empty(), dataset.name.c_str());
        QVERIFY2(std::ranges::find(formatTable(), dataset.format, &Format::name) != formatTable().end(),
                 dataset.name.c_str());
        for (const KnownFile& file : dataset.files)
            QVERIFY2(file.sha256.empty() || file.sha256.size() == 64, file.name.c_str());
    }
}

void TestCatalogue::brokenCataloguesAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("no JSON") << QByteArray("{\"datasets\": [");
    QTest::newRow("no list") << QByteArray("{\"datasets\": 3}");
    QTest::newRow("no link") << QByteArray("{\"datasets\": [{\"name\": \"A\", \"format\": \"ncf\"}]}");
    QTest::newRow("strange member") << QByteArray("{\"datasets\": [], \"extra\": 1}");
}

void TestCatalogue::brokenCataloguesAreRefused()
{
    QFETCH(QByteArray, json);
    QVERIFY_EXCEPTION_THROWN(readCatalogue(m_files.write("catalogue.json", json.toStdString())), BadInput);
}

void TestCatalogue::sampleOpensWithTitles()
{
    const Imported imported = importDataset(std::vector{std::filesystem::path(SOURCE_ROOT "/datasets/sample")}, {});
    QCOMPARE(imported.report.format, std::string("table"));
    QCOMPARE(imported.dataset->userCount(), std::size_t{60});
    QCOMPARE(imported.dataset->itemCount(), std::size_t{40});
    const Catalogue& albums = imported.dataset->items();
    for (std::size_t album = 0; album < albums.size(); ++album) {
        QVERIFY(albums.title(album) != albums.ids.name(album));
        QVERIFY(!albums.detail(album).empty());
    }
}

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
