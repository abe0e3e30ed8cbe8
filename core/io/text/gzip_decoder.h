#pragma once

#include "core/io/text/decoder.h"

#include <cstdint>
#include <zlib.h>

namespace tastescope {

/// Unpacks gzip (RFC 1952), several members in a row included, piece by piece in fixed memory.
class GzipDecoder final : public Decoder
{
public:
    explicit GzipDecoder(std::filesystem::path path); ///< the path is for messages
    ~GzipDecoder() override;
    GzipDecoder(const GzipDecoder&) = delete;
    GzipDecoder& operator=(const GzipDecoder&) = delete;

    std::size_t unpack(std::span<const std::byte>& packed, std::span<char> into) override;
    void finish() const override;

private:
    std::filesystem::path m_path;
    z_stream m_stream = {};
    std::int64_t m_used = 0; ///< packed bytes, over all members
    bool m_memberEnded = false;
};

} // namespace tastescope
