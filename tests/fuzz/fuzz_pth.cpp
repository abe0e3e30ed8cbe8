// Checkpoints of PyTorch: an archive as it is, or a pickle that is put into one with two storages, so that its opcodes
// are what is looked at. What is accepted has tensors as large as they claim, and is written and read as safetensors.
#include "core/files/pth.h"
#include "tests/core/files/pickled.h"
#include "tests/fuzz/fuzz_input.h"

#include <span>

using namespace tastescope;
using namespace tastescope::fuzz;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Input input(data, size);
    const bool isPickle = input.below(4) != 0;
    const std::string rest(input.rest());
    const std::string archive =
        isPickle ? test::zipped({{"m/data.pkl", rest}, {"m/data/0", std::string(64, '\1')}, {"m/data/1", rest}}) : rest;
    TensorFile file;
    const std::string refusal = refusalOf([&] { file = readPth(std::as_bytes(std::span(archive)), "fuzzed.pth"); });
    if (!refusal.empty())
        return 0;
    require(!file.tensors.empty(), "a checkpoint that was accepted has tensors");
    const std::filesystem::path path = scratchFolder() / "a.safetensors";
    keepsPromise("tensors are read as they are written", [&] {
        writeSafetensors(file, path);
        const TensorFile again = readSafetensors(path);
        for (const Tensor& tensor : file.tensors)
            if (again.tensor(tensor.name).bytes != tensor.bytes)
                return false;
        return again.tensors.size() == file.tensors.size();
    });
    return 0;
}
