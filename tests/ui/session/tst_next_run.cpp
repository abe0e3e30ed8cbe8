#include "tests/ui/session/one_start.h"

using namespace tastescope;
using namespace tastescope::test;

/// The settings of the next run are those of the last start.
class TestNextRun : public QObject
{
    Q_OBJECT

private slots:
    void comesBackWithTheNextStart();
    void whatCannotBeReadIsLeftOut();
};

void TestNextRun::comesBackWithTheNextStart()
{
    const QTemporaryDir folder;
    {
        Session first(folder);
        BprOptions options;
        options.epochs = 10;
        options.learningRate = 0.125;
        first.workspace.nextRun().setOptions(options);
        first.workspace.nextRun().setModel("popularity");
    }
    Session second(folder);
    QCOMPARE(modelName(second.workspace.nextRun().options()), std::string_view("popularity"));
    second.workspace.nextRun().setModel("bpr");
    const auto& options = second.workspace.nextRun().options().as<BprOptions>();
    QCOMPARE(options.epochs, 10);
    QCOMPARE(options.learningRate, 0.125);
}

void TestNextRun::whatCannotBeReadIsLeftOut()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(QStringLiteral("settings.ini")));
    settings.setValue(QStringLiteral("nextRun"),
                      QStringList{QStringLiteral("{\"model\": \"of tomorrow\"}"), QStringLiteral("no JSON")});
    const Workspace workspace(settings, folder.filePath(QStringLiteral("runs")));
    QCOMPARE(modelName(workspace.nextRun().options()), std::string_view("bpr"));
}

QTEST_GUILESS_MAIN(TestNextRun)
#include "tst_next_run.moc"
