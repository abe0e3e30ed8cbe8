#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <zlib.h>

namespace tastescope {

/// Unpacks gzip (RFC 1952), several members in a row included, piece by piece in fixed memory.
class GzipDecoder
{
public:
    explicit GzipDecoder(std::filesystem::path path); ///< the path is for messages
    ~GzipDecoder();
    GzipDecoder(const GzipDecoder&) = delete;
    GzipDecoder& operator=(const GzipDecoder&) = delete;

    static constexpr std::size_t markBytes = 2; ///< what isGzip() looks at
    static bool isGzip(std::span<const std::byte> head);

    /// Unpacks from `packed`, which shrinks by what was used, and returns the bytes written to `into`.
    /// Throws: BadInput with the byte offset in the packed file.
    std::size_t unpack(std::span<const std::byte>& packed, std::span<char> into);

    /// For the end of the packed bytes. Throws: BadInput when they end inside a member.
    void finish() const;

private:
    std::filesystem::path m_path;
    z_stream m_stream = {};
    std::int64_t m_used = 0; ///< packed bytes, over all members
    bool m_memberEnded = false;
};

} // namespace tastescope
