// Models, checkpoints and per-user results: safetensors whose seal is made right before reading, so that their values
// are what is looked at. An input is a file as it is, or a few lines that say what a file holds and then its values:
//
//     model=popularity
//     @likes F32 3
//     (an empty line)
//     bytes, taken again from the front when they run out
#include "core/evaluation/evaluation.h"
#include "core/experiment/user_results_file.h"
#include "core/files/safetensors.h"
#include "core/io/text/text_encoding.h"
#include "core/models/model_file.h"
#include "core/training/checkpoint.h"
#include "core/training/model.h"
#include "tests/fuzz/fuzz_input.h"

#include <cmath>
#include <sstream>

using namespace tastescope;
using namespace tastescope::fuzz;

namespace {

constexpr std::size_t mostBytes = 1 << 16; // of a tensor

std::size_t bytesOf(TensorType type)
{
    constexpr std::size_t sizes[] = {1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 8, 8, 8}; // in the order of the enum
    return sizes[static_cast<std::size_t>(type)];
}

/// "likes F32 3 2"; its bytes are cut from `values`.
Tensor tensorFrom(const std::string& words, std::string_view values, std::size_t& used)
{
    std::istringstream text(words);
    Tensor tensor;
    std::string type;
    text >> tensor.name >> type;
    tensor.type = parseName<TensorType>("type", type);
    std::size_t count = bytesOf(tensor.type);
    for (std::int64_t size = 0; text >> size;) {
        if (size < 0 || size > std::int64_t{mostBytes})
            throw Error("A tensor of this size is not made.");
        tensor.shape.push_back(size);
        count = std::min(count * static_cast<std::size_t>(size), mostBytes + 1);
    }
    if (count > mostBytes || tensor.shape.size() > 8)
        throw Error("A tensor of this size is not made.");
    for (std::size_t i = 0; i < count; ++i)
        tensor.bytes.push_back(values.empty() ? std::byte{} : std::byte(values[used++ % values.size()]));
    return tensor;
}

TensorFile fileFrom(Input& input)
{
    std::istringstream lines{std::string(input.upTo("\n\n"))};
    TensorFile file;
    std::size_t used = 0;
    for (std::string line; std::getline(lines, line);) {
        if (firstInvalidUtf8(line))
            throw Error("A header is UTF-8.");
        const std::size_t equals = line.find('=');
        if (line.starts_with('@'))
            file.tensors.push_back(tensorFrom(line.substr(1), input.rest(), used));
        else if (equals != std::string::npos)
            file.metadata[line.substr(0, equals)] = line.substr(equals + 1);
    }
    return file;
}

/// Asks the model about its first and last user and items: what was loaded can be used.
void useModel(const Model& model)
{
    std::size_t users = 0;
    std::size_t items = 0;
    while (users < mostBytes && model.fits(users + 1, 0))
        ++users;
    while (items < mostBytes && model.fits(users, items + 1))
        ++items;
    if (users == 0 || items == 0)
        return;
    const Item asked[] = {Item{0}, Item{static_cast<std::int32_t>(items - 1)}};
    float scores[2] = {};
    for (const User user : {User{0}, User{static_cast<std::int32_t>(users - 1)}})
        if (model.knows(user)) {
            model.score(user, asked, scores);
            static_cast<void>(model.ledger(user, asked[1]));
        }
}

void readAsModel(const std::filesystem::path& path)
{
    const auto model = loadModel(path);
    useModel(*model);
    keepsPromise("a model is read as it is written", [&] {
        const std::filesystem::path again = path.string() + ".again";
        saveModel(*model, again);
        const auto read = loadModel(again);
        saveModel(*read, path);
        return readFile(path) == readFile(again);
    });
}

void readAsResults(const std::filesystem::path& path)
{
    const DatasetFacts data{.name = {}, .hash = {}, .users = 10, .items = 10, .trainPositives = 1};
    const UserResults results = loadUserResults(path, data);
    require(results.isValid(), "results are checked as they are read");
    static_cast<void>(meanFigures(results, std::make_shared<const std::vector<std::string>>(results.metrics)));
    keepsPromise("results are read as they are written", [&] {
        saveUserResults(results, path);
        const UserResults again = loadUserResults(path, data);
        return again.users == results.users && again.positives == results.positives && again.metrics == results.metrics;
    });
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Input input(data, size);
    const std::size_t kind = input.below(4);
    const std::filesystem::path folder = emptyFolder("tensors");
    const std::filesystem::path path = folder / "last.safetensors";
    refusalOf([&] {
        TensorFile file = kind == 0 ? readSafetensors(std::as_bytes(std::span(input.rest())), path) : fileFrom(input);
        seal(file);
        writeSafetensors(file, path);
        if (kind == 0)
            keepsPromise("what was read can be written", [&] {
                checkSeal(readSafetensors(path), path);
                return true;
            });
        if (kind == 2)
            readAsResults(path);
        else if (kind == 3) {
            if (const auto learned = learnedSoFar(folder))
                useModel(*learned->last), useModel(*learned->best);
        } else
            readAsModel(path);
    });
    return 0;
}
