#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>

// Preloaded into a program as it is: memory cannot be had at the MEMORY_AT-th time that it is asked for, and never
// again when MEMORY_LASTING is set. Counted in all threads together, in main() alone: before it nobody can say a word.
// MEMORY_COUNT is a file that gets the count at the end.

extern "C" {
void* __libc_malloc(std::size_t bytes);
void* __libc_calloc(std::size_t count, std::size_t bytes);
void* __libc_realloc(void* memory, std::size_t bytes);
void* __libc_memalign(std::size_t alignment, std::size_t bytes);
}

namespace {

using Main = int (*)(int, char**, char**);

Main program = nullptr;
std::atomic<bool> counts = false;
std::atomic<long> counted = 0;
long wanted = 0;
bool lasting = false;

bool isRefused()
{
    if (!counts.load(std::memory_order_relaxed))
        return false;
    const long number = ++counted;
    if (number != wanted && !(lasting && wanted > 0 && number > wanted))
        return false;
    errno = ENOMEM;
    return true;
}

long numberIn(const char* name)
{
    const char* text = std::getenv(name);
    return text ? std::atol(text) : 0;
}

int watchedMain(int count, char** words, char** environment)
{
    wanted = numberIn("MEMORY_AT");
    lasting = numberIn("MEMORY_LASTING") != 0;
    counts = true;
    const int code = program(count, words, environment);
    counts = false;
    const char* path = std::getenv("MEMORY_COUNT");
    if (std::FILE* file = path ? std::fopen(path, "w") : nullptr) {
        std::fprintf(file, "%ld\n", counted.load());
        std::fclose(file);
    }
    return code;
}

} // namespace

extern "C" {

int __libc_start_main(Main main, int count, char** words, void (*begin)(), void (*end)(), void (*loaded)(), void* stack)
{
    using Start = int(Main, int, char**, void (*)(), void (*)(), void (*)(), void*);
    program = main;
    auto* const real = reinterpret_cast<Start*>(dlsym(RTLD_NEXT, "__libc_start_main"));
    return real(watchedMain, count, words, begin, end, loaded, stack);
}

void* malloc(std::size_t bytes) noexcept
{
    return isRefused() ? nullptr : __libc_malloc(bytes);
}

void* calloc(std::size_t count, std::size_t bytes) noexcept
{
    return isRefused() ? nullptr : __libc_calloc(count, bytes);
}

void* realloc(void* memory, std::size_t bytes) noexcept
{
    return isRefused() ? nullptr : __libc_realloc(memory, bytes);
}

void* memalign(std::size_t alignment, std::size_t bytes) noexcept
{
    return isRefused() ? nullptr : __libc_memalign(alignment, bytes);
}

void* aligned_alloc(std::size_t alignment, std::size_t bytes) noexcept
{
    return memalign(alignment, bytes);
}

int posix_memalign(void** memory, std::size_t alignment, std::size_t bytes) noexcept
{
    void* const found = memalign(alignment, bytes);
    if (!found)
        return ENOMEM;
    *memory = found;
    return 0;
}
}
