#include "core/io/text/bzip2_decoder.h"

#include "core/base/error.h"

#include <algorithm>
#include <limits>

namespace tastescope {

namespace {

unsigned int bzip2Size(std::size_t size)
{
    return static_cast<unsigned int>(std::min<std::size_t>(size, std::numeric_limits<unsigned int>::max()));
}

} // namespace

Bzip2Decoder::Bzip2Decoder(std::filesystem::path path) : m_path(std::move(path))
{
    begin();
}

Bzip2Decoder::~Bzip2Decoder()
{
    BZ2_bzDecompressEnd(&m_stream);
}

void Bzip2Decoder::begin()
{
    m_stream = {};
    m_streamEnded = false;
    if (BZ2_bzDecompressInit(&m_stream, 0, 0) != BZ_OK)
        throw Error("There is not enough memory to unpack " + m_path.string() + ".");
}

std::size_t Bzip2Decoder::unpack(std::span<const std::byte>& packed, std::span<char> into)
{
    if (packed.empty() && m_streamEnded)
        return 0;
    if (m_streamEnded) {
        BZ2_bzDecompressEnd(&m_stream);
        begin();
    }
    // bzip2's interface is older than const; it does not write through next_in.
    m_stream.next_in = reinterpret_cast<char*>(const_cast<std::byte*>(packed.data()));
    m_stream.avail_in = bzip2Size(packed.size());
    m_stream.next_out = into.data();
    m_stream.avail_out = bzip2Size(into.size());
    const std::size_t offered = m_stream.avail_in;
    const std::size_t room = m_stream.avail_out;
    const int result = BZ2_bzDecompress(&m_stream);
    const std::size_t used = offered - m_stream.avail_in;
    m_used += static_cast<std::int64_t>(used);
    packed = packed.subspan(used);
    if (result == BZ_MEM_ERROR)
        throw Error("There is not enough memory to unpack " + m_path.string() + ".");
    if (result != BZ_OK && result != BZ_STREAM_END)
        throw BadInput({m_path.string(), 0, m_used}, "the bzip2 data is damaged here. Fetch the file again.");
    m_streamEnded = result == BZ_STREAM_END;
    return room - m_stream.avail_out;
}

void Bzip2Decoder::finish() const
{
    if (!m_streamEnded)
        throw BadInput({m_path.string(), 0, m_used},
                       "the bzip2 data ends here, in the middle: the file is cut. Fetch it again.");
}

} // namespace tastescope
