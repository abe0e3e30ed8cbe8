#include "core/io/text/xz_decoder.h"

#include "core/base/error.h"

namespace tastescope {

XzDecoder::XzDecoder(std::filesystem::path path) : m_path(std::move(path))
{
    if (lzma_stream_decoder(&m_stream, mostMemory, LZMA_CONCATENATED) != LZMA_OK)
        throw Error("There is not enough memory to unpack " + m_path.string() + ".");
}

XzDecoder::~XzDecoder()
{
    lzma_end(&m_stream);
}

std::size_t XzDecoder::unpack(std::span<const std::byte>& packed, std::span<char> into)
{
    if (m_hasEnded && packed.empty())
        return 0;
    m_stream.next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
    m_stream.avail_in = packed.size();
    m_stream.next_out = reinterpret_cast<std::uint8_t*>(into.data());
    m_stream.avail_out = into.size();
    // Nothing more to offer is the end of the file: only then does it know that no other stream comes.
    const lzma_ret result = lzma_code(&m_stream, packed.empty() ? LZMA_FINISH : LZMA_RUN);
    const std::size_t used = packed.size() - m_stream.avail_in;
    m_used += static_cast<std::int64_t>(used);
    packed = packed.subspan(used);
    if (result == LZMA_MEM_ERROR)
        throw Error("There is not enough memory to unpack " + m_path.string() + ".");
    if (result == LZMA_MEMLIMIT_ERROR)
        throw BadInput({m_path.string(), 0, m_used}, "the xz data asks for more than "
                                                         + std::to_string(mostMemory >> 20)
                                                         + " MiB of memory to unpack. Unpack it with unxz.");
    if (result != LZMA_OK && result != LZMA_STREAM_END && result != LZMA_BUF_ERROR)
        throw BadInput({m_path.string(), 0, m_used}, "the xz data is damaged here. Fetch the file again.");
    m_hasEnded = result == LZMA_STREAM_END;
    return into.size() - m_stream.avail_out;
}

void XzDecoder::finish() const
{
    if (!m_hasEnded)
        throw BadInput({m_path.string(), 0, m_used},
                       "the xz data ends here, in the middle: the file is cut. Fetch it again.");
}

} // namespace tastescope
