#include "tests/support/raw_files.h"
#include "tests/ui/window/shell.h"
#include "ui/pages/import/import_page.h"

#include <QDir>
#include <QLabel>

using namespace tastescope;
using namespace tastescope::ui;
using tastescope::test::Shell;

/// What the preview of an import shows is of this file, and is what is imported.
class TestTwoPreviews : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsLeftOfTheFileBefore();
    void whatIsImportedOfTwoReadingsIsTheOneThatIsShown();
    void playsAndPlaylistsBuildOneDataset();
};

namespace {

QStringList textsOf(const QWidget& page)
{
    QStringList texts;
    for (const QLabel* label : page.findChildren<QLabel*>())
        if (label->isVisible())
            texts << label->text();
    return texts;
}

} // namespace

void TestTwoPreviews::nothingIsLeftOfTheFileBefore()
{
    Shell shell;
    shell.drop(shell.write(QStringLiteral("sound.csv"), "user,item\nu1,i1\nu2,i2\n"));
    const auto* page = shell.window.findChild<ImportPage*>();
    const auto says = [page](const QString& words) { return textsOf(*page).filter(words).size() > 0; };
    QTRY_VERIFY(says(QStringLiteral("bytes in sound.csv")));
    shell.drop(shell.write(QStringLiteral("noise.csv"), QByteArray(200, '\x01')));
    QTRY_VERIFY(says(QStringLiteral("cannot be imported")));
    QVERIFY2(!says(QStringLiteral("sound.csv")), qPrintable(textsOf(*page).join(QLatin1Char('\n'))));
    QVERIFY(says(QStringLiteral("Nothing is imported yet.")));
}

void TestTwoPreviews::whatIsImportedOfTwoReadingsIsTheOneThatIsShown()
{
    Shell shell;
    shell.drop(QStringLiteral(SOURCE_ROOT "/tests/data/wild/two-ways.tsv"));
    const auto* page = shell.window.findChild<ImportPage*>();
    QTRY_VERIFY(!textsOf(*page).filter(QStringLiteral("could as well be")).isEmpty());
    shell.button(QStringLiteral("Import"))->click();
    QTRY_VERIFY(shell.workspace.data().dataset());
    QCOMPARE(shell.workspace.data().dataset()->items().ids.name(0),
             std::string("a0")); // the second column, not the third
}

void TestTwoPreviews::playsAndPlaylistsBuildOneDataset()
{
    Shell shell;
    const std::string plays = rawfiles::play(1, 1) + rawfiles::play(1, 2) + rawfiles::play(2, 2);
    const std::string names = rawfiles::named(1, "X", "One") + rawfiles::named(2, "X", "Two");
    const std::string playlists = rawfiles::slice({{10, "p", {{"u:1", "one", "x"}}}, {11, "q", {{"u:2", "two", "x"}}}});
    const auto write = [&](const char* name, const std::string& text) {
        return shell.write(QString::fromLatin1(name), QByteArray::fromStdString(text));
    };
    const QString triplets = write("plays.txt", plays);
    write("unique_tracks.txt", names); // comes along
    QVERIFY(QDir(shell.folder.path()).mkdir(QStringLiteral("mpd")));
    write("mpd/slice.json", playlists);
    shell.drop({triplets, shell.folder.filePath(QStringLiteral("mpd"))});
    const auto* page = shell.window.findChild<ImportPage*>();
    QTRY_VERIFY(!textsOf(*page).filter(QStringLiteral("Plays and playlists")).isEmpty());
    QVERIFY2(!textsOf(*page).filter(QStringLiteral("unique_tracks.txt (titles)")).isEmpty(),
             qPrintable(textsOf(*page).join(QLatin1Char('\n'))));
    shell.button(QStringLiteral("Import"))->click();
    QTRY_VERIFY(shell.workspace.data().dataset());
    const Dataset& dataset = *shell.workspace.data().dataset();
    QCOMPARE(dataset.nouns().item, std::string("playlist"));
    QCOMPARE(dataset.items().title(0), std::string("p"));
    QVERIFY(dataset.hasOwners());
}

QTEST_MAIN(TestTwoPreviews)
#include "tst_two_previews.moc"
