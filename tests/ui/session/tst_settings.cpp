#include "tests/support/text_files.h"
#include "ui/session/settings.h"
#include "ui/session/settings_file.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;
using namespace tastescope::test;

class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void everythingComesBack();
    void importOptionsComeBack();
    void importOptionsOfOlderVersionsComeBack();
    void recentFilesAreNewestFirstAndFew();
    void twoInstancesNeverUndoEachOther();
    void aFileThatIsNotThereIsEmpty();
    void valuesOfTheWrongKindAreDefaults();
};

namespace {

RecentFile recent(const QString& name)
{
    RecentFile file;
    file.source.paths = {QStringLiteral("/data/") + name};
    file.source.options.minRating = 3.5;
    file.contents = QStringLiteral("6 040 users");
    file.format = QStringLiteral("MovieLens 1M");
    file.bytes = 24'000'000;
    file.openedAt = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5));
    return file;
}

} // namespace

void TestSettings::everythingComesBack()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("deep/er/settings.json"));
    LastSession session;
    session.source.paths = {QStringLiteral("a, b.csv"), QStringLiteral("Ünï.csv")};
    session.page = QStringLiteral("training");
    session.user = QStringLiteral("007");
    session.leftAt = QDateTime(QDate(2026, 1, 2), QTime(8, 41));
    {
        Settings settings(file);
        settings.addRecentFile(recent(QStringLiteral("ml-1m")));
        settings.setLastSession(session);
        settings.setTheme(ThemeChoice::Dark);
        settings.setWindow(QByteArray("\0geo", 4), QByteArray("state"));
        settings.setValue(QStringLiteral("columns/neighbours"), 42);
    }
    const Settings again(file);
    const RecentFile entry = again.recentFiles().value(0);
    QCOMPARE(entry.source.paths, recent(QStringLiteral("ml-1m")).source.paths);
    QCOMPARE(entry.source.options.minRating, std::optional(3.5));
    QCOMPARE(entry.contents, QStringLiteral("6 040 users"));
    QCOMPARE(entry.bytes, qint64{24'000'000});
    QCOMPARE(entry.openedAt, recent(QStringLiteral("ml-1m")).openedAt);
    QCOMPARE(again.lastSession()->source.paths, session.source.paths);
    QCOMPARE(again.lastSession()->page, session.page);
    QCOMPARE(again.lastSession()->user, session.user);
    QCOMPARE(again.lastSession()->leftAt, session.leftAt);
    QCOMPARE(again.theme(), ThemeChoice::Dark);
    QCOMPARE(again.windowGeometry(), QByteArray("\0geo", 4));
    QCOMPARE(again.windowState(), QByteArray("state"));
    QCOMPARE(again.value(QStringLiteral("columns/neighbours")).toInt(), 42);
}

void TestSettings::importOptionsComeBack()
{
    ImportOptions options;
    options.format = "table";
    options.table.separator = "\t";
    options.table.header = false;
    options.table.roles = std::vector{ColumnRole::User, ColumnRole::Ignored, ColumnRole::Item};
    options.encoding = Encoding::Latin1;
    options.minRating = 3.5;
    options.duplicates = Duplicates::Sum;
    options.split = SplitChoice::LeaveLastOut;
    options.splitOptions.seed = 7;
    options.skipBadRows = true;
    const ImportOptions again = importOptionsFrom(toVariantMap(options));
    QCOMPARE(again.format, options.format);
    QCOMPARE(again.table.separator, options.table.separator);
    QCOMPARE(again.table.header, options.table.header);
    QCOMPARE(again.table.roles, options.table.roles);
    QCOMPARE(again.encoding, options.encoding);
    QCOMPARE(again.minRating, options.minRating);
    QCOMPARE(again.duplicates, options.duplicates);
    QCOMPARE(again.split, options.split);
    QCOMPARE(again.splitOptions.seed, options.splitOptions.seed);
    QVERIFY(again.skipBadRows);
    QCOMPARE(importOptionsFrom({}).format, ImportOptions{}.format);
}

