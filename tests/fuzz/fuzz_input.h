#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <unistd.h>

// What the fuzz targets share. A target is one LLVMFuzzerTestOneInput() in a file of its own: libFuzzer calls it with
// what it makes up (tests/fuzz/run), replay.cpp with the files of the corpus.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace tastescope::fuzz {

/// The bytes of one input, taken from the front: the first choose, the rest is read.
class Input
{
public:
    Input(const std::uint8_t* data, std::size_t size) : m_rest(reinterpret_cast<const char*>(data), size) {}

    bool isEmpty() const { return m_rest.empty(); }

    /// The next byte; 0 after the last.
    std::uint8_t byte()
    {
        if (m_rest.empty())
            return 0;
        const auto value = static_cast<std::uint8_t>(m_rest.front());
        m_rest.remove_prefix(1);
        return value;
    }

    /// A number below `count`, 0 after the last byte. Choices are written as digits and letters, so that people can
    /// read the corpus.
    std::size_t below(std::size_t count)
    {
        const std::uint8_t value = byte();
        return (value >= 'a' ? value - 'a' + 10U : value >= '0' ? value - '0' + 0U : value + 0U) % count;
    }

    template<typename Rows>
    const auto& choose(const Rows& rows)
    {
        return rows[below(std::size(rows))];
    }

    /// What stands before the mark, which is passed over; all when there is no mark.
    std::string_view upTo(std::string_view mark)
    {
        const std::size_t end = m_rest.find(mark);
        const std::string_view text = m_rest.substr(0, end);
        m_rest.remove_prefix(end == std::string_view::npos ? m_rest.size() : end + mark.size());
        return text;
    }

    std::string_view rest() const { return m_rest; }

private:
    std::string_view m_rest;
};

/// Ends the process, as a broken promise does: libFuzzer keeps the input, replay fails.
inline void require(bool holds, const std::string& promise)
{
    if (holds)
        return;
    std::fprintf(stderr, "Broken promise: %s\n", promise.c_str());
    std::abort();
}

/// What was said when the work ended with an Error, which is the one way in which bad input may end it; else empty.
template<typename Work>
std::string refusalOf(const Work& work)
{
    try {
        work();
        return {};
    } catch (const Error& error) {
        require(*error.what() != '\0', "a refusal has words");
        return error.what();
    }
}

/// For what follows once an input was accepted: a refusal there breaks the promise too.
template<typename Check>
void keepsPromise(const std::string& promise, const Check& check)
{
    bool holds = false;
    const std::string refusal = refusalOf([&] { holds = check(); });
    require(holds, promise + (refusal.empty() ? "" : ", but: " + refusal));
}

/// A folder of this process, which goes with it. In TMPDIR, which had better be in memory.
inline const std::filesystem::path& scratchFolder()
{
    struct Scratch
    {
        std::filesystem::path path =
            std::filesystem::temp_directory_path() / ("tastescope-fuzz-" + std::to_string(getpid()));
        Scratch() { std::filesystem::create_directories(path); }
        ~Scratch()
        {
            std::error_code ignored;
            std::filesystem::remove_all(path, ignored);
        }
    };
    static const Scratch scratch;
    return scratch.path;
}

/// A folder of this name in the scratch folder, empty.
inline std::filesystem::path emptyFolder(const std::string& name)
{
    const std::filesystem::path folder = scratchFolder() / name;
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return folder;
}

inline void writeFile(const std::filesystem::path& file, std::string_view bytes)
{
    std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline std::string readFile(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace tastescope::fuzz
