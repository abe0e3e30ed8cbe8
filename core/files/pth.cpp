#include "core/files/pth.h"

#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/base/memory_limit.h"
#include "core/base/shown_text.h"
#include "core/files/pickle.h"
#include "core/files/safetensors_header.h"
#include "core/files/zip_entries.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>

namespace tastescope {

namespace {

/// The type of a storage; its name is one that readPickle() knows.
TensorType storedType(const std::string& storage)
{
    static const std::map<std::string, TensorType> types{
        {"FloatStorage", TensorType::F32},  {"HalfStorage", TensorType::F16}, {"BFloat16Storage", TensorType::BF16},
        {"DoubleStorage", TensorType::F64}, {"LongStorage", TensorType::I64}, {"IntStorage", TensorType::I32},
        {"ShortStorage", TensorType::I16},  {"CharStorage", TensorType::I8},  {"ByteStorage", TensorType::U8},
        {"BoolStorage", TensorType::Bool}};
    return types.at(storage);
}

/// A checkpoint taken apart.
class PthFile
{
public:
    PthFile(std::span<const std::byte> archive, const std::filesystem::path& path)
        : m_path(path),
          m_mostBytes(8 * archive.size())
    {
        for (ZipEntry& entry : zipEntries(archive, path))
            m_entries.emplace(entry.name, entry);
        m_root = rootFolder();
        if (m_entries.contains(m_root + "constants.pkl"))
            fail("it holds a program of TorchScript beside its weights; only weights are read");
        if (const auto order = m_entries.find(m_root + "byteorder"); order != m_entries.end())
            m_isBigEndian = order->second.bytes.size() == 3;
        m_pickle = readPickle(bytesOf(m_root + "data.pkl"), path);
    }

    TensorFile read()
    {
        TensorFile file;
        std::set<std::string> names;
        for (const auto& [key, value] : weights().items) {
            const auto* name = std::get_if<std::string>(&m_pickle.values[key]);
            const auto* tensor = std::get_if<PickleTensor>(&m_pickle.values[value]);
            if (!name || !tensor)
                continue;
            if (file.tensors.size() == mostTensors)
                fail("it has more than " + std::to_string(mostTensors) + " tensors");
            file.tensors.push_back(laidOut(plainName(*name), *tensor));
            if (!names.insert(file.tensors.back().name).second)
                fail("two tensors are called \"" + file.tensors.back().name + "\" once the names of wrappers are gone");
        }
        if (file.tensors.empty())
            fail("it holds no tensors");
        return file;
    }

private:
    [[noreturn]] void fail(const std::string& problem) const { throw BadInput({m_path.string()}, problem); }

    /// "archive/": the folder of the one data.pkl.
    std::string rootFolder() const
    {
        std::vector<std::string> roots;
        for (const auto& [name, entry] : m_entries)
            if (name.ends_with("/data.pkl") && std::ranges::count(name, '/') == 1)
                roots.push_back(name.substr(0, name.find('/') + 1));
        if (roots.size() != 1)
            fail("the archive has " + std::to_string(roots.size())
                 + " entries data.pkl, expected one: no checkpoint of "
                   "PyTorch");
        return roots.front();
    }

    std::span<const std::byte> bytesOf(const std::string& name)
    {
        const auto found = m_entries.find(name);
        if (found == m_entries.end())
            fail("the entry \"" + name + "\" is missing");
        if (m_checked.insert(name).second)
            checkEntry(found->second, m_path);
        return found->second.bytes;
    }

    const PickleDict& weights() const
    {
        const auto* root = std::get_if<PickleDict>(&m_pickle.values[m_pickle.root]);
        if (!root)
            fail("it holds no dictionary of tensors");
        for (const auto& [key, value] : root->items)
            if (const auto* name = std::get_if<std::string>(&m_pickle.values[key]))
                if (*name == "model_state_dict" || *name == "state_dict")
                    if (const auto* inner = std::get_if<PickleDict>(&m_pickle.values[value]))
                        return *inner;
        return *root;
    }

