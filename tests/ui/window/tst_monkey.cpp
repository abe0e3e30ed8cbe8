#include "core/history/run_store.h"
#include "core/io/native/native_file.h"
#include "core/pipeline/preset.h"
#include "tests/ui/window/monkey.h"

#include <QFileInfo>
#include <QSet>

#include <cstdlib>
#include <memory>

using namespace tastescope;
using namespace tastescope::ui;
using tastescope::test::Monkey;
using tastescope::test::Shell;

/// 200 things done at random; under the address sanitizer 2,000, with TASTESCOPE_LONG=1 10,000. TASTESCOPE_MONKEY_SEED
/// chooses others, TASTESCOPE_MONKEY_TELLS=1 says each before it is done, TASTESCOPE_MONKEY_ABORTS=1 shows where a
/// warning came from.
class TestMonkey : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void anythingAtRandomLeavesTheWindowSound();

private:
    QTemporaryDir m_cache; // presets are kept there, not in the person's
    QTemporaryDir m_data;
};

namespace {

QStringList warnings;
QtMessageHandler before = nullptr;

/// What Qt says that is no fault of the window's.
bool isExpected(const QString& text)
{
    static const QStringList known{
        // The platform without a screen has no such things.
        QStringLiteral("This plugin does not support"),
        // A drag that left the window: the release arrives where nothing was pressed.
        QStringLiteral("Mouse event occurs outside target window"),
    };
    return std::any_of(known.begin(), known.end(), [&](const QString& begin) { return text.contains(begin); });
}

void collect(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (type != QtDebugMsg && type != QtInfoMsg && !isExpected(text)) {
        warnings << text;
        if (qEnvironmentVariableIsSet("TASTESCOPE_MONKEY_ABORTS"))
            std::abort();
    }
    before(type, context, text);
}

/// Every job that began must end, once.
struct JobLedger
{
    QSet<int> begun;
    QSet<int> ended;

    explicit JobLedger(JobQueue& jobs)
    {
        QObject::connect(&jobs, &JobQueue::started, &jobs, [this](int id) { begun << id; });
        QObject::connect(&jobs, &JobQueue::finished, &jobs, [this](int id) { ended << id; });
    }
};

int steps()
{
#if defined(__SANITIZE_ADDRESS__)
    constexpr int usual = 2'000;
#else
    constexpr int usual = 200;
#endif
    return qEnvironmentVariableIntValue("TASTESCOPE_LONG") > 0 ? 10'000 : usual;
}

} // namespace

void TestMonkey::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
    QApplication::setQuitOnLastWindowClosed(false);
    for (const auto& [name, users] : {std::pair("smaller.taste", 120), std::pair("larger.taste", 12'000)})
        saveDataset(*makePreset(Preset::Demo, {.seed = 3, .users = static_cast<std::size_t>(users)}),
                    m_data.filePath(QLatin1String(name)).toStdString());
}

void TestMonkey::anythingAtRandomLeavesTheWindowSound()
{
    bool chosen = false;
    const int wanted = qEnvironmentVariableIntValue("TASTESCOPE_MONKEY_SEED", &chosen);
    const auto seed = static_cast<unsigned>(chosen ? wanted : 20'260);
    qInfo("seed %u, %d steps", seed, steps());
    auto shell = std::make_unique<Shell>();
    const JobLedger jobs(shell->workspace.jobs());
    {
        Monkey monkey(*shell,
                      {QStringLiteral("preset:demo"), m_data.filePath(QStringLiteral("smaller.taste")),
                       m_data.filePath(QStringLiteral("larger.taste"))},
                      seed);
        before = qInstallMessageHandler(collect);
        for (int step = 0; step < steps() && warnings.isEmpty(); ++step) {
            if (step % 100 == 0)
                monkey.open();
            monkey.act();
            QTest::qWait(step % 4 == 0 ? 10 : 0);
        }
        qInstallMessageHandler(before);
        QVERIFY2(warnings.isEmpty(),
                 qPrintable(warnings.join(QLatin1Char('\n')) + QStringLiteral("\n  after\n    ") + monkey.lastActs()));
    }
    shell->workspace.jobs().stopAll();
    shell->workspace.jobs().resume();
    QTRY_VERIFY_WITH_TIMEOUT(!shell->workspace.jobs().isBusy(), 60'000);
    QCOMPARE(jobs.ended, jobs.ended + jobs.begun);
    qInfo("%lld jobs began and ended, %zu runs are listed", static_cast<long long>(jobs.begun.size()),
          shell->workspace.runs().runs().size());

    const std::filesystem::path workspace = shell->workspace.history().workspace();
    QTemporaryDir& folder = shell->folder;
    folder.setAutoRemove(false);
    const QString left = folder.path();
    shell.reset(); // what is still to be written is written
    const RunStore store(workspace);
    QCOMPARE(store.problems(), std::vector<std::string>());
    QCOMPARE(store.missingFiles(), std::vector<std::string>());
    QDir(left).removeRecursively();
}

QTEST_MAIN(TestMonkey)
#include "tst_monkey.moc"
