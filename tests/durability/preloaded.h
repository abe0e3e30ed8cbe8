#pragma once

#include "tests/app/command.h"

#include <algorithm>
#include <utility>
#include <vector>

/// The command line with a shim preloaded. `variables`: "FAULT_AT=3", ...; the history and the cache of presets are
/// where the environment of the test says.
inline Result callPreloaded(const QString& shim, const QStringList& variables, const QStringList& words)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LD_PRELOAD"), shim);
    for (const QString& variable : variables)
        environment.insert(variable.section(QLatin1Char('='), 0, 0), variable.section(QLatin1Char('='), 1));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(TASTESCOPE_CLI), words);
    process.closeWriteChannel();
    return finish(process);
}

inline QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

/// What a shim wrote into its FAULT_COUNT or MEMORY_COUNT.
inline long countIn(const QString& path)
{
    return contentsOf(path).toLong();
}

/// About so many of the calls 1 to `count`, the first ones among them; in the long mode about `longSamples`, or all.
inline std::vector<long> someCalls(long count, long samples, long longSamples = 1'000'000)
{
    constexpr long first = 6;
    const bool isLong = qEnvironmentVariableIntValue("TASTESCOPE_LONG") > 0;
    const long step = std::max(1L, count / (isLong ? longSamples : samples));
    std::vector<long> calls;
    for (long call = 1; call <= count; call += call < first ? 1 : step)
        calls.push_back(call);
    return calls;
}
