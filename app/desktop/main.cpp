#include "core/base/error.h"
#include "ui/session/handler_watch.h"
#include "ui/session/loop_watch.h"
#include "ui/session/workspace.h"
#include "ui/window/main_window.h"
#include "ui/window/tour.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <cstdio>

namespace {

using namespace tastescope;
using namespace tastescope::ui;

struct Command
{
    QString dataset;
    QString tourFolder; ///< empty: no tour
    std::optional<ThemeChoice> theme;
    QSize size;
    bool measuresGaps = false;
};

/// Tells the handler watch of every event while there is one.
class Application : public QApplication
{
public:
    using QApplication::QApplication;

    void setWatch(HandlerWatch* watch) { m_watch = watch; }

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (!m_watch || QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        m_watch->enter(*receiver, *event);
        const bool taken = QApplication::notify(receiver, event);
        m_watch->leave();
        return taken;
    }

private:
    HandlerWatch* m_watch = nullptr;
};

int sayWrongUsage(const QString& problem)
{
    std::fprintf(stderr, "tastescope: %s\nTry tastescope --help.\n", qPrintable(problem));
    return 2;
}

// A tour and the words of --help need no screen.
void useNoScreenWhereThereIsNone(int argc, char** argv)
{
    const bool hasScreen = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
                           || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
    const bool needsNone = std::any_of(argv + 1, argv + argc, [](const char* argument) {
        return QByteArray(argument).startsWith("--tour") || QByteArray(argument) == "--help"
               || QByteArray(argument) == "-h" || QByteArray(argument) == "--version" || QByteArray(argument) == "-v";
    });
    if (needsNone && !hasScreen)
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

std::optional<QSize> sizeFrom(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{3,5})x(\\d{3,5})$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return QSize(match.captured(1).toInt(), match.captured(2).toInt());
}

std::optional<ThemeChoice> themeFrom(const QString& text)
{
    if (text == QLatin1String("light"))
        return ThemeChoice::Light;
    if (text == QLatin1String("dark"))
        return ThemeChoice::Dark;
    return std::nullopt;
}

int takeTour(const Command& command)
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
    try {
        runTour(workspace, window, options);
    } catch (const Error& error) {
        std::fprintf(stderr, "tastescope: %s\n", error.what());
        return 1;
    }
    return 0;
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

int showWindow(const Command& command, Application& application)
{
    HandlerWatch handlers;
    if (command.measuresGaps)
        application.setWatch(&handlers);
    Workspace workspace;
    if (command.theme)
        workspace.settings().setTheme(*command.theme);
    MainWindow window(workspace);
    if (command.size.isValid())
        window.resize(command.size);
    window.show();
    if (!command.dataset.isEmpty())
        window.open({command.dataset});
    LoopWatch watch;
    if (command.measuresGaps)
        watch.start();
    const int code = QApplication::exec();
    application.setWatch(nullptr);
    if (command.measuresGaps)
        sayGaps(watch, handlers);
    return code;
}

} // namespace

int main(int argc, char** argv)
{
    useNoScreenWhereThereIsNone(argc, argv);
    Application application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("tastescope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Tastescope"));
    QApplication::setApplicationVersion(QStringLiteral(TASTESCOPE_VERSION));
    QLocale::setDefault(QLocale::c()); // numbers are set by ui/session/numbers.h, the same everywhere

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("A desktop laboratory for recommender models."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption tour(
        QStringLiteral("tour"),
        QStringLiteral("Do the main job on DATASET (preset:demo) and write a picture of every page to <DIR>."),
        QStringLiteral("DIR"));
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("light or dark."), QStringLiteral("THEME"));
    const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("Of the window, at least 1024x640."),
                                  QStringLiteral("WxH"));
    const QCommandLineOption gaps(
        QStringLiteral("measure-gaps"),
        QStringLiteral("Say at the end how long the window was kept waiting at most, and which of its handlers took "
                       "long: for reports of a slow window."));
    parser.addOptions({tour, theme, size, gaps});
    parser.addPositionalArgument(
        QStringLiteral("DATASET"),
        QStringLiteral("A .taste file, a file or folder to import, or preset:tiny, preset:demo, preset:full."),
        QStringLiteral("[DATASET]"));
    parser.process(application);

    Command command;
    if (parser.positionalArguments().size() > 1)
        return sayWrongUsage(QStringLiteral("one DATASET expected, found %1").arg(parser.positionalArguments().size()));
    command.dataset = parser.positionalArguments().value(0);
    command.tourFolder = parser.value(tour);
    command.measuresGaps = parser.isSet(gaps);
    if (parser.isSet(theme)) {
        command.theme = themeFrom(parser.value(theme));
        if (!command.theme)
            return sayWrongUsage(
                QStringLiteral("--theme: light or dark expected, found \"%1\"").arg(parser.value(theme)));
    }
    if (parser.isSet(size)) {
        const auto wanted = sizeFrom(parser.value(size));
        if (!wanted)
            return sayWrongUsage(
                QStringLiteral("--size: for instance 1440x900 expected, found \"%1\"").arg(parser.value(size)));
        command.size = *wanted;
    }
    return parser.isSet(tour) ? takeTour(command) : showWindow(command, application);
}
