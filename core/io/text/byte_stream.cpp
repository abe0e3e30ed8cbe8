#include "core/io/text/byte_stream.h"

#include "core/io/text/decoder.h"

#include <algorithm>
#include <cstring>

namespace tastescope {

ByteStream::ByteStream(const std::filesystem::path& path, std::size_t chunkBytes)
    : m_file(path),
      m_stored(std::max(chunkBytes, decoderMarkBytes))
{
    std::size_t size = 0;
    while (size < decoderMarkBytes) {
        const std::size_t count = m_file.read(std::span(m_stored).subspan(size));
        if (count == 0)
            break;
        size += count;
    }
    m_rest = std::span<const std::byte>(m_stored).first(size);
    m_hash.add(m_rest);
    m_decoder = decoderFor(m_rest, m_file);
}

ByteStream::~ByteStream() = default;

std::span<const std::byte> ByteStream::refill()
{
    const std::span chunk = std::span<const std::byte>(m_stored).first(m_file.read(m_stored));
    m_hash.add(chunk);
    return chunk;
}

std::size_t ByteStream::read(std::span<char> into)
{
    for (;;) {
        if (m_rest.empty())
            m_rest = refill();
        if (m_rest.empty() && !m_decoder)
            return 0;
        if (!m_decoder) {
            const std::size_t count = std::min(into.size(), m_rest.size());
            std::memcpy(into.data(), m_rest.data(), count);
            m_rest = m_rest.subspan(count);
            return count;
        }
        const bool atEnd = m_rest.empty();
        if (const std::size_t count = m_decoder->unpack(m_rest, into); count > 0)
            return count;
        if (atEnd) {
            m_decoder->finish();
            return 0;
        }
    }
}

SourceFile ByteStream::finish()
{
    m_file.throwIfChanged();
    return {m_file.path().string(), m_file.size(), m_hash.hex()};
}

} // namespace tastescope
