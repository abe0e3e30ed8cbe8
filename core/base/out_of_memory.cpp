#include "core/base/out_of_memory.h"

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <new>
#include <unistd.h>

namespace tastescope {

namespace {

std::atomic<bool> memoryRanOut = false;
const char* programName = "";

[[noreturn]] void rememberAndThrow()
{
    memoryRanOut = true;
    throw std::bad_alloc();
}

void say(const char* text)
{
    if (::write(STDERR_FILENO, text, std::strlen(text)) < 0)
        return; // nobody listens
}

[[noreturn]] void endInWords()
{
    if (!memoryRanOut)
        std::abort();
    say(programName);
    say(": there is not enough memory for this.\n");
    _exit(EXIT_FAILURE); // as if it were killed, which no file minds
}

} // namespace

void endInWordsWithoutMemory(const char* program)
{
    programName = program;
    std::set_new_handler(rememberAndThrow);
    std::set_terminate(endInWords);
}

} // namespace tastescope
