#include "core/files/safetensors.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/input_file.h"
#include "core/base/memory_limit.h"
#include "core/files/safetensors_header.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace tastescope {

namespace {

static_assert(std::endian::native == std::endian::little, "safetensors files are little endian, and so are we");

constexpr std::uint64_t mostBytes = std::numeric_limits<std::int64_t>::max();
constexpr const char* headerChecksum = "checksum";
constexpr const char* tensorChecksum = "checksum ";

std::string shapeText(TensorType type, const std::vector<std::int64_t>& shape)
{
    std::string text = std::string(toText(type)) + " [";
    for (std::size_t i = 0; i < shape.size(); ++i)
        text += (i ? ", " : "") + std::to_string(shape[i]);
    return text + "]";
}

template<typename T>
Tensor tensorOf(TensorType type, std::string name, std::vector<std::int64_t> shape, std::span<const T> values)
{
    const auto raw = std::as_bytes(values);
    return {std::move(name), type, std::move(shape), {raw.begin(), raw.end()}};
}

template<typename T>
std::vector<T> valuesOf(const Tensor& tensor, TensorType type, const std::vector<std::int64_t>& shape)
{
    if (tensor.type != type || tensor.shape != shape)
        throw Error("The tensor \"" + tensor.name + "\" is " + shapeText(tensor.type, tensor.shape) + ", expected "
                    + shapeText(type, shape) + ".");
    std::vector<T> values(tensor.bytes.size() / sizeof(T));
    if (!values.empty())
        std::memcpy(values.data(), tensor.bytes.data(), tensor.bytes.size());
    return values;
}

/// By alignment, then by name: every tensor then begins at a multiple of its value's size.
void sortTensors(TensorFile& file)
{
    std::ranges::sort(file.tensors, {}, [](const Tensor& tensor) {
        return std::pair(-static_cast<int>(bytesOf(tensor.type)), std::string_view(tensor.name));
    });
}

/// A text as JSON writes it.
std::string quoted(const std::string& text)
{
    return nlohmann::json(text).dump();
}

// Written by hand: a JSON object that keeps its order searches all its keys for each that is added.
std::string headerText(const std::map<std::string, std::string>& metadata, std::span<const Tensor> tensors)
{
    std::string text = "{";
    std::size_t begin = 0;
    for (const Tensor& tensor : tensors) {
        const std::size_t end = begin + tensor.bytes.size();
        text += (text.size() > 1 ? "," : "") + quoted(tensor.name) + R"(:{"dtype":")" + std::string(toText(tensor.type))
                + R"(","shape":)" + nlohmann::json(tensor.shape).dump() + R"(,"data_offsets":[)" + std::to_string(begin)
                + "," + std::to_string(end) + "]}";
        begin = end;
    }
    if (!metadata.empty())
        text += (text.size() > 1 ? "," : "") + quoted("__metadata__") + ":" + nlohmann::json(metadata).dump();
    text += "}";
    text.resize((text.size() + 7) / 8 * 8, ' ');
    return text;
}

/// Of everything the header says but this checksum itself.
std::string checksumOfHeader(const TensorFile& file)
{
    auto metadata = file.metadata;
    metadata.erase(headerChecksum);
    const std::string text = headerText(metadata, file.tensors);
    return toHex(checksum(std::as_bytes(std::span(text))));
}

std::string checksumOf(const Tensor& tensor)
{
    return toHex(checksum(tensor.bytes));
}

/// The bytes of a file that is in memory, read as InputFile reads.
class InputBytes
{
public:
    explicit InputBytes(std::span<const std::byte> bytes) : m_rest(bytes) {}

    void readExactly(std::span<std::byte> target) // what is asked for was compared with the size
    {
        std::ranges::copy(m_rest.first(target.size()), target.begin());
        m_rest = m_rest.subspan(target.size());
    }

private:
    std::span<const std::byte> m_rest;
};

template<typename Source>
TensorFile readFrom(Source& source, std::uint64_t size, const std::filesystem::path& path)
{
    const auto reject = [&](std::int64_t offset, const std::string& problem) {
        throw BadInput({path.string(), 0, offset}, problem);
    };
    std::uint64_t headerSize = 0;
    if (size < sizeof headerSize)
        reject(0, "the header is cut off: the file has " + std::to_string(size) + " bytes, expected at least 8");
    source.readExactly(std::as_writable_bytes(std::span(&headerSize, 1)));
    const std::uint64_t rest = size - sizeof headerSize;
    if (headerSize > mostHeaderBytes || headerSize > rest)
        reject(sizeof headerSize, "the header should have " + std::to_string(headerSize) + " bytes, expected at most "
                                      + std::to_string(std::min(mostHeaderBytes, rest)));
    std::string header(headerSize, '\0');
    source.readExactly(std::as_writable_bytes(std::span(header)));

    SafetensorsHeader parsed = parseSafetensorsHeader(header, rest - headerSize, path);
    requireMemory("Reading " + path.filename().string(),
                  {{"the tensors of the file", static_cast<std::int64_t>(std::min(rest, mostBytes))}});
    TensorFile file{std::move(parsed.metadata), {}};
    for (TensorPlace& place : parsed.places) {
        place.tensor.bytes.resize(place.end - place.begin);
        source.readExactly(place.tensor.bytes);
        file.tensors.push_back(std::move(place.tensor));
    }
    return file;
}

} // namespace

