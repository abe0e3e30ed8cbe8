// The files of settings and results: what is read is written, and read again as the same.
#include "core/experiment/run_record.h"
#include "core/experiment/sweep_config.h"
#include "core/io/native/provenance_json.h"
#include "core/models/model_kind.h"
#include "tests/fuzz/fuzz_input.h"

#include <nlohmann/json.hpp>

using namespace tastescope;
using namespace tastescope::fuzz;

namespace {

/// `again` reads a JSON and writes what it understood.
template<typename Again>
void readTwice(const Json& json, const Again& again)
{
    const std::string written = toText(again(json));
    keepsPromise("what is written is read as the same",
                 [&] { return toText(again(parseJson(written, "again"))) == written; });
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Input input(data, size);
    const std::size_t kind = input.below(6);
    const ModelOptions model(input.choose(modelKinds()));
    const std::string name = "file.json";
    refusalOf([&] {
        const Json json = parseJson(input.rest(), name);
        keepsPromise("JSON is read as it is written", [&] { return parseJson(toText(json), name) == json; });
        if (kind == 0)
            readTwice(json, [&](const Json& file) { return toJson(readRunConfig(file, name)); });
        else if (kind == 1)
            readTwice(json, [&](const Json& file) { return toJson(readRunRecord(file, name)); });
        else if (kind == 2)
            readTwice(json, [&](const Json& file) { return toJson(readSweepConfig(file, name)); });
        else if (kind == 3)
            readTwice(json, [&](const Json& file) { return toJson(readSearchSpace(file, name, model)); });
        else if (kind == 4)
            readTwice(json, [&](const Json& file) { return toJson(readPoint(file, name, model)); });
        else
            readTwice(json, [&](const Json& file) { return toJson(provenanceFrom(JsonObject(file, name))); });
    });
    return 0;
}
