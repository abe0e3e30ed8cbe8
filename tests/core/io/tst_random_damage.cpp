#include "core/base/random.h"
#include "tests/support/cost.h"
#include "tests/support/imports.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <array>

using namespace tastescope;

/// Files with damage made at random, by seed.
class TestRandomDamage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes(); }
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(20, 64), QString()); }
    void findsOneDefectAnywhere_data();
    void findsOneDefectAnywhere();
    void endsInWordsOrADataset();

private:
    Cost m_cost;
};

void TestRandomDamage::findsOneDefectAnywhere_data()
{
    QTest::addColumn<QString>("separator");
    QTest::newRow("comma") << ",";
    QTest::newRow("tab") << "\t";
    QTest::newRow("semicolon") << ";";
    QTest::newRow("colons") << "::";
}

/// 150 good tables, each with one defect of a random kind in a random row: the place must be that of the defect.
void TestRandomDamage::findsOneDefectAnywhere()
{
    QFETCH(QString, separator);
    const std::string cut = separator.toStdString();
    constexpr std::array junk{"abc", "NaN", "1e999", "", "4 4", "--", "\xC3\xA9", "infinity"};
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        Random random(seed, {1});
        const std::size_t rows = 30 + random.below(40);
        const std::size_t defectRow = random.below(rows);
        const auto kind = random.below(4);
        std::string text;
        std::size_t column = 0;
        for (std::size_t row = 0; row < rows; ++row) {
            const std::string user = "u" + std::to_string(random.below(9));
            const std::string item = (random.below(2) ? "\xC3\xA4" : "i") + std::to_string(row);
            const std::string ids = user + cut + item;
            const std::size_t idLength = user.size() + cut.size() + 1 + std::to_string(row).size(); // characters
            std::string line =
                ids + cut + std::to_string(1 + random.below(5)) + cut + std::to_string(964'982'703 + row);
            if (row == defectRow && kind == 0) { // a rating that is none
                line = ids + cut + junk[random.below(junk.size())] + cut + "964982703";
                column = idLength + cut.size() + 1;
            } else if (row == defectRow && kind == 1) { // cut after the item
                line = ids;
                column = idLength + 1;
            } else if (row == defectRow && kind == 2) { // no user
                line = line.substr(user.size());
                column = 1;
            } else if (row == defectRow) { // a control byte in the item
                line.insert(user.size() + cut.size(), 1, '\x02');
                column = user.size() + cut.size() + 1;
            }
            text += line + "\n";
        }
        const TempFiles files;
        const QString found = complaint(files.write("t.txt", text));
        const QString place = QStringLiteral("t.txt:%1:%2 ").arg(defectRow + 1).arg(column);
        QVERIFY2(found.startsWith(place),
                 qPrintable(
                     QStringLiteral("seed %1, kind %2: found %3, expected %4").arg(seed).arg(kind).arg(found, place)));
    }
}

/// Bytes changed, put in and taken out at random in a folder of each format: an import ends with a dataset or with an
/// Error, never otherwise (the sanitizer builds watch what happens in between).
void TestRandomDamage::endsInWordsOrADataset()
{
    using Folder = std::vector<std::pair<std::string, std::string>>;
    const std::vector<Folder> folders{
        {{"u.data", "1\t2\t3\t881250949\n1\t3\t4\t881250950\n"}, {"u.item", "2|A|||" + std::string(20, '|')}},
        {{"ratings.dat", "1::2::3::978300760\n1::3::5::978300761\n"}, {"movies.dat", "2::A::B|C\n3::D:: E::F\n"}},
        {{"ratings.csv", "userId,movieId,rating,timestamp\n1,2,4.0,964982703\n"},
         {"movies.csv", "movieId,title,genres\n2,\"A, B\",C\n"}},
        {{"user_artists.dat", "userID\tartistID\tweight\n2\t51\t13883\n"},
         {"artists.dat", "id\tname\turl\tpictureURL\n51\tA\tu\tp\n"}},
        {{"d.train.rating", "0\t1\t2\t3\n"}, {"d.test.rating", "0\t2\t2\t4\n"}, {"d.test.negative", "(0,2)\t5\t6\n"}},
        {{"train.txt", "0 1 2\n1 3\n2 1 2 3\n"}, {"test.txt", "0 3\n"}},
        {{"t.csv", "user,item,plays,date\n\"a \"\"b\"\"\",\"c\nd\",3,2003-05-17\n\xC3\xA9,y,4,2004-01-01\n"}},
        {{"t.gz", gzipped("a;x;4,5\nb;y;3,0\n")}}};
    int datasets = 0;
    int errors = 0;
    for (std::uint64_t seed = 0; seed < 800; ++seed) {
        Random random(seed, {2});
        Folder folder = folders[seed % folders.size()];
        std::string& bytes = folder[random.below(folder.size())].second;
        for (std::uint64_t change = 0; change <= random.below(4); ++change) {
            const std::size_t at = random.below(bytes.size() + 1);
            const char byte =
                static_cast<char>(random.below(2) ? random.below(256) : "\"\n\r\t,;|: 0-\xC3"[random.below(13)]);
            const auto kind = random.below(3);
            if (kind == 0)
                bytes.insert(at, 1, byte);
            else if (at < bytes.size() && kind == 1)
                bytes.erase(at, 1 + random.below(3));
            else if (at < bytes.size())
                bytes[at] = byte;
        }
        const TempFiles files;
        for (const auto& [name, content] : folder)
            files.write(name, content);
        try {
            importFiles({files.folder()}, {.skipBadRows = random.below(2) == 0});
            ++datasets;
        } catch (const Error&) {
            ++errors;
        }
    }
    QVERIFY2(datasets > 100 && errors > 100, "the damage must be neither nothing nor everything");
}

QTEST_GUILESS_MAIN(TestRandomDamage)
#include "tst_random_damage.moc"
