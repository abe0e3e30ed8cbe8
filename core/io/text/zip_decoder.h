#pragma once

#include "core/io/text/decoder.h"

#include <cstdint>
#include <optional>
#include <string>
#include <zlib.h>

namespace tastescope {

/// A file inside a zip archive, and where its bytes are.
struct ZippedFile
{
    std::string name;
    std::uint64_t begin = 0;  ///< byte in the archive
    std::uint64_t stored = 0; ///< bytes there
    std::uint32_t crc = 0;
    bool isDeflated = false;
};

/// The table of an archive that holds one; what tells of it (README, LICENSE) and what a Mac adds counts for nothing.
/// Nothing for what is a zip archive by its frame alone: a spreadsheet, arrays of NumPy, a checkpoint of PyTorch.
/// Throws: BadInput naming the files when there are several or none, and when the archive is damaged, encrypted or
///         packed in another way than deflate.
/// Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.14 to 4.3.16.
std::optional<ZippedFile> tableInZip(const InputFile& archive);

/// Unpacks one file of an archive that is read from front to back, and checks its CRC-32.
class ZipDecoder final : public Decoder
{
public:
    ZipDecoder(std::filesystem::path path, ZippedFile file);
    ~ZipDecoder() override;
    ZipDecoder(const ZipDecoder&) = delete;
    ZipDecoder& operator=(const ZipDecoder&) = delete;

    std::size_t unpack(std::span<const std::byte>& packed, std::span<char> into) override;
    void finish() const override;

private:
    std::size_t inflateSome(std::span<const std::byte>& packed, std::span<char> into);

    std::filesystem::path m_path;
    ZippedFile m_file;
    z_stream m_stream = {};
    std::uint64_t m_position = 0; ///< in the archive
    std::uint32_t m_crc = 0;
    bool m_hasEnded = false;
};

} // namespace tastescope
