#include "tests/app/virtual_screen.h"
#include "tests/support/send_signal.h"

#include <QElapsedTimer>
#include <QScopeGuard>

#include <csignal>

/// The system asks the window to end, or the person closes it, whatever it shows and is at: it is gone within two
/// seconds (ten are allowed where the machine is busy) with exit code 0, and has kept what it had.
class TestWindowStates : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void endsSoonAndKeepsItsState_data();
    void endsSoonAndKeepsItsState();

private:
    QTemporaryDir m_folder;
};

namespace {

constexpr int longestMs = 10'000;
constexpr int closed = 0; // instead of a signal: Quit

enum class State { Empty, Opening, Loaded, Previewing, FileDialog, KeyboardSheet, Search, Training, Queued };

struct NamedState
{
    const char* name;
    State state;
    const char* data;
};
constexpr std::array states{NamedState{"empty", State::Empty, ""},
                            NamedState{"opening", State::Opening, "preset:demo"},
                            NamedState{"data loaded", State::Loaded, "tiny.taste"},
                            NamedState{"previewing a file", State::Previewing, "ratings.csv"},
                            NamedState{"file dialog open", State::FileDialog, "tiny.taste"},
                            NamedState{"keyboard sheet open", State::KeyboardSheet, "tiny.taste"},
                            NamedState{"search open", State::Search, "tiny.taste"},
                            NamedState{"training", State::Training, "preset:tiny"},
                            NamedState{"training, others wait", State::Queued, "preset:tiny"}};

/// Brings a window there that has just been shown. False: it does not come.
bool reach(State state, const VirtualScreen& screen, const QString& folder)
{
    const auto loaded = [&] { // what was opened is remembered as recent
        return QTest::qWaitFor(
            [&] {
                QFile settings(folder + "/tastescope/settings.json");
                return settings.open(QIODevice::ReadOnly) && settings.readAll().contains("tiny.taste");
            },
            60'000);
    };
    switch (state) {
    case State::Empty:
    case State::Opening:
    case State::Previewing:
        return true;
    case State::Loaded:
        return loaded();
    case State::FileDialog:
    case State::KeyboardSheet:
    case State::Search:
        if (!loaded())
            return false;
        screen.press(state == State::FileDialog ? "ctrl+o" : state == State::Search ? "ctrl+k" : "F1");
        QTest::qWait(1'000);
        return true;
    case State::Training:
        return beginTraining(screen, folder);
    case State::Queued:
        if (!beginTraining(screen, folder))
            return false;
        for (int more = 0; more < 3; ++more)
            screen.press(QStringLiteral("ctrl+r"));
        return true;
    }
    return false;
}

QByteArray ratings()
{
    QByteArray text = "user,item,rating\n";
    for (int user = 0; user < 20'000; ++user)
        for (int item = 0; item < 20; ++item)
            text += QByteArray::number(user) + ',' + QByteArray::number((item * 7 + user) % 9'000) + ",4\n";
    return text;
}

} // namespace

void TestWindowStates::initTestCase()
{
    if (const QString missing = VirtualScreen::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    qputenv("XDG_CACHE_HOME", m_folder.filePath("cache").toUtf8());
    QCOMPARE(call({"data", "info", "preset:tiny"}).code, 0); // made once
    QVERIFY(write(m_folder.filePath("ratings.csv"), ratings()));
    QCOMPARE(call({"data", "make", "--preset", "tiny", "--out", m_folder.filePath("tiny.taste")}).code, 0);
}

void TestWindowStates::endsSoonAndKeepsItsState_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("data");
    QTest::addColumn<int>("signal");
    int row = 0;
    for (const NamedState& each : states)
        for (const auto& [name, signal] :
             {std::pair("SIGTERM", SIGTERM), {"Ctrl+C", SIGINT}, {"the terminal closes", SIGHUP}, {"Quit", closed}}) {
            // A job is asked about first, and a dialog has the keys.
            const bool atRest = each.state == State::Empty || each.state == State::Loaded;
            const bool sampled = isLong() || signal == SIGTERM || row++ % 4 == 0;
            if (signal == closed ? atRest : sampled)
                QTest::addRow("%s, %s", each.name, name)
                    << static_cast<int>(each.state) << QString(each.data) << signal;
        }
}

void TestWindowStates::endsSoonAndKeepsItsState()
{
    QFETCH(int, state);
    QFETCH(QString, data);
    QFETCH(int, signal);
    const QString folder = m_folder.filePath(QString::fromLatin1(QTest::currentDataTag()));
    VirtualScreen screen;
    QProcess window;
    const auto end = qScopeGuard([&] { // however the test ends
        window.kill();
        window.waitForFinished();
    });
    if (data.contains('.'))
        data = m_folder.filePath(data);
    QVERIFY(screen.show(window, folder, data.isEmpty() ? QStringList() : QStringList{data}));
    QVERIFY(reach(static_cast<State>(state), screen, folder));

    QElapsedTimer clock;
    clock.start();
    if (signal != closed)
        tastescope::test::sendSignal(window, signal);
    bool gone = false;
    do { // asks while neighbours are still searched for: then it is pressed again
        if (signal == closed)
            screen.press(QStringLiteral("ctrl+q"));
        gone = window.waitForFinished(signal == closed ? 500 : longestMs);
    } while (!gone && clock.elapsed() < longestMs);
    qInfo("gone after %lld ms", static_cast<long long>(clock.elapsed()));
    QVERIFY2(gone, "it is still there");
    QVERIFY2(window.exitStatus() == QProcess::NormalExit, "it crashed");
    QCOMPARE(window.exitCode(), 0);

    QVERIFY(QFile::exists(folder + "/tastescope/settings.json")); // with the place of the window
    const QString workspace = folder + QStringLiteral("/tastescope");
    QCOMPARE(call({"runs", "check", "--workspace", workspace}).code, 0);
    for (const auto& run : call({"runs", "list", "--workspace", workspace, "--json"}).json()["runs"])
        QVERIFY2(run["state"] == "stopped" || run["state"] == "finished", run.dump().c_str());
    for (const QString& run : runFoldersIn(folder))
        QVERIFY2(QFile::exists(run + "/model.safetensors") || !QFile::exists(run + "/checkpoints/last.safetensors"),
                 qPrintable(run));
}

QTEST_GUILESS_MAIN(TestWindowStates)
#include "tst_window_states.moc"
