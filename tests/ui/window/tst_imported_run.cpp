#include "tests/core/files/event_bytes.h"
#include "tests/ui/window/shell.h"
#include "ui/pages/import/run_import_dialog.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_edits.h"

#include <QLineEdit>

using namespace tastescope::test;

namespace {

QByteArray log()
{
    std::string bytes = versionRecord();
    for (int step = 0; step < 3; ++step)
        bytes += stepRecord(1'700'000'000 + 60.0 * step, step,
                            simpleValue("loss/train", static_cast<float>(7 - step))
                                + simpleValue("loss/validation", static_cast<float>(6 - step)));
    return QByteArray::fromStdString(bytes);
}

RunImportDialog* dialogOf(const Shell& shell)
{
    return shell.window.findChild<RunImportDialog*>();
}

} // namespace

/// A log that is dropped anywhere becomes a run that is read and nothing else.
class TestImportedRun : public QObject
{
    Q_OBJECT

private slots:
    void aDroppedLogIsARunOfTheHistory();
    void whatIsNoLogIsToldInTheDialog();
};

void TestImportedRun::aDroppedLogIsARunOfTheHistory()
{
    Shell shell;
    shell.openTiny();
    const QString file = shell.write(QStringLiteral("events.out.tfevents.1.host"), log());
    shell.drop(file);
    QTRY_VERIFY(dialogOf(shell) && dialogOf(shell)->isReady());
    auto* name = dialogOf(shell)->findChild<QLineEdit*>();
    QVERIFY(!name->text().isEmpty());
    name->setText(QStringLiteral("theirs"));
    dialogOf(shell)->accept();
    const RunBook& book = shell.workspace.runs();
    QTRY_COMPARE(book.runs().size(), std::size_t(1));
    const SessionRun& run = book.runs().front();
    QCOMPARE(run.name, QStringLiteral("theirs"));
    QVERIFY(run.isImported());
    QVERIFY(originText(*run.origin).contains(file));
    QCOMPARE(run.curve.epochs.size(), std::size_t(3));
    QVERIFY(!run.canResume());
    shell.workspace.choices().setBaseline(run.id); // it is of no data: it stands in no paired test
    QCOMPARE(shell.workspace.choices().baseline(), 0);
    shell.workspace.runEdits().remove({run.id});
    QTRY_VERIFY(book.runs().empty());
    QVERIFY(QFile::exists(file));
}

void TestImportedRun::whatIsNoLogIsToldInTheDialog()
{
    Shell shell;
    shell.drop(shell.write(QStringLiteral("tfevents"), "user,item\n1,2\n3,4\n"));
    QTRY_VERIFY(dialogOf(shell));
    const auto isTold = [&] {
        for (const QLabel* label : dialogOf(shell)->findChildren<QLabel*>())
            if (label->text().contains(QStringLiteral("record 1 at byte 0")))
                return true;
        return false;
    };
    QTRY_VERIFY(isTold());
    QVERIFY(!dialogOf(shell)->isReady());
    dialogOf(shell)->accept(); // Enter
    QVERIFY(dialogOf(shell)->isVisible());
}

QTEST_MAIN(TestImportedRun)
#include "tst_imported_run.moc"
