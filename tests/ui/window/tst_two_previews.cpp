#include "tests/ui/window/shell.h"
#include "ui/pages/import/import_page.h"

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

QTEST_MAIN(TestTwoPreviews)
#include "tst_two_previews.moc"
