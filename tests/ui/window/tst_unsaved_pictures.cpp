#include "tests/ui/window/shell.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/session/messages.h"
#include "ui/window/page_table.h"

#include <QSignalSpy>

using namespace tastescope::ui;
using tastescope::test::Shell;

class TestUnsavedPictures : public QObject
{
    Q_OBJECT

private slots:
    void everyPanelSaysThatItsPictureWasNotSaved();
};

/// Whatever page or dock a chart stands on: a full disk is told once, with its reason.
void TestUnsavedPictures::everyPanelSaysThatItsPictureWasNotSaved()
{
    Shell shell;
    shell.openTiny();
    for (const PageInfo& page : pageTable())
        shell.window.showPage(page.key);
    QSignalSpy told(&shell.workspace.messages(), &Messages::noticed);
    const auto panels = shell.window.findChildren<ChartPanel*>();
    QVERIFY(panels.size() > 15);
    for (ChartPanel* panel : panels) {
        told.clear();
        emit panel->exportFailed(QStringLiteral("the disk is full"));
        const QString title = panel->chart()->accessibleName();
        QVERIFY2(told.count() == 1, qPrintable(QStringLiteral("%1: told %2 times").arg(title).arg(told.count())));
        QCOMPARE(told.front().front().value<Notice>().text, QStringLiteral("the disk is full"));
    }
}

QTEST_MAIN(TestUnsavedPictures)
#include "tst_unsaved_pictures.moc"
