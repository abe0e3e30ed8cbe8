#pragma once

#include <nlohmann/json.hpp>

#include <QByteArray>
#include <QFile>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

/// What one call of the real command line left behind.
struct Result
{
    int code = -1; ///< -1: it did not end by itself
    QByteArray out;
    QByteArray error;

    nlohmann::json json() const { return nlohmann::json::parse(out.toStdString()); }
};

/// Where programs of ours keep history and log while they are tested.
inline const QTemporaryDir& ownFolder()
{
    static const QTemporaryDir folder;
    return folder;
}

/// Starts tastescope-cli, or another program of ours; neither history nor log is the one of the person who tests.
inline void start(QProcess& process, const QStringList& words, const QString& program = QStringLiteral(TASTESCOPE_CLI))
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_DATA_HOME"), ownFolder().path());
    environment.insert(QStringLiteral("XDG_STATE_HOME"), ownFolder().path());
    process.setProcessEnvironment(environment);
    process.start(program, words);
    process.closeWriteChannel();
    process.setReadChannel(QProcess::StandardError); // what waitForReadyRead() waits for
}

inline Result finish(QProcess& process)
{
    if (!process.waitForFinished(60'000))
        return {};
    const bool ended = process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

inline Result call(const QStringList& words)
{
    QProcess process;
    start(process, words);
    return finish(process);
}

/// Sets a variable for the programs that are started while it lives.
class WithVariable
{
public:
    WithVariable(const char* name, const QByteArray& value) : m_name(name), m_before(qgetenv(name))
    {
        qputenv(name, value);
    }
    ~WithVariable() { m_before.isNull() ? qunsetenv(m_name) : qputenv(m_name, m_before); }
    WithVariable(const WithVariable&) = delete;
    WithVariable& operator=(const WithVariable&) = delete;

private:
    const char* m_name;
    QByteArray m_before;
};

/// Waits until the program has told this on stderr. `seen`: all it told so far. False when it ended first, or says
/// nothing for a minute.
inline bool waitFor(QProcess& process, const QByteArray& told, QByteArray& seen)
{
    while (!seen.contains(told)) {
        if (!process.waitForReadyRead(60'000))
            return false;
        seen += process.readAllStandardError();
    }
    return true;
}

/// With --progress jsonl: until it has finished this epoch.
inline bool waitForEpoch(QProcess& process, int epoch, QByteArray& seen)
{
    return waitFor(process, "\"event\":\"epoch\",\"epoch\":" + QByteArray::number(epoch) + ",", seen);
}

/// All of it, many times over, instead of samples.
inline bool isLong()
{
    return qEnvironmentVariableIntValue("TASTESCOPE_LONG") > 0;
}

/// Kills a sweep that tells its progress as jsonl once so many epochs of trials were told. Returns what it told;
/// nothing when it was over before.
inline QByteArray killedAfter(QProcess& sweep, qsizetype epochs)
{
    QByteArray seen;
    while (seen.count("\"event\":\"trial_epoch\"") < epochs && sweep.waitForReadyRead(30'000))
        seen += sweep.readAllStandardError();
    sweep.kill();
    return sweep.waitForFinished() && sweep.exitStatus() == QProcess::CrashExit ? seen : QByteArray();
}

/// True when the whole content stands in the file.
inline bool write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}
