#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>
#include <zlib.h>

// Checkpoints of PyTorch written by hand.
namespace tastescope::test {

inline std::string little(std::uint64_t value, int size)
{
    std::string bytes;
    for (int i = 0; i < size; ++i, value >>= 8U)
        bytes += static_cast<char>(value & 0xFFU);
    return bytes;
}

using Entries = std::vector<std::pair<std::string, std::string>>;

/// A zip archive as PyTorch writes it: stored, sizes in the central directory alone.
inline std::string zipped(const Entries& entries, int method = 0)
{
    std::string archive;
    std::string directory;
    for (const auto& [name, bytes] : entries) {
        const auto crc = crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
        directory += "PK\1\2" + little(0, 4) + little(0x808, 2) + little(static_cast<std::uint64_t>(method), 2)
                     + little(0, 4) + little(crc, 4) + little(bytes.size(), 4) + little(bytes.size(), 4)
                     + little(name.size(), 2) + little(0, 12) + little(archive.size(), 4) + name;
        archive += "PK\3\4" + little(0, 22) + little(name.size(), 2) + little(5, 2) + name + "extra" + bytes;
    }
    const std::size_t at = archive.size();
    return archive + directory + "PK\5\6" + little(0, 4) + little(entries.size(), 2) + little(entries.size(), 2)
           + little(directory.size(), 4) + little(at, 4) + little(0, 2);
}

inline std::string word(const std::string& text)
{
    return "X" + little(text.size(), 4) + text;
}

inline std::string symbol(const std::string& module, const std::string& name)
{
    return "c" + module + "\n" + name + "\n";
}

/// A tensor of floats: its storage, offset, shape and strides, as bytes of small numbers.
inline std::string tensor(const std::string& key, int count, int offset, const std::vector<int>& shape,
                          const std::vector<int>& strides)
{
    const auto small = [](int value) { return "K" + little(static_cast<std::uint64_t>(value), 1); };
    const auto tuple = [&](const std::vector<int>& values) {
        std::string text = "(";
        for (const int value : values)
            text += small(value);
        return text + "t";
    };
    return symbol("torch._utils", "_rebuild_tensor_v2") + "((" + word("storage") + symbol("torch", "FloatStorage")
           + word(key) + word("cuda:0") + small(count) + "tQ" + small(offset) + tuple(shape) + tuple(strides) + "\x89"
           + symbol("collections", "OrderedDict") + ")RtR";
}

/// name: tensor, in a dictionary.
inline std::string dictionary(const Entries& items)
{
    std::string text = symbol("collections", "OrderedDict") + ")R(";
    for (const auto& [name, value] : items)
        text += word(name) + value;
    return text + "u";
}

inline std::string pickled(const std::string& value)
{
    return "\x80\x02" + value + ".";
}

inline std::string floatBytes(const std::vector<float>& values)
{
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)};
}

} // namespace tastescope::test
