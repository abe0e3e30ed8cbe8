#include "core/io/text/zstd_decoder.h"

#include "core/base/error.h"

namespace tastescope {

ZstdDecoder::ZstdDecoder(std::filesystem::path path) : m_path(std::move(path)), m_context(ZSTD_createDCtx())
{
    if (!m_context)
        throw Error("There is not enough memory to unpack " + m_path.string() + ".");
}

ZstdDecoder::~ZstdDecoder()
{
    ZSTD_freeDCtx(m_context);
}

std::size_t ZstdDecoder::unpack(std::span<const std::byte>& packed, std::span<char> into)
{
    if (packed.empty() && m_frameEnded)
        return 0;
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    ZSTD_outBuffer out{into.data(), into.size(), 0};
    const std::size_t result = ZSTD_decompressStream(m_context, &out, &in);
    m_used += static_cast<std::int64_t>(in.pos);
    if (ZSTD_isError(result) != 0)
        throw BadInput({m_path.string(), 0, m_used}, "the Zstandard data is damaged here ("
                                                         + std::string(ZSTD_getErrorName(result))
                                                         + "). Fetch the file again, or unpack it with unzstd.");
    const bool hasMoved = in.pos > 0 || out.pos > 0;
    packed = packed.subspan(in.pos);
    if (hasMoved)
        m_frameEnded = result == 0;
    return out.pos;
}

void ZstdDecoder::finish() const
{
    if (!m_frameEnded)
        throw BadInput({m_path.string(), 0, m_used},
                       "the Zstandard data ends here, in the middle: the file is cut. Fetch it again.");
}

} // namespace tastescope
