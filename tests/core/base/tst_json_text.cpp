#include "core/base/error.h"
#include "core/base/json_text.h"
#include "tests/support/cost.h"
#include "tests/support/strange_files.h"
#include "tests/support/temp_files.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace tastescope;

/// No text costs more than its length: what a text may hold is counted before anything is made of it.
class TestJsonText : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(10, 256), QString()); }
    void takesTheMost_data();
    void takesTheMost();
    void refusesMore_data();
    void refusesMore();
    void filesAreNoLongerThanAllowed();
    void refusesWhatIsNoFile_data() { addStrangeFiles(); }
    void refusesWhatIsNoFile();

private:
    TempFiles m_files;
    Cost m_cost;
};

namespace {

/// {"k0":0,"k1":0,...}
std::string objectOf(int keys)
{
    std::string text = "{";
    for (int key = 0; key < keys; ++key)
        text += (key > 0 ? ",\"k" : "\"k") + std::to_string(key) + "\":0";
    return text + "}";
}

std::string listOf(int count, const std::string& item)
{
    std::string text = "[" + item;
    for (int i = 1; i < count; ++i)
        text += "," + item;
    return text + "]";
}

} // namespace

void TestJsonText::takesTheMost_data()
{
    QTest::addColumn<std::string>("text");
    QTest::newRow("keys") << objectOf(mostJsonKeys);
    QTest::newRow("keys, in many objects") << listOf(100, objectOf(mostJsonKeys)); // 1 MB
    QTest::newRow("levels") << std::string(mostJsonLevels, '[') + std::string(mostJsonLevels, ']');
    QTest::newRow("a long text") << "\"" + std::string(1 << 20, 'x') + "\"";
    QTest::newRow("brackets and colons in texts") << listOf(10'000, R"("{[:,\"{")");
}

void TestJsonText::takesTheMost()
{
    QFETCH(std::string, text);
    QVERIFY(!parseJson(text, "t").is_null());
}

void TestJsonText::refusesMore_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("complaint"); // how it begins
    // The key k1000 is the 1,001st: its colon stands behind {"k0":0,... with 10 of 7, 90 of 8 and 900 of 9 characters,
    // and its own 7: 1 + 10 x 7 + 90 x 8 + 900 x 9 + 7 = 8898.
    QTest::newRow("keys") << objectOf(80'000) << std::string("1:8899: the keys of one object are more than 1000");
    QTest::newRow("keys of an inner object")
        << R"({"a": [{}, )" + objectOf(1'001) + "]}" << std::string("1:8910: the keys of one object");
    QTest::newRow("levels") << std::string(1'000'000, '{')
                            << std::string("1:65: the levels of nesting are more than 64");
    QTest::newRow("values") << listOf(mostJsonValues, "1") << std::string("1:"); // and the list itself
    QTest::newRow("nothing but commas") << std::string(std::size_t(mostJsonValues) + 1, ',') << std::string("1:");
    QTest::newRow("a key twice") << std::string(R"({"a": 1, "b": {"a": 2, "a": 3}})")
                                 << std::string("0:0: the key \"a\" appears twice");
}

void TestJsonText::refusesMore()
{
    QFETCH(std::string, text);
    QFETCH(std::string, complaint);
    const std::string found = complaintOf<BadInput>([&] { parseJson(text, "t"); });
    QVERIFY2(found.starts_with(complaint), found.c_str());
    QVERIFY2(m_cost.seconds() < 2, qPrintable(QString::number(m_cost.seconds())));
}

void TestJsonText::filesAreNoLongerThanAllowed()
{
    const auto path = m_files.write("t.json", "[1, 2]");
    QCOMPARE(readJsonFile(path, 6).size(), std::size_t{2});
    QVERIFY_EXCEPTION_THROWN(readJsonFile(path, 5), BadInput);
    QVERIFY_EXCEPTION_THROWN(readJsonFile(m_files.at("absent.json")), BadInput);
}

void TestJsonText::refusesWhatIsNoFile()
{
    QFETCH(std::string, kind);
    const auto path = m_files.at("strange.json");
    if (!makeStrange(kind, path))
        QSKIP("cannot be made here");
    QVERIFY_EXCEPTION_THROWN(readJsonFile(path), Error);
    std::filesystem::remove(path);
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
