#include "core/history/run_process.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace tastescope {

namespace {

/// Differs after every start of the computer.
std::string bootId()
{
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string id;
    file >> id;
    return id;
}

/// When the process began, in clock ticks since the computer started; empty: there is no such process.
std::string startOf(const std::string& processNumber)
{
    std::ifstream file("/proc/" + processNumber + "/stat");
    std::ostringstream text;
    text << file.rdbuf();
    // The second field, the program's name, may hold spaces and brackets; the 22nd is the start.
    std::istringstream rest(text.str().substr(std::min(text.str().rfind(')') + 1, text.str().size())));
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
