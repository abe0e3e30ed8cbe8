#include "core/io/text/decoder.h"

#include "core/base/input_file.h"
#include "core/io/text/bzip2_decoder.h"
#include "core/io/text/gzip_decoder.h"
#include "core/io/text/xz_decoder.h"
#include "core/io/text/zip_decoder.h"
#include "core/io/text/zstd_decoder.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tastescope {

std::unique_ptr<Decoder> decoderFor(std::span<const std::byte> head, const InputFile& file)
{
    using namespace std::string_view_literals;
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    if (text.starts_with("\x1F\x8B"sv))
        return std::make_unique<GzipDecoder>(file.path());
    if (text.size() > 3 && text.starts_with("BZh"sv) && text[3] >= '1' && text[3] <= '9')
        return std::make_unique<Bzip2Decoder>(file.path());
    if (text.starts_with("\xFD"
                         "7zXZ\0"sv))
        return std::make_unique<XzDecoder>(file.path());
    if (text.starts_with("\x28\xB5\x2F\xFD"sv))
        return std::make_unique<ZstdDecoder>(file.path());
    if (text.starts_with("PK\x03\x04"sv))
        if (const auto table = tableInZip(file))
            return std::make_unique<ZipDecoder>(file.path(), *table);
    return nullptr;
}

std::filesystem::path unpackedName(const std::filesystem::path& path)
{
    constexpr std::array<std::string_view, 5> endings{".gz", ".bz2", ".xz", ".zst", ".zip"};
    const bool isPacked = std::ranges::find(endings, path.extension().string()) != endings.end();
    return isPacked ? path.stem() : path.filename();
}

} // namespace tastescope
