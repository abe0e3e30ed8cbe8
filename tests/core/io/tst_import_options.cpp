#include "tests/support/cost.h"
#include "tests/support/imports.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <algorithm>

using namespace tastescope;

namespace {

ImportOptions with(const std::vector<std::pair<const char*, const char*>>& words)
{
    ImportOptions options;
    for (const auto& [name, text] : words)
        setOptionFromText(importFields(), options, name, text);
    return options;
}

std::string valueOf(const ImportOptions& options, const char* name)
{
    return toText(findField(importFields(), name).read(options));
}

QString told(const Provenance& provenance)
{
    QStringList words;
    for (const auto& [name, value] : provenance.options)
        words << QString::fromStdString(name + " " + value);
    return words.join(QStringLiteral("; "));
}

} // namespace

/// The options of an import are rows: command line, settings, provenance and form are made of them.
class TestImportOptions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes(); }
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(20, 64), QString()); }
    void everyValueComesBackFromItsText_data();
    void everyValueComesBackFromItsText();
    void nothingSetIsTheDefault();
    void anotherFormatTakesBackTheTable();
    void anotherSeparatorTakesBackTheColumns();
    void wrongWordsAreRefused_data();
    void wrongWordsAreRefused();
    void provenanceSaysWhatWasAskedFor();

private:
    Cost m_cost;
};

void TestImportOptions::everyValueComesBackFromItsText_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const char* text) {
        QTest::addRow("%s %s", name, text) << QString::fromUtf8(name) << QString::fromUtf8(text);
    };
    for (const OptionField<ImportOptions>& field : importFields())
        for (const std::string& choice : field.info.choices)
            row(field.info.name.c_str(), choice.c_str());
    row("separator", "#|#");
    row("columns", "user,-,item,rating,time,title,detail");
    row("columns", "auto");
    row("min_rating", "none");
    row("min_rating", "-5");
    row("min_rating", "0");
    row("min_rating", "3.5");
    row("cold", "0.1");
    row("seed", "4294967295");
}

void TestImportOptions::everyValueComesBackFromItsText()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    const std::string option = name.toStdString();
    const ImportOptions options = with({{option.c_str(), text.toUtf8().constData()}});
    QCOMPARE(QString::fromStdString(valueOf(options, option.c_str())), text);
}

void TestImportOptions::nothingSetIsTheDefault()
{
    ImportOptions options;
    for (const OptionField<ImportOptions>& field : importFields())
        setOption(importFields(), options, field.info.name, field.read(ImportOptions()));
    QCOMPARE(options.format, std::string("auto"));
    QVERIFY(!options.table.isSet() && !options.minRating && !options.skipBadRows);
    QCOMPARE(options.splitOptions.seed, SplitOptions().seed);
    QCOMPARE(options.splitOptions.coldShare, SplitOptions().coldShare);
}

void TestImportOptions::anotherFormatTakesBackTheTable()
{
    ImportOptions options = with({{"format", "table"}, {"separator", "tab"}, {"header", "no"}});
    QVERIFY(options.table.isSet());
    setOptionFromText(importFields(), options, "format", "ncf");
    QVERIFY(!options.table.isSet());
}

void TestImportOptions::anotherSeparatorTakesBackTheColumns()
{
    ImportOptions options = with({{"separator", "tab"}, {"columns", "item,user"}});
    QCOMPARE(options.table.separator, std::optional<std::string>("\t"));
    QCOMPARE(options.table.roles, std::optional(std::vector{ColumnRole::Item, ColumnRole::User}));
    setOptionFromText(importFields(), options, "separator", "pipe");
    QVERIFY(!options.table.roles);
}

void TestImportOptions::wrongWordsAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("format") << "format"
                            << "magic";
    QTest::newRow("a role there is not") << "columns"
                                         << "user,thing";
    QTest::newRow("a rating that is no number") << "min_rating"
                                                << "good";
    QTest::newRow("everybody cold") << "cold"
                                    << "1";
    QTest::newRow("no such option") << "speed"
                                    << "1";
}

void TestImportOptions::wrongWordsAreRefused()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QVERIFY_EXCEPTION_THROWN(with({{name.toUtf8().constData(), text.toUtf8().constData()}}), Error);
}

void TestImportOptions::provenanceSaysWhatWasAskedFor()
{
    const TempFiles files;
    const auto path = files.write("asked.csv", "a;x;5\nb;y;4\n");
    const auto plain = importFiles({path}, {}).dataset;
    QCOMPARE(told(plain->provenance()),
             QStringLiteral("encoding auto; separator semicolon; header no; columns user,item,rating; " // guessed
                            "min_rating none; duplicates auto; split auto; order time; cold 0.05; keep_liked_negatives "
                            "no; skip_bad_rows no"));
    const ImportOptions options = with({{"separator", "semicolon"},
                                        {"header", "no"},
                                        {"columns", "user,item,rating"},
                                        {"min_rating", "4"},
                                        {"skip_bad_rows", "yes"}});
    const auto chosen = importFiles({path}, options).dataset;
    QCOMPARE(told(chosen->provenance()),
             QStringLiteral("encoding auto; separator semicolon; header no; columns user,item,rating; min_rating 4; "
                            "duplicates auto; split auto; order time; cold 0.05; keep_liked_negatives no; "
                            "skip_bad_rows yes"));
}

QTEST_GUILESS_MAIN(TestImportOptions)
#include "tst_import_options.moc"
