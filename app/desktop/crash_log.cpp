#include "app/desktop/crash_log.h"

#include <QByteArray>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QString>

#include <array>
#include <csignal>
#include <cstring>
#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>

namespace tastescope::desktop {

namespace {

constexpr qint64 mostBytes = 1'000'000;
constexpr std::array crashes{SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};

int logDescriptor = -1;
QtMessageHandler before = nullptr;

/// A line may be lost, the program goes on.
void append(const char* text, std::size_t bytes)
{
    [[maybe_unused]] const ssize_t written = ::write(logDescriptor, text, bytes);
}

void say(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    const QString line = QDateTime::currentDateTimeUtc().toString(Qt::ISODate) + QLatin1Char(' ') + text.simplified()
                         + QLatin1Char('\n');
    const QByteArray bytes = line.toUtf8();
    append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    before(type, context, text);
}

/// Only calls that a signal may make. The signal then ends the program as it would have.
void crashed(int signal)
{
    constexpr char words[] = "The program crashed here:\n";
    append(words, sizeof words - 1);
    std::array<void*, 64> frames{};
    ::backtrace_symbols_fd(frames.data(), ::backtrace(frames.data(), static_cast<int>(frames.size())), logDescriptor);
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

} // namespace

void keepLog(const std::string& path)
{
    const QString file = QString::fromStdString(path);
    QDir().mkpath(QFileInfo(file).path());
    const int fresh = QFileInfo(file).size() > mostBytes ? O_TRUNC : 0;
    logDescriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | fresh, 0600);
    if (logDescriptor < 0)
        return;
    before = qInstallMessageHandler(say);
    std::array<void*, 1> first{};
    ::backtrace(first.data(), 1); // loads what it needs now, not in the signal
    for (const int signal : crashes)
        std::signal(signal, crashed);
}

} // namespace tastescope::desktop
