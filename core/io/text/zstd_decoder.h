#pragma once

#include "core/io/text/decoder.h"

#include <cstdint>
#include <zstd.h>

namespace tastescope {

/// Unpacks Zstandard, several frames in a row included, in the window that zstd takes unasked (128 MiB at most).
class ZstdDecoder final : public Decoder
{
public:
    explicit ZstdDecoder(std::filesystem::path path); ///< the path is for messages
    ~ZstdDecoder() override;
    ZstdDecoder(const ZstdDecoder&) = delete;
    ZstdDecoder& operator=(const ZstdDecoder&) = delete;

    std::size_t unpack(std::span<const std::byte>& packed, std::span<char> into) override;
    void finish() const override;

private:
    std::filesystem::path m_path;
    ZSTD_DCtx* m_context;
    std::int64_t m_used = 0;
    bool m_frameEnded = false;
};

} // namespace tastescope
