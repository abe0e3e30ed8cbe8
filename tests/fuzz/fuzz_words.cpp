// What people type: filters of runs, axes of a search space, --set, and the words of an import.
#include "core/experiment/search_space.h"
#include "core/history/run_filter.h"
#include "core/io/import_options.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/model_kind.h"
#include "tests/fuzz/fuzz_input.h"

#include <nlohmann/json.hpp>

#include <cmath>

using namespace tastescope;
using namespace tastescope::fuzz;

namespace {

StoredRun someRun()
{
    StoredRun run;
    run.id = RunId{7};
    run.state = StoredState::Finished;
    run.record.config.name = "bpr-07 \xC3\x84";
    run.record.config.model = BprOptions{};
    run.record.epochs = {{.epoch = 1, .trainLoss = 0.5, .validation = {{"mrr", 0.25}, {"hit-10", 0.5}}},
                         {.epoch = 2, .trainLoss = std::nan(""), .validation = {}, .isBest = true}};
    run.note = "a note";
    run.tags = {"good", "old"};
    return run;
}

void readFilter(std::string_view text)
{
    static const StoredRun run = someRun();
    RunFilter filter;
    try {
        filter = parseRunFilter(text);
    } catch (const BadFilter& problem) {
        require(problem.column() >= 1 && problem.column() <= std::ssize(text) + 1, "a complaint names a column");
        throw;
    }
    for (const EpochChoice& choice : {EpochChoice{}, EpochChoice{EpochChoice::Rule::At, 1}})
        static_cast<void>(matches(filter, run, choice));
}

void readAxis(const ModelOptions& model, std::string_view text)
{
    const SearchAxis axis = parseAxis(model, text);
    const SearchSpace space{{axis}};
    keepsPromise("an axis is read as it is written", [&] { return parseAxis(model, toText(axis)) == axis; });
    keepsPromise("a space is read as it is written",
                 [&] { return readSearchSpace(parseJson(toText(toJson(space)), "space"), "space", model) == space; });
    keepsPromise("what is drawn fits the model", [&] {
        for (const std::int64_t number : {0, 1, 99})
            static_cast<void>(withPoint(model, randomPoint(space, 42, number)));
        return true;
    });
    const std::int64_t points = axis.isFinite() ? gridSize(space) : 0;
    keepsPromise("every combination fits the model", [&] {
        for (const std::int64_t number : {std::int64_t{0}, points - 1})
            if (points > 0)
                static_cast<void>(withPoint(model, gridPoint(space, number)));
        return true;
    });
}

void readSetting(ModelOptions model, std::string_view text)
{
    setOptionFromText(model, text);
    keepsPromise("options are read as they are written",
                 [&] { return readModelOptions(parseJson(toText(toJson(model)), "options"), "options") == model; });
    keepsPromise("an option is set as it is written", [&] {
        const std::string name(text.substr(0, text.find('=')));
        ModelOptions again = model;
        setOptionFromText(again, name + "=" + toText(readOption(model, name)));
        return again == model;
    });
}

void readImportOption(std::string_view name, std::string_view value)
{
    ImportOptions options;
    setOptionFromText(importFields(), options, name, value);
    const OptionSettings settings = settingsOf(importFields(), options);
    keepsPromise("what is said of an import is kept as it was said", [&] {
        ImportOptions again;
        setFields(OptionTable<ImportOptions>(importFields()), again, settings);
        return settingsOf(importFields(), again) == settings;
    });
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Input input(data, size);
    const std::size_t kind = input.below(4);
    const ModelOptions model(input.choose(modelKinds()));
    refusalOf([&] {
        if (kind == 0)
            readFilter(input.rest());
        else if (kind == 1)
            readAxis(model, input.rest());
        else if (kind == 2)
            readSetting(model, input.rest());
        else
            readImportOption(input.upTo("="), input.rest());
    });
    return 0;
}
