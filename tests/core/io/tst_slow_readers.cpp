// The readers against others that share nothing with them, on random good input: 10,000 of each kind, a million with
// TASTESCOPE_LONG=1.
#include "core/base/json_text.h"
#include "core/base/random.h"
#include "core/io/table/record_reader.h"
#include "tests/core/io/slow_readers.h"
#include "tests/support/imports.h"
#include "tests/support/temp_files.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

using namespace tastescope;

class TestSlowReaders : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes({3, 0}); }
    void agreeOnTables();
    void agreeOnImportedTables();
    void agreeOnJson();

private:
    TempFiles m_files;
};

namespace {

std::uint64_t timesOf(std::uint64_t usual)
{
    return qEnvironmentVariableIntValue("TASTESCOPE_LONG") > 0 ? usual * 100 : usual;
}

template<std::size_t Count>
const char* oneOf(const std::array<const char*, Count>& texts, Random& random)
{
    return texts[random.below(Count)];
}

/// A table as people and programs write them, and what it means.
struct RandomTable
{
    explicit RandomTable(std::uint64_t seed) : m_random(seed, {3})
    {
        constexpr std::array ends{"\n", "\r\n", "\r"};
        separator = ",;\t|"[m_random.below(4)];
        const char* const end = oneOf(ends, m_random);
        const std::size_t columns = 2 + m_random.below(4);
        text = m_random.below(4) == 0 ? "\xEF\xBB\xBF" : "";
        for (std::uint64_t row = 0, count = 1 + m_random.below(12); row < count; ++row) {
            if (m_random.below(8) == 0)
                text += end; // a blank line
            rows.emplace_back();
            for (std::size_t column = 0; column < columns; ++column)
                addField(column > 0);
            text += row + 1 < count || m_random.below(2) ? end : "";
        }
    }

    char separator = ',';
    std::string text;
    TextRows rows;

private:
    void addField(bool follows)
    {
        constexpr std::array plain{"a",   "Bc",          "\xC3\xA4",     "7",  "-0.5",
                                   "x y", "12\" single", "\xE2\x82\xAC", "u1", "it'em"};
        constexpr std::array quotable{",", ";", "\t", "|", "\n", "\"", " ", "a", "\xF0\x9F\x8E\xB5", "::", "\n\n"};
        constexpr std::array around{"", "", "", " ", "  "};
        std::string field;
        const bool isQuoted = m_random.below(3) == 0;
        for (std::uint64_t i = 0, parts = isQuoted ? m_random.below(5) : 1; i < parts; ++i)
            field += isQuoted ? oneOf(quotable, m_random) : oneOf(plain, m_random);
        if (rows.back().empty() && field.empty())
            field = "f"; // so that no row is blank
        rows.back().push_back(field);
        std::string written;
        for (const char c : field)
            written += c == '"' && isQuoted ? std::string("\"\"") : std::string(1, c);
        text += follows ? std::string(1, separator) : std::string();
        text += oneOf(around, m_random) + (isQuoted ? "\"" + written + "\"" : written) + oneOf(around, m_random);
    }

    Random m_random;
};

TextRows fastTable(const std::filesystem::path& file, char separator)
{
    const JobContext job;
    ReadProgress progress(job, 0, readSizes());
    TextScanner scanner(file, Encoding::Auto, progress);
    RecordReader reader(scanner, {.separator = std::string(1, separator)});
    TextRows rows;
    while (reader.next()) {
        rows.emplace_back();
        for (std::size_t column = 0; column < reader.size(); ++column)
            rows.back().emplace_back(reader.field(column));
        if (reader.problem())
            rows.back() = {reader.problem()->text};
    }
    return rows;
}

/// As positives() writes them: users and items in the order in which they first stand in the file.
QString slowPositives(const std::string& text)
{
    std::vector<std::string> users;
    std::vector<std::string> items;
    std::map<std::pair<std::string, std::string>, int> ratings;
    const auto note = [](std::vector<std::string>& seen, const std::string& id) {
        if (std::ranges::find(seen, id) == seen.end())
            seen.push_back(id);
    };
    TextRows rows = slowTable(text, ',');
    rows.erase(rows.begin()); // the header
    for (const auto& row : rows) {
        note(users, row[0]);
        note(items, row[1]);
        ratings[{row[0], row[1]}] = row[2][0] - '0';
    }
    QStringList pairs;
    for (const std::string& user : users)
        for (const std::string& item : items)
            if (const auto found = ratings.find({user, item}); found != ratings.end() && found->second >= 3)
                pairs << QString::fromStdString(user + "-" + item);
    return pairs.join(QLatin1Char(' '));
}

/// A JSON text with every kind of value, its spaces and escapes at random.
class RandomJson
{
public:
    explicit RandomJson(std::uint64_t seed) : m_random(seed, {4}) {}

