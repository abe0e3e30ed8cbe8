#pragma once

#include <QProcess>

#include <csignal>

namespace tastescope::test {

/// False when the process has ended: its number is 0 then, which would mean this test and all that run beside it.
inline bool sendSignal(const QProcess& process, int signal)
{
    const auto number = static_cast<pid_t>(process.processId());
    return number > 0 && ::kill(number, signal) == 0;
}

} // namespace tastescope::test
