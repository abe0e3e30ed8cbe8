#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tastescope {

/// Where a value of a pickle stands among all of them: values may be shared, and may hold each other.
using PickleHandle = std::size_t;

struct PickleNone
{
};
struct PickleTuple
{
    std::vector<PickleHandle> values;
};
struct PickleList
{
    std::vector<PickleHandle> values;
};
struct PickleDict
{
    std::vector<std::pair<PickleHandle, PickleHandle>> items; ///< in their order
};
/// The name of something in a Python module: never looked up.
struct PickleSymbol
{
    std::string module;
    std::string name;
};
/// Numbers beside the pickle: "FloatStorage" number `key`, so many of them.
struct PickleStorage
{
    std::string type;
    std::string key;
    std::int64_t count = 0;
};
/// A view of a storage; offset and strides in numbers.
struct PickleTensor
{
    PickleStorage storage;
    std::int64_t offset = 0;
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
};

using PickleValue = std::variant<PickleNone, bool, std::int64_t, double, std::string, PickleTuple, PickleList,
                                 PickleDict, PickleSymbol, PickleStorage, PickleTensor>;

/// What a pickle holds. Handles are places in values; the root is one of them.
struct Pickle
{
    std::vector<PickleValue> values;
    PickleHandle root = 0;
};

/// Reads the pickle of a PyTorch checkpoint as data: a stack machine over our own values that never looks up, calls or
/// makes anything of Python's. Of symbols only OrderedDict, the rebuilding of tensors and parameters and the storages
/// are known, of opcodes those that PyTorch writes and its own reader of weights takes.
///
/// Throws: BadInput naming opcode, offset and symbol for everything else, for what is cut short and for more than 16
/// MiB.
///         `path` is for messages only.
/// Cost:   linear in the bytes.
/// Source: CPython's Lib/pickletools.py; torch/_weights_only_unpickler.py.
Pickle readPickle(std::span<const std::byte> bytes, const std::filesystem::path& path);

} // namespace tastescope