void TestSettings::importOptionsOfOlderVersionsComeBack()
{
    const ImportOptions options = importOptionsFrom({{QStringLiteral("format"), QStringLiteral("table")},
                                                     {QStringLiteral("encoding"), QStringLiteral("latin-1")},
                                                     {QStringLiteral("separator"), QStringLiteral("\t")},
                                                     {QStringLiteral("header"), false},
                                                     {QStringLiteral("roles"), QVariantList{1, 0, 2}},
                                                     {QStringLiteral("minRating"), 3.5},
                                                     {QStringLiteral("split"), QStringLiteral("no such split")},
                                                     {QStringLiteral("seed"), QStringLiteral("7")},
                                                     {QStringLiteral("skipBadRows"), true}});
    QCOMPARE(options.format, std::string("table"));
    QVERIFY(options.encoding == Encoding::Latin1);
    QCOMPARE(options.table.separator, std::optional<std::string>("\t"));
    QCOMPARE(options.table.header, std::optional(false));
    QCOMPARE(options.table.roles, std::optional(std::vector{ColumnRole::User, ColumnRole::Ignored, ColumnRole::Item}));
    QCOMPARE(options.minRating, std::optional(3.5));
    QVERIFY(options.split == SplitChoice::Auto); // what is not understood keeps its default
    QCOMPARE(options.splitOptions.seed, quint64{7});
    QVERIFY(options.skipBadRows);
}

void TestSettings::recentFilesAreNewestFirstAndFew()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(QStringLiteral("settings.json")));
    for (int i = 0; i < 15; ++i)
        settings.addRecentFile(recent(QString::number(i)));
    settings.addRecentFile(recent(QStringLiteral("9"))); // opened again: moves to the front, stays one
    QCOMPARE(settings.recentFiles().size(), qsizetype{Settings::recentLimit});
    QCOMPARE(settings.recentFiles().at(0).source.name(), QStringLiteral("9"));
    QCOMPARE(settings.recentFiles().at(1).source.name(), QStringLiteral("14"));
    settings.removeRecentFile(recent(QStringLiteral("9")).source.paths);
    QCOMPARE(settings.recentFiles().at(0).source.name(), QStringLiteral("14"));
    settings.clearRecentFiles();
    QVERIFY(settings.recentFiles().isEmpty());
}

void TestSettings::twoInstancesNeverUndoEachOther()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("settings.json"));
    Settings first(file);
    Settings second(file);
    first.addRecentFile(recent(QStringLiteral("one")));
    QVERIFY(first.file().flush());
    second.addRecentFile(recent(QStringLiteral("two")));
    first.setTheme(ThemeChoice::Light); // both have an edit the other has not seen
    QVERIFY(first.file().flush());
    second.setValue(QStringLiteral("k"), 7);
    QVERIFY(second.file().flush());
    first.addRecentFile(recent(QStringLiteral("three")));
    QVERIFY(first.file().flush());

    QStringList names;
    for (const RecentFile& entry : second.recentFiles())
        names << entry.source.name();
    QCOMPARE(names, (QStringList{QStringLiteral("three"), QStringLiteral("two"), QStringLiteral("one")}));
    QCOMPARE(second.theme(), ThemeChoice::Light);
    QCOMPARE(first.value(QStringLiteral("k")).toInt(), 7);
}

void TestSettings::aFileThatIsNotThereIsEmpty()
{
    const QTemporaryDir folder;
    const Settings settings(folder.filePath(QStringLiteral("none.json")));
    QVERIFY(settings.recentFiles().isEmpty());
    QVERIFY(!settings.lastSession());
    QCOMPARE(settings.theme(), ThemeChoice::System);
}

void TestSettings::valuesOfTheWrongKindAreDefaults()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("settings.json"));
    writeText(path, R"({"recent": [5, {"paths": "a"}, {"paths": ["b"], "bytes": "x"}], "theme": 7, "session": [],
                        "window": "none", "values": 3, "of a later version": true})");
    Settings settings(path);
    QCOMPARE(settings.recentFiles().size(), 2); // a single path reads as a list of one
    QCOMPARE(settings.recentFiles().at(1).bytes, qint64{0});
    QCOMPARE(settings.theme(), ThemeChoice::System);
    QVERIFY(!settings.lastSession());
    QVERIFY(settings.windowGeometry().isEmpty());
    QCOMPARE(settings.value(QStringLiteral("k"), 5).toInt(), 5);
    settings.setValue(QStringLiteral("k"), 6);
    QCOMPARE(settings.value(QStringLiteral("k")).toInt(), 6);
    QVERIFY(settings.file().flush());
    QVERIFY(readText(path).contains("of a later version"));
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