    /// Throws: BadInput for what no safetensors file could call a tensor.
    std::string plainName(std::string name) const
    {
        for (std::size_t at = 0, length = 0; at < name.size(); at += length)
            if (length = characterLength(name, at); length == 0)
                fail("the name of a tensor, " + shown(name, 40) + ", is no UTF-8");
        if (name == "__metadata__")
            fail("a tensor is called __metadata__");
        constexpr std::string_view compiled = "_orig_mod.";
        for (std::size_t at = name.find(compiled); at != std::string::npos; at = name.find(compiled))
            name.erase(at, compiled.size());
        return name.starts_with("module.") ? name.substr(7) : name;
    }

    Tensor laidOut(std::string name, const PickleTensor& view)
    {
        const TensorType type = storedType(view.storage.type);
        const std::size_t width = tastescope::bytesOf(type);
        const auto stored = bytesOf(m_root + "data/" + view.storage.key);
        if (static_cast<std::uint64_t>(view.storage.count) > stored.size() / width)
            fail("the storage \"" + view.storage.key + "\" of \"" + name + "\" has " + std::to_string(stored.size())
                 + " bytes, too few for " + std::to_string(view.storage.count) + " numbers");
        const std::uint64_t count = countOf(name, view);
        m_bytes += count * width;
        if (m_bytes > m_mostBytes)
            fail("its tensors are views that together are more than eight times the file");
        Tensor tensor{std::move(name), type, view.shape, std::vector<std::byte>(count * width)};
        std::vector<std::int64_t> place(view.shape.size(), 0);
        for (std::uint64_t n = 0; n < count; ++n) {
            std::int64_t at = view.offset;
            for (std::size_t axis = 0; axis < place.size(); ++axis)
                at += place[axis] * view.strides[axis];
            std::byte* const to = tensor.bytes.data() + n * width;
            std::memcpy(to, stored.data() + static_cast<std::size_t>(at) * width, width);
            if (m_isBigEndian)
                std::reverse(to, to + width);
            for (std::size_t axis = place.size(); axis-- > 0 && ++place[axis] == view.shape[axis];)
                place[axis] = 0;
        }
        return tensor;
    }

    /// Numbers of the view, all of which lie in its storage.
    std::uint64_t countOf(const std::string& name, const PickleTensor& view) const
    {
        const auto most = static_cast<std::uint64_t>(view.storage.count);
        std::uint64_t count = 1;
        for (const std::int64_t extent : view.shape) {
            const auto size = static_cast<std::uint64_t>(extent);
            if (size != 0 && count > most / size)
                fail("\"" + name + "\" has more numbers than its storage");
            count *= size;
        }
        std::uint64_t last = static_cast<std::uint64_t>(view.offset);
        for (std::size_t axis = 0; axis < view.shape.size() && count > 0; ++axis) {
            const auto steps = static_cast<std::uint64_t>(view.shape[axis] - 1);
            const auto stride = static_cast<std::uint64_t>(view.strides[axis]);
            if (last > most || (steps != 0 && stride > most / steps))
                fail("\"" + name + "\" reaches beyond its storage");
            last += steps * stride;
        }
        if (count > 0 && last >= most)
            fail("\"" + name + "\" reaches beyond its storage");
        return count;
    }

    const std::filesystem::path& m_path;
    std::uint64_t m_mostBytes;
    std::uint64_t m_bytes = 0; ///< of all tensors so far
    std::map<std::string, ZipEntry> m_entries;
    std::set<std::string> m_checked;
    std::string m_root;
    bool m_isBigEndian = false;
    Pickle m_pickle;
};

} // namespace

TensorFile readPth(std::span<const std::byte> archive, const std::filesystem::path& path)
{
    return PthFile(archive, path).read();
}

TensorFile readPth(const std::filesystem::path& path)
{
    InputFile file(path);
    const std::int64_t size = file.size();
    requireMemory("Loading " + path.string(), {{"the file", size}, {"its tensors", size}});
    std::vector<std::byte> bytes(static_cast<std::size_t>(size));
    file.readExactly(bytes);
    TensorFile tensors = readPth(bytes, path);
    file.throwIfChanged();
    return tensors;
}

} // namespace tastescope
