#include "app/cli/common.h"

#include "app/cli/field_words.h"
#include "app/cli/progress.h"
#include "core/base/error.h"
#include "core/base/memory_limit.h"
#include "core/base/shown_text.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <unistd.h>

namespace tastescope::cli {

namespace {

/// Empty when it is an amount of memory.
std::string problemWithMemory(const std::string& text)
try {
    parseMemory(text);
    return {};
} catch (const Error& error) {
    return error.what();
}

} // namespace

void addCommon(CLI::App& command, Common& common)
{
    if (isatty(STDERR_FILENO) != 0)
        common.progress = ProgressMode::Bar;
    command.add_option("--threads", common.threads, "Threads to use; 0: all cores. Never changes a result")
        ->check(CLI::Range(0, 1024))
        ->type_name("N");
    command
        .add_option_function<std::string>(
            "--memory", [](const std::string& text) { setMemoryCeiling(parseMemory(text)); },
            "The most memory to take; what needs more is refused before it begins. Never changes a result")
        ->check(problemWithMemory)
        ->type_name("SIZE");
    command.add_option("--seed", common.seed, "Seed of everything random")
        ->check([](const std::string& text) { return problemWith({.name = "seed", .maximum = largestSeed}, text); })
        ->type_name("S");
    command.add_flag("--json", common.json, "One JSON object on stdout, nothing else there");
    addChoice(command, "--progress", common.progress, "On stderr; bar where stderr is a terminal");
}

void addDataset(CLI::App& command, std::string& dataset)
{
    command
        .add_option("DATASET", dataset,
                    "A .taste file, any importable file or folder, or preset:tiny, preset:demo, preset:full")
        ->required()
        ->type_name("");
}

JobContext jobFor(const Common& common, const std::stop_token& stop)
{
    return {.stop = stop, .sink = progressSink(common.progress), .gate = {}};
}

namespace {

void writeOut(const std::string& text)
{
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        throw Error("The result cannot be written to standard output.");
}

} // namespace

void print(const std::string& text)
{
    writeOut(shownLines(text));
}

void print(const Json& json)
{
    writeOut(shownJson(toText(json)));
}

void note(const std::string& text)
{
    std::fprintf(stderr, "%s\n", shownLines(text).c_str());
}

void warn(const std::string& text)
{
    note("tastescope-cli: " + text);
}

} // namespace tastescope::cli
