#include "app/desktop/command.h"
#include "app/desktop/crash_log.h"
#include "app/desktop/export_page.h"
#include "core/base/error.h"
#include "core/base/out_of_memory.h"
#include "core/base/shown_text.h"
#include "core/base/stop_signals.h"
#include "ui/session/log_file.h"
#include "ui/session/loop_watch.h"
#include "ui/session/settings.h"
#include "ui/session/workspace.h"
#include "ui/window/main_window.h"
#include "ui/window/tour.h"
#include "ui/window/watched_application.h"

#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <memory>

namespace {

using namespace tastescope;
using namespace tastescope::ui;
using desktop::Command;

// A tour, an export and the words of --help need no screen.
void useNoScreenWhereThereIsNone(int argc, char** argv)
{
    const bool hasScreen = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
                           || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
    const bool needsNone = std::any_of(argv + 1, argv + argc, [](const char* argument) {
        return QByteArray(argument).startsWith("--tour") || QByteArray(argument).startsWith("--export")
               || QByteArray(argument) == "--help" || QByteArray(argument) == "-h"
               || QByteArray(argument) == "--version" || QByteArray(argument) == "-v";
    });
    if (needsNone && !hasScreen)
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

/// Closes the window when the system asks the program to end: when the terminal closes, the person logs out, or at
/// Ctrl+C. Made before Qt makes its first thread, so that all threads leave the signals to it.
class SignalBell
{
public:
    /// What is asked to end from now on is the window; null: nothing any more.
    void tell(MainWindow* window)
    {
        m_window = window;
        if (window && m_signals.token().stop_requested()) // it came before the window
            ring();
    }

    /// A tour and an export keep nothing: they end at the first signal.
    void endAtOnce() { m_atOnce = true; }

private:
    void ring()
    {
        if (m_atOnce)
            raise(SIGTERM); // the second one, which ends the program
        else if (MainWindow* window = m_window)
            QMetaObject::invokeMethod(window, "closeAndKeep", Qt::QueuedConnection); // only the event loop can end it
    }

    std::atomic<MainWindow*> m_window = nullptr;
    std::atomic<bool> m_atOnce = false;
    StopSignals m_signals{[this] { ring(); }};
};

void takeTour(const Command& command)
{
    // A tour must not change what the person set, nor leave its runs behind.
    const QTemporaryDir folder;
    Workspace workspace(Settings(folder.filePath(QStringLiteral("settings.json"))),
                        folder.filePath(QStringLiteral("runs")));
    MainWindow window(workspace);
    TourOptions options;
    options.folder = command.tourFolder;
    if (!command.dataset.isEmpty())
        options.dataset = command.dataset;
    if (command.size.isValid())
        options.size = command.size;
    runTour(workspace, window, options);
}

void sayGaps(const LoopWatch& loop, const HandlerWatch& handlers)
{
    std::fprintf(stderr, "longest gap of the event loop: %.1f ms in %lld turns\n", loop.longestGap(),
                 static_cast<long long>(loop.turns()));
    std::fprintf(stderr, "longest event handler: %.1f ms of CPU in %lld handlers\n", handlers.longest(),
                 static_cast<long long>(handlers.handlers()));
    for (const HandlerWatch::Kind& kind : handlers.overLimit())
        std::fprintf(stderr, "  over %.0f ms: %5.1f ms, %d times, %s%s%s\n", HandlerWatch::limit, kind.longest,
                     kind.overLimit, qPrintable(kind.name), kind.within.isEmpty() ? "" : ", mostly ",
                     qPrintable(kind.within));
}

int showWindow(const Command& command, WatchedApplication& application, SignalBell& bell)
{
    desktop::keepLog(logFile().toStdString());
    HandlerWatch handlers;
    if (command.measuresGaps)
        application.setWatch(&handlers);
    Workspace workspace;
    if (command.theme)
        workspace.settings().setTheme(*command.theme);
    const auto window = std::make_unique<MainWindow>(workspace);
    if (command.size.isValid())
        window->resize(command.size);
    window->show();
    bell.tell(window.get());
    if (!command.dataset.isEmpty())
        window->open({command.dataset});
    LoopWatch watch;
    if (command.measuresGaps)
        watch.start();
    const int code = QApplication::exec();
    bell.tell(nullptr);
    application.setWatch(nullptr);
    if (command.measuresGaps)
        sayGaps(watch, handlers);
    return code;
}

} // namespace

int main(int argc, char** argv)
{
    endInWordsWithoutMemory("tastescope");
    useNoScreenWhereThereIsNone(argc, argv);
    SignalBell bell;
    WatchedApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("tastescope"));
    QGuiApplication::setDesktopFileName(QStringLiteral("tastescope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Tastescope"));
    QApplication::setApplicationVersion(QStringLiteral(TASTESCOPE_VERSION));
    QLocale::setDefault(QLocale::c()); // numbers are set by ui/session/numbers.h, the same everywhere

    try {
        const Command command = desktop::readCommand(application);
        if (!command.exportFile.isEmpty() || !command.tourFolder.isEmpty())
            bell.endAtOnce();
        if (!command.exportFile.isEmpty())
            desktop::exportPage(command);
        else if (!command.tourFolder.isEmpty())
            takeTour(command);
        else
            return showWindow(command, application, bell);
        return 0;
    } catch (const desktop::WrongUsage& problem) {
        std::fprintf(stderr, "tastescope: %s.\nTry tastescope --help.\n", problem.what());
        return 2;
    } catch (...) {
        std::fprintf(stderr, "tastescope: %s\n", shownLines(caughtText()).c_str());
        return 1;
    }
}
