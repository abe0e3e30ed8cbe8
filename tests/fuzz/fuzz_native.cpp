// The native dataset file: sizes and checksums are made right before reading, so that what they hold is looked at. What
// is accepted can be described, and is read again as it is written.
#include "core/base/hash.h"
#include "core/data/describe.h"
#include "core/data/health.h"
#include "core/data/summary.h"
#include "core/io/native/native_file.h"
#include "core/io/native/native_layout.h"
#include "tests/fuzz/fuzz_input.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <vector>

using namespace tastescope;
using namespace tastescope::fuzz;

namespace {

using Bytes = std::span<std::byte>;

bool isMatrix(std::string_view section)
{
    constexpr std::array<std::string_view, 7> matrices{"library", "train", "validation", "test",
                                                       "cold",    "owned", "item_tracks"};
    return std::ranges::find(matrices, section) != matrices.end();
}

/// As the reader adds it up: a matrix in three pieces, all else in one.
std::uint64_t checksumOf(std::string_view section, Bytes bytes)
{
    std::uint64_t sum = 0;
    const auto add = [&](std::uint64_t count) {
        const Bytes piece = bytes.first(static_cast<std::size_t>(std::min<std::uint64_t>(count, bytes.size())));
        bytes = bytes.subspan(piece.size());
        if (!piece.empty())
            sum = checksum(piece, sum);
    };
    MatrixShape shape;
    if (isMatrix(section) && bytes.size() >= sizeof shape) {
        std::memcpy(&shape, bytes.data(), sizeof shape);
        add(sizeof shape);
        add(shape.rows < bytes.size() ? (shape.rows + 1) * sizeof(std::int64_t) : bytes.size());
    }
    add(bytes.size());
    return sum;
}

/// Gives the file the frame that fits what it holds: sections take the bytes they claim as far as there are any, the
/// last one all that are left.
void mendFrame(std::vector<std::byte>& file)
{
    NativeHead head;
    if (file.size() < sizeof head)
        return;
    std::memcpy(&head, file.data(), sizeof head);
    head.version = std::clamp<std::uint32_t>(head.version, oldestNativeVersion, nativeVersion);
    const std::size_t count = sectionCount(head.version);
    const std::size_t frameBytes = sizeof head + count * sizeof(SectionRow);
    if (file.size() < frameBytes + sizeof(std::uint64_t))
        return;
    std::ranges::copy(nativeMagic, head.magic.begin());
    head.sections = static_cast<std::uint32_t>(count);
    head.fileBytes = file.size();
    std::memcpy(file.data(), &head, sizeof head);
    Bytes left = Bytes(file).subspan(frameBytes + sizeof(std::uint64_t));
    for (std::size_t i = 0; i < count; ++i) {
        SectionRow row;
        std::byte* const place = file.data() + sizeof head + i * sizeof row;
        std::memcpy(&row, place, sizeof row);
        row.name = {};
        std::ranges::copy(nativeSections[i], row.name.begin());
        row.offset = file.size() - left.size();
        row.bytes = i + 1 == count ? left.size() : std::min<std::uint64_t>(row.bytes, left.size());
        const Bytes section = left.first(static_cast<std::size_t>(row.bytes));
        left = left.subspan(section.size());
        row.checksum = checksumOf(nativeSections[i], section);
        std::memcpy(place, &row, sizeof row);
    }
    const std::uint64_t sum = checksum(Bytes(file).first(frameBytes));
    std::memcpy(file.data() + frameBytes, &sum, sizeof sum);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Input input(data, size);
    const bool mends = input.below(8) != 0;
    const auto bytes = std::as_bytes(std::span(input.rest()));
    std::vector<std::byte> file(bytes.begin(), bytes.end());
    if (mends)
        mendFrame(file);
    const std::filesystem::path path = scratchFolder() / "a.taste";
    const std::filesystem::path again = scratchFolder() / "b.taste";
    writeFile(path, {reinterpret_cast<const char*>(file.data()), file.size()});
    refusalOf([&] {
        const auto dataset = loadDataset(path);
        keepsPromise("a dataset that was accepted can be described", [&] {
            static_cast<void>(describe(*dataset));
            static_cast<void>(checkHealth(*dataset));
            static_cast<void>(reportTimes(*dataset));
            return true;
        });
        keepsPromise("a dataset is read as it is written", [&] {
            saveDataset(*dataset, path);
            const auto read = loadDataset(path);
            saveDataset(*read, again);
            return read->hash() == dataset->hash() && readFile(path) == readFile(again);
        });
    });
    return 0;
}