    std::string value(int depth = 0)
    {
        constexpr std::array spaces{"", "", " ", "\n  ", "\t"};
        constexpr std::array words{"true", "false", "null"};
        const auto kind = m_random.below(depth < 6 ? 6 : 4);
        std::string text = oneOf(spaces, m_random);
        if (kind == 0)
            text += oneOf(words, m_random);
        else if (kind == 1)
            text += string();
        else if (kind <= 3)
            text += number();
        else
            text += container(kind == 4, depth);
        return text + oneOf(spaces, m_random);
    }

private:
    std::string container(bool isObject, int depth)
    {
        std::string text = isObject ? "{" : "[";
        for (std::uint64_t i = 0, count = m_random.below(5); i < count; ++i) {
            text += i > 0 ? "," : "";
            if (isObject) {
                const std::string key = string(); // no key comes twice
                text += "\"" + std::to_string(i) + key.substr(1) + ":";
            }
            text += value(depth + 1);
        }
        return text + (isObject ? "}" : "]");
    }

    std::string string()
    {
        constexpr std::array parts{"a",       "\xC3\xA4",         "\\n",          "\\\"", "\\\\",
                                   "\\u00e9", "\\ud83c\\udfb5",   "\\u0001",      "/",    "\\/",
                                   " ",       "\xF0\x9F\x8E\xB5", "\\b\\f\\r\\t", "0"};
        std::string text = "\"";
        for (std::uint64_t i = 0, count = m_random.below(6); i < count; ++i)
            text += oneOf(parts, m_random);
        return text + "\"";
    }

    std::string number()
    {
        const auto kind = m_random.below(3);
        if (kind == 0)
            return std::to_string(static_cast<std::int64_t>(m_random.below(std::uint64_t{1} << 63)) - (1LL << 62));
        if (kind == 1)
            return std::to_string(m_random.below(1'000));
        const std::uint64_t bits = m_random.below(std::uint64_t{1} << 63);
        const double number = std::bit_cast<double>(bits);
        return std::isfinite(number) ? nlohmann::json(number).dump() : "0.5";
    }

    Random m_random;
};

} // namespace

void TestSlowReaders::agreeOnTables()
{
    for (std::uint64_t seed = 0; seed < timesOf(5'000); ++seed) {
        const RandomTable table(seed);
        QVERIFY2(slowTable(table.text, table.separator) == table.rows, qPrintable(QStringLiteral("seed %1").arg(seed)));
        const TextRows fast = fastTable(m_files.write("t.csv", table.text), table.separator);
        QVERIFY2(fast == table.rows, (std::to_string(seed) + ":\n" + table.text).c_str());
    }
}

/// Whole imports: of each pair the rating that stands last counts, and those of 3 and more are liked.
void TestSlowReaders::agreeOnImportedTables()
{
    const ImportOptions options{.minRating = 3, .split = SplitChoice::Random};
    for (std::uint64_t seed = 0; seed < timesOf(500); ++seed) {
        Random random(seed, {5});
        std::string text = "user,item,rating\n";
        for (std::uint64_t row = 0, count = 20 + random.below(60); row < count; ++row) {
            const std::string item = std::to_string(random.below(9));
            text += "u" + std::to_string(random.below(7)) + "," + (random.below(3) ? item : "\"" + item + "\"") + ","
                    + std::to_string(1 + random.below(5)) + "\n";
        }
        const Imported imported = importFiles({m_files.write("i.csv", text)}, options);
        QCOMPARE(positives(*imported.dataset), slowPositives(text));
    }
}

void TestSlowReaders::agreeOnJson()
{
    if (readSizes().chunk < 64)
        return; // it is read whole
    for (std::uint64_t seed = 0; seed < timesOf(10'000); ++seed) {
        const std::string text = RandomJson(seed).value();
        const Json read = parseJson(text, "j");
        const std::string written = toText(read);
        const QString where = QStringLiteral("seed %1: %2").arg(seed).arg(QString::fromStdString(text));
        QVERIFY2(SlowJson::meaning(written + "\n") == SlowJson::meaning(text + "\n"), qPrintable(where));
        QVERIFY2(toText(parseJson(written, "j")) == written, qPrintable(where));
    }
}

QTEST_GUILESS_MAIN(TestSlowReaders)
#include "tst_slow_readers.moc"
