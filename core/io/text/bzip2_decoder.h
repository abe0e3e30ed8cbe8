#pragma once

#include "core/io/text/decoder.h"

#include <bzlib.h>
#include <cstdint>

namespace tastescope {

/// Unpacks bzip2, several streams in a row included, in 4 MB.
class Bzip2Decoder final : public Decoder
{
public:
    explicit Bzip2Decoder(std::filesystem::path path); ///< the path is for messages
    ~Bzip2Decoder() override;
    Bzip2Decoder(const Bzip2Decoder&) = delete;
    Bzip2Decoder& operator=(const Bzip2Decoder&) = delete;

    std::size_t unpack(std::span<const std::byte>& packed, std::span<char> into) override;
    void finish() const override;

private:
    void begin();

    std::filesystem::path m_path;
    bz_stream m_stream = {};
    std::int64_t m_used = 0; ///< packed bytes, over all streams
    bool m_streamEnded = false;
};

} // namespace tastescope
