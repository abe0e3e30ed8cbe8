#pragma once

#include "core/base/enum_names.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tastescope {

enum class TensorType { Bool, U8, I8, U16, I16, F16, BF16, U32, I32, F32, U64, I64, F64 };

constexpr auto enumNames(TensorType)
{
    return namedBy<TensorType>({{TensorType::Bool, "BOOL"},
                                {TensorType::U8, "U8"},
                                {TensorType::I8, "I8"},
                                {TensorType::U16, "U16"},
                                {TensorType::I16, "I16"},
                                {TensorType::F16, "F16"},
                                {TensorType::BF16, "BF16"},
                                {TensorType::U32, "U32"},
                                {TensorType::I32, "I32"},
                                {TensorType::F32, "F32"},
                                {TensorType::U64, "U64"},
                                {TensorType::I64, "I64"},
                                {TensorType::F64, "F64"}});
}

/// A named array, row-major and little endian.
struct Tensor
{
    std::string name;
    TensorType type = TensorType::F32;
    std::vector<std::int64_t> shape;
    std::vector<std::byte> bytes; ///< product(shape) values of `type`
};

/// What one safetensors file holds.
struct TensorFile
{
    std::map<std::string, std::string> metadata;
    std::vector<Tensor> tensors;

    /// Throws: Error naming the tensor that is missing.
    const Tensor& tensor(std::string_view name) const;

    /// Throws: Error naming the entry that is missing.
    const std::string& entry(const std::string& name) const;
};

Tensor makeTensor(std::string name, std::vector<std::int64_t> shape, std::span<const float> values);
Tensor makeTensor(std::string name, std::vector<std::int64_t> shape, std::span<const double> values);
Tensor makeTensor(std::string name, std::vector<std::int64_t> shape, std::span<const std::int32_t> values);
Tensor makeTensor(std::string name, std::vector<std::int64_t> shape, std::span<const std::int64_t> values);
Tensor makeTensor(std::string name, std::vector<std::int64_t> shape, std::span<const std::uint8_t> values);

/// What is made in the call, moved into a list: braces would copy every tensor.
template<std::same_as<Tensor>... T>
std::vector<Tensor> tensorList(T&&... tensors)
{
    std::vector<Tensor> list;
    list.reserve(sizeof...(tensors));
    (list.push_back(std::move(tensors)), ...);
    return list;
}

/// The values of a tensor of exactly the given type and shape.
/// Throws: Error naming the tensor, the type and shape found and expected.
std::vector<float> floats(const Tensor& tensor, const std::vector<std::int64_t>& shape);
std::vector<double> doubles(const Tensor& tensor, const std::vector<std::int64_t>& shape);
std::vector<std::int32_t> int32s(const Tensor& tensor, const std::vector<std::int64_t>& shape);
std::vector<std::int64_t> int64s(const Tensor& tensor, const std::vector<std::int64_t>& shape);
std::vector<std::uint8_t> bytes(const Tensor& tensor, const std::vector<std::int64_t>& shape);

/// Writes the file whole or not at all (AtomicFile); tensors by alignment, then by name, so that offsets are aligned.
/// Throws: Error naming the path.
void writeSafetensors(TensorFile file, const std::filesystem::path& path);

/// Reads the whole file, strictly: the tensors must cover the data without gap or overlap, no key may come twice,
/// metadata are text only, nothing may follow the data; the header has at most 16 MiB and 4,096 tensors.
///
/// Throws: BadInput with the byte offset of the fault, or when there is no such regular file; Error when it cannot be
///         opened; NotEnoughMemory before a tensor is read.
/// Source: safetensors/safetensors, README.md and tensor.rs (format of 2022).
TensorFile readSafetensors(const std::filesystem::path& path);

/// The same of the bytes of a file; `path` is for messages only.
TensorFile readSafetensors(std::span<const std::byte> bytes, const std::filesystem::path& path);

/// Adds checksums of every tensor and of the header to the metadata, so that checkSeal() sees any damage.
void seal(TensorFile& file);

/// Throws: BadInput naming the damaged section: the header or a tensor. A checksum proves damage, not authorship.
void checkSeal(const TensorFile& file, const std::filesystem::path& path);

} // namespace tastescope