const Tensor& TensorFile::tensor(std::string_view name) const
{
    const auto found = std::ranges::find(tensors, name, &Tensor::name);
    if (found == tensors.end())
        throw Error("The tensor \"" + std::string(name) + "\" is missing.");
    return *found;
}

const std::string& TensorFile::entry(const std::string& name) const
{
    const auto found = metadata.find(name);
    if (found == metadata.end())
        throw Error("The metadata entry \"" + name + "\" is missing.");
    return found->second;
}

Tensor makeTensor(std::string name, std::vector<std::int64_t> shape, std::span<const float> values)
{
    return tensorOf(TensorType::F32, std::move(name), std::move(shape), values);
}

Tensor makeTensor(std::string name, std::vector<std::int64_t> shape, std::span<const double> values)
{
    return tensorOf(TensorType::F64, std::move(name), std::move(shape), values);
}

Tensor makeTensor(std::string name, std::vector<std::int64_t> shape, std::span<const std::int32_t> values)
{
    return tensorOf(TensorType::I32, std::move(name), std::move(shape), values);
}

Tensor makeTensor(std::string name, std::vector<std::int64_t> shape, std::span<const std::int64_t> values)
{
    return tensorOf(TensorType::I64, std::move(name), std::move(shape), values);
}

Tensor makeTensor(std::string name, std::vector<std::int64_t> shape, std::span<const std::uint8_t> values)
{
    return tensorOf(TensorType::U8, std::move(name), std::move(shape), values);
}

std::vector<float> floats(const Tensor& tensor, const std::vector<std::int64_t>& shape)
{
    return valuesOf<float>(tensor, TensorType::F32, shape);
}

std::vector<double> doubles(const Tensor& tensor, const std::vector<std::int64_t>& shape)
{
    return valuesOf<double>(tensor, TensorType::F64, shape);
}

std::vector<std::int32_t> int32s(const Tensor& tensor, const std::vector<std::int64_t>& shape)
{
    return valuesOf<std::int32_t>(tensor, TensorType::I32, shape);
}

std::vector<std::int64_t> int64s(const Tensor& tensor, const std::vector<std::int64_t>& shape)
{
    return valuesOf<std::int64_t>(tensor, TensorType::I64, shape);
}

std::vector<std::uint8_t> bytes(const Tensor& tensor, const std::vector<std::int64_t>& shape)
{
    return valuesOf<std::uint8_t>(tensor, TensorType::U8, shape);
}

void writeSafetensors(TensorFile file, const std::filesystem::path& path)
{
    sortTensors(file);
    const std::string header = headerText(file.metadata, file.tensors);
    const auto size = static_cast<std::uint64_t>(header.size());
    std::uintmax_t expected = sizeof size + header.size();
    for (const Tensor& tensor : file.tensors)
        expected += tensor.bytes.size();
    AtomicFile target(path, expected);
    target.write(std::as_bytes(std::span(&size, 1)));
    target.write(header);
    for (const Tensor& tensor : file.tensors)
        target.write(tensor.bytes);
    target.commit();
}

TensorFile readSafetensors(const std::filesystem::path& path)
{
    InputFile file(path);
    return readFrom(file, static_cast<std::uint64_t>(file.size()), path);
}

TensorFile readSafetensors(std::span<const std::byte> bytes, const std::filesystem::path& path)
{
    InputBytes source(bytes);
    return readFrom(source, bytes.size(), path);
}

void seal(TensorFile& file)
{
    sortTensors(file);
    for (const Tensor& tensor : file.tensors)
        file.metadata[tensorChecksum + tensor.name] = checksumOf(tensor);
    file.metadata[headerChecksum] = checksumOfHeader(file);
}

void checkSeal(const TensorFile& file, const std::filesystem::path& path)
{
    const auto holds = [&](const std::string& key, const std::string& expected) {
        const auto found = file.metadata.find(key);
        return found != file.metadata.end() && found->second == expected;
    };
    // The header first: it holds the checksums of the rest.
    if (!holds(headerChecksum, checksumOfHeader(file)))
        throw BadInput({path.string()}, "the header is damaged: its checksum does not fit");
    for (const Tensor& tensor : file.tensors)
        if (!holds(tensorChecksum + tensor.name, checksumOf(tensor)))
            throw BadInput({path.string()}, "the tensor \"" + tensor.name + "\" is damaged: its checksum does not fit");
}

} // namespace tastescope
