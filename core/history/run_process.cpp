#include "core/history/run_process.h"

#include "core/base/error.h"
#include "core/base/input_file.h"

#include <algorithm>
#include <sstream>
#include <unistd.h>

namespace tastescope {

namespace {

/// What the system says in a file of its own; empty: there is none.
std::string systemText(const std::string& file)
{
    try {
        return readWhole(file, 64 << 10);
    } catch (const Error&) {
        return {};
    }
}

/// Differs after every start of the computer.
std::string bootId()
{
    const std::string text = systemText("/proc/sys/kernel/random/boot_id");
    return text.substr(0, text.find('\n'));
}

/// When the process began, in clock ticks since the computer started; empty: there is no such process.
std::string startOf(const std::string& processNumber)
{
    const std::string text = systemText("/proc/" + processNumber + "/stat");
    // The second field, the program's name, may hold spaces and brackets; the 22nd is the start.
    std::istringstream rest(text.substr(std::min(text.rfind(')') + 1, text.size())));
    std::string state;
    std::string field;
    rest >> state;
    for (int i = 3; i < 22; ++i)
        rest >> field;
    const bool ended = state == "Z" || state == "X"; // its parent has not asked after it yet
    return rest && !ended ? field : std::string();
}

} // namespace

std::string thisProcess()
{
    const std::string processNumber = std::to_string(getpid());
    return bootId() + " " + processNumber + " " + startOf(processNumber);
}

bool isAlive(const std::string& process)
{
    std::istringstream text(process);
    std::string boot;
    std::string processNumber;
    std::string start;
    if (!(text >> boot >> processNumber))
        return false;
    text >> start;
    return boot == bootId() && startOf(processNumber) == start && !start.empty();
}

} // namespace tastescope
