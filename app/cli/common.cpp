#include "app/cli/common.h"

#include "app/cli/progress.h"
#include "core/base/error.h"
#include "core/base/shown_text.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <map>
#include <unistd.h>

namespace tastescope::cli {

void addCommon(CLI::App& command, Common& common)
{
    const std::map<std::string, ProgressMode> modes{
        {"none", ProgressMode::None}, {"bar", ProgressMode::Bar}, {"jsonl", ProgressMode::JsonLines}};
    if (isatty(STDERR_FILENO) != 0)
        common.progress = ProgressMode::Bar;
    command.add_option("--threads", common.threads, "Threads to use; 0: all cores. Never changes a result")
        ->check(CLI::Range(0, 1024))
        ->type_name("N");
    command.add_option("--seed", common.seed, "Seed of everything random")->type_name("S");
    command.add_flag("--json", common.json, "One JSON object on stdout, nothing else there");
    command.add_option("--progress", common.progress, "none, bar or jsonl, on stderr; bar where stderr is a terminal")
        ->transform(CLI::Transformer(modes).description(""))
        ->type_name("none|bar|jsonl");
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
