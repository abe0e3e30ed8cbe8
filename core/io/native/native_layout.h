#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tastescope {

// The frame of a native file, shared by its writer and its reader; native_file.h says what it looks like.

static_assert(std::endian::native == std::endian::little, "native files are written as numbers lie in memory");

inline constexpr std::string_view nativeMagic = "TASTE\r\n\x1A";

/// All sections, in the order of the file. An older version has the first of them.
inline constexpr std::array<std::string_view, 28> nativeSections{"meta",
                                                                 "users",
                                                                 "items",
                                                                 "items.titles",
                                                                 "items.details",
                                                                 "tracks",
                                                                 "tracks.titles",
                                                                 "tracks.details",
                                                                 "library",
                                                                 "train",
                                                                 "validation",
                                                                 "test",
                                                                 "cold",
                                                                 "owned",
                                                                 "item_tracks",
                                                                 "exploration",
                                                                 "validation.positives",
                                                                 "validation.offsets",
                                                                 "validation.negatives",
                                                                 "test.positives",
                                                                 "test.offsets",
                                                                 "test.negatives",
                                                                 "sequences.offsets",
                                                                 "sequences.items",
                                                                 "sequences.times",
                                                                 "items.unseen",
                                                                 "weights",
                                                                 "weights.values"};

/// The number of sections of a version from oldestNativeVersion to nativeVersion.
constexpr std::size_t sectionCount(std::uint32_t version)
{
    return version == 1 ? 22 : version == 2 ? 25 : version == 3 ? 26 : nativeSections.size();
}

struct NativeHead
{
    std::array<char, 8> magic{};
    std::uint32_t version = 0;
    std::uint32_t sections = 0;
    std::uint64_t fileBytes = 0;
};
static_assert(sizeof(NativeHead) == 24);

struct SectionRow
{
    std::array<char, 24> name{}; ///< zeros after it
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
    std::uint64_t checksum = 0;
};
static_assert(sizeof(SectionRow) == 48);

struct MatrixShape
{
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
    std::uint64_t entries = 0;
};

} // namespace tastescope
