#include "core/io/text/gzip_decoder.h"

#include "core/base/error.h"

#include <algorithm>
#include <limits>

namespace tastescope {

namespace {

constexpr int gzipOnly = 16 + MAX_WBITS;

unsigned int clamped(std::size_t size)
{
    return static_cast<unsigned int>(std::min<std::size_t>(size, std::numeric_limits<unsigned int>::max()));
}

} // namespace

GzipDecoder::GzipDecoder(std::filesystem::path path) : m_path(std::move(path))
{
    if (inflateInit2(&m_stream, gzipOnly) != Z_OK)
        throw Error("There is not enough memory to unpack " + m_path.string() + ".");
}

GzipDecoder::~GzipDecoder()
{
    inflateEnd(&m_stream);
}

std::size_t GzipDecoder::unpack(std::span<const std::byte>& packed, std::span<char> into)
{
    if (m_memberEnded && !packed.empty()) {
        inflateReset(&m_stream);
        m_memberEnded = false;
    }
    // zlib's interface is older than const; it does not write through next_in.
    m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(packed.data()));
    m_stream.avail_in = clamped(packed.size());
    m_stream.next_out = reinterpret_cast<Bytef*>(into.data());
    m_stream.avail_out = clamped(into.size());
    const std::size_t offered = m_stream.avail_in;
    const std::size_t room = m_stream.avail_out;
    const int result = inflate(&m_stream, Z_NO_FLUSH);
    const std::size_t used = offered - m_stream.avail_in;
    m_used += static_cast<std::int64_t>(used);
    packed = packed.subspan(used);
    if (result == Z_MEM_ERROR)
        throw Error("There is not enough memory to unpack " + m_path.string() + ".");
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
        throw BadInput({m_path.string(), 0, m_used}, "the gzip data is damaged here ("
                                                         + std::string(m_stream.msg ? m_stream.msg : "bad data")
                                                         + "). Fetch the file again.");
    m_memberEnded = result == Z_STREAM_END;
    return room - m_stream.avail_out;
}

void GzipDecoder::finish() const
{
    if (!m_memberEnded)
        throw BadInput({m_path.string(), 0, m_used},
                       "the gzip data ends here, in the middle: the file is cut. Fetch it again.");
}

} // namespace tastescope
