#pragma once

#include "core/io/text/decoder.h"

#include <cstdint>
#include <lzma.h>

namespace tastescope {

/// Unpacks xz, several streams in a row included, in as much memory as the strongest usual setting (-9) asks for.
class XzDecoder final : public Decoder
{
public:
    static constexpr std::uint64_t mostMemory = std::uint64_t{128} << 20; ///< bytes; -9 takes 65 MiB

    explicit XzDecoder(std::filesystem::path path); ///< the path is for messages
    ~XzDecoder() override;
    XzDecoder(const XzDecoder&) = delete;
    XzDecoder& operator=(const XzDecoder&) = delete;

    std::size_t unpack(std::span<const std::byte>& packed, std::span<char> into) override;
    void finish() const override;

private:
    std::filesystem::path m_path;
    lzma_stream m_stream = LZMA_STREAM_INIT;
    std::int64_t m_used = 0;
    bool m_hasEnded = false;
};

} // namespace tastescope
