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

/// Starts tastescope-cli, or another program of ours; the cache of presets is one folder for all tests of a program.
inline void start(QProcess& process, const QStringList& words, const QString& program = QStringLiteral(TASTESCOPE_CLI))
{
    static const QTemporaryDir data; // for the history: never the one of the person who tests
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_DATA_HOME"), data.path());
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
