#include "core/base/random.h"
#include "tests/support/cost.h"
#include "tests/support/imports.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <algorithm>
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

namespace {

/// A row that may go over two lines, and where its fault is: lines below its first, and column in characters.
struct Row
{
    std::string text;
    std::size_t linesDown = 0;
    std::size_t column = 0;
};

constexpr int faultKinds = 11;
constexpr int quotedFaultKinds = 4; ///< the last of them

class RowMaker
{
public:
    RowMaker(std::string cut, Random& random) : m_cut(std::move(cut)), m_random(random) {}

    Row good(std::size_t row)
    {
        begin(row);
        const bool isQuoted = m_cut.size() == 1 && m_random.below(4) == 0;
        return {isQuoted ? line(quoted(m_item + "\n\"\"" + m_item)) : line(m_item)};
    }

    Row bad(std::size_t row, int kind)
    {
        begin(row);
        const std::size_t itemAt = m_user.size() + m_cut.size() + 1;
        const std::size_t ratingAt = itemAt + m_itemLength + m_cut.size();
        const std::string lines = "\"first\n" + m_item + "\"";
        constexpr std::array junk{"abc", "NaN", "1e999", "", "4 4", "--", "\xC3\xA9", "infinity"};
        const std::string none = junk[m_random.below(junk.size())];
        switch (kind) {
        case 0: // a rating that is none
            m_rating = none;
            return {line(m_item), 0, ratingAt};
        case 1: // a time that is none
            m_time = none;
            return {line(m_item), 0, ratingAt + 1 + m_cut.size()};
        case 2: // cut after the item
            return {m_user + m_cut + m_item, 0, itemAt + m_itemLength};
        case 3: // no user
            return {line(m_item).substr(m_user.size()), 0, 1};
        case 4: // no item
            return {line(""), 0, itemAt};
        case 5: // a control byte in the item
            return {line("\x02" + m_item), 0, itemAt};
        case 6: // a column too many
            return {line(m_item) + m_cut + "9", 0, ratingAt + 1 + 2 * m_cut.size() + m_time.size()};
        case 7: // a quote that never closes
            return {line("\"" + m_item), 0, itemAt};
        case 8: // text after a quote that closes
            return {line(quoted(m_item) + "x"), 0, itemAt + m_itemLength + 2};
        case 9: // a rating that is none, after a quote that closes in the next line
            m_rating = none;
            return {line(lines), 1, m_itemLength + 1 + m_cut.size() + 1};
        default: // a control byte in the second line of a quote
            return {line(lines.substr(0, lines.size() - 1) + "\x07\""), 1, m_itemLength + 1};
        }
    }

private:
    void begin(std::size_t row)
    {
        m_user = "u" + std::to_string(m_random.below(9));
        m_item = (m_random.below(2) ? "\xC3\xA4" : "i") + std::to_string(row);
        m_itemLength = 1 + std::to_string(row).size();
        m_rating = std::to_string(1 + m_random.below(5));
        m_time = std::to_string(964'982'703 + row);
    }

    std::string line(const std::string& item) const
    {
        return m_user + m_cut + item + m_cut + m_rating + m_cut + m_time;
    }

    static std::string quoted(const std::string& text) { return "\"" + text + "\""; }

    std::string m_cut;
    Random& m_random;
    std::string m_user;
    std::string m_item;
    std::size_t m_itemLength = 0; ///< characters
    std::string m_rating;
    std::string m_time;
};

std::size_t lineBreaks(const std::string& text)
{
    return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

} // namespace

/// Good tables, each with one fault of a random kind in a random row: the place must be that of the fault. 1,000 over
/// all separators and sizes of reading, 10,000 with TASTESCOPE_LONG=1.
void TestRandomDamage::findsOneDefectAnywhere()
{
    QFETCH(QString, separator);
    const std::string cut = separator.toStdString();
    const std::uint64_t tables = qEnvironmentVariableIntValue("TASTESCOPE_LONG") > 0 ? 417 : 42;
    const std::uint64_t first = readSizes().chunk * tables; // every size has tables of its own
    const TempFiles files;
    for (std::uint64_t seed = first; seed < first + tables; ++seed) {
        Random random(seed, {1});
        RowMaker rows(cut, random);
        const std::size_t count = 30 + random.below(40);
        const std::size_t faultRow = random.below(count);
        const int kind = static_cast<int>(random.below(cut.size() == 1 ? faultKinds : faultKinds - quotedFaultKinds));
        std::string text;
        QString place;
        for (std::size_t row = 0; row < count; ++row) {
            const bool isFault = row == faultRow;
            // A quote that is never closed would be by the next. The ratings differ: a column that is always the same,
            // or nothing, holds none.
            const Row made = isFault ? rows.bad(row, kind)
                             : row > faultRow
                                 ? Row{"u1" + cut + "i1" + cut + std::to_string(1 + row % 5) + cut + "964982703"}
                                 : rows.good(row);
            if (isFault)
                place = QStringLiteral("t.txt:%1:%2 ").arg(lineBreaks(text) + made.linesDown + 1).arg(made.column);
            text += made.text + "\n";
        }
        const QString found = complaint(files.write("t.txt", text));
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
