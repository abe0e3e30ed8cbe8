#pragma once

#include <cstdint>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

/// How a program ended, what it said on stderr, and what it took, as the system counted it.
struct ChildCost
{
    int code = -1;          ///< exit code; -1: a signal ended it
    int signal = 0;         ///< that did
    double seconds = 0;     ///< of processor time
    std::int64_t bytes = 0; ///< the most it held at a time; at least what the test itself held when it was started
    std::string error = {};
};

/// Runs a program with these words to its end; `prepare` is called in it before it becomes that program. What it says
/// on stderr goes through a file in the folder `scratch`, what it prints nowhere.
inline ChildCost costOfChild(const std::string& program, const std::vector<std::string>& words,
                             const std::filesystem::path& scratch, const std::function<void()>& prepare = {})
{
    const std::filesystem::path said = scratch / "stderr.txt";
    std::vector<char*> arguments{const_cast<char*>(program.c_str())};
    for (const std::string& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDOUT_FILENO);
        dup2(open(said.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), STDERR_FILENO);
        if (prepare)
            prepare();
        execv(program.c_str(), arguments.data());
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) != child)
        return {};
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    std::ifstream stream(said);
    return {.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
            .seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime),
            .bytes = std::int64_t{usage.ru_maxrss} * 1024,
            .error = std::string(std::istreambuf_iterator<char>(stream), {})};
}
