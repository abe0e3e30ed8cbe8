#include "core/io/text/zip_decoder.h"

#include "core/base/error.h"

#include <algorithm>
#include <limits>

namespace tastescope {

ZipDecoder::ZipDecoder(std::filesystem::path path, ZippedFile file)
    : m_path(std::move(path)),
      m_file(std::move(file)),
      m_hasEnded(!m_file.isDeflated && m_file.stored == 0)
{
    if (inflateInit2(&m_stream, -MAX_WBITS) != Z_OK) // deflate alone, without a head
        throw Error("There is not enough memory to unpack " + m_path.string() + ".");
}

ZipDecoder::~ZipDecoder()
{
    inflateEnd(&m_stream);
}

std::size_t ZipDecoder::unpack(std::span<const std::byte>& packed, std::span<char> into)
{
    const std::uint64_t end = m_file.begin + m_file.stored;
    const auto skip = [&](std::uint64_t count) {
        const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(count, packed.size()));
        packed = packed.subspan(step);
        m_position += step;
    };
    if (m_position < m_file.begin)
        skip(m_file.begin - m_position);
    if (m_hasEnded)
        skip(std::numeric_limits<std::uint64_t>::max());
    if (m_hasEnded || m_position < m_file.begin)
        return 0;
    std::span mine = packed.first(static_cast<std::size_t>(std::min<std::uint64_t>(end - m_position, packed.size())));
    const std::size_t offered = mine.size();
    const std::size_t written = inflateSome(mine, into);
    const std::size_t used = offered - mine.size();
    packed = packed.subspan(used);
    m_position += used;
    m_crc = static_cast<std::uint32_t>(crc32_z(m_crc, reinterpret_cast<const Bytef*>(into.data()), written));
    m_hasEnded |= !m_file.isDeflated && m_position == end;
    if (written == 0 && used == 0) // it should go on, and does not
        skip(std::numeric_limits<std::uint64_t>::max());
    return written;
}

std::size_t ZipDecoder::inflateSome(std::span<const std::byte>& packed, std::span<char> into)
{
    if (!m_file.isDeflated) {
        const std::size_t count = std::min(packed.size(), into.size());
        std::ranges::transform(packed.first(count), into.begin(), [](std::byte b) { return static_cast<char>(b); });
        packed = packed.subspan(count);
        return count;
    }
    constexpr std::size_t most = std::numeric_limits<unsigned int>::max();
    // zlib's interface is older than const; it does not write through next_in.
    m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(packed.data()));
    m_stream.avail_in = static_cast<unsigned int>(std::min(packed.size(), most));
    m_stream.next_out = reinterpret_cast<Bytef*>(into.data());
    m_stream.avail_out = static_cast<unsigned int>(std::min(into.size(), most));
    const std::size_t offered = m_stream.avail_in;
    const std::size_t room = m_stream.avail_out;
    const int result = inflate(&m_stream, Z_NO_FLUSH);
    packed = packed.subspan(offered - m_stream.avail_in);
    if (result == Z_MEM_ERROR)
        throw Error("There is not enough memory to unpack " + m_path.string() + ".");
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
        throw BadInput({m_path.string(), 0, static_cast<std::int64_t>(m_position)},
                       "the file \"" + m_file.name + "\" in the archive is damaged. Fetch the archive again.");
    m_hasEnded = result == Z_STREAM_END;
    return room - m_stream.avail_out;
}

void ZipDecoder::finish() const
{
    if (!m_hasEnded || m_crc != m_file.crc)
        throw BadInput({m_path.string(), 0, static_cast<std::int64_t>(m_position)},
                       "the file \"" + m_file.name + "\" in the archive is "
                           + (m_hasEnded ? "damaged: its checksum is another" : "cut") + ". Fetch the archive again.");
}

} // namespace tastescope
