#pragma once

#include "core/base/hash.h"
#include "core/base/input_file.h"
#include "core/data/provenance.h"

#include <memory>
#include <span>
#include <vector>

namespace tastescope {

class Decoder;

/// How much is read at a time. What is read never depends on it: tests take a few bytes, so that every byte of a file
/// once stands at an edge.
struct ReadSizes
{
    std::size_t buffer = std::size_t{1} << 20;  ///< bytes of text held at first; grows with the longest line
    std::size_t chunk = std::size_t{256} << 10; ///< bytes, at most, that one reading takes
};

/// The bytes of a file, unpacked on the way when it is packed: see decoderFor().
class ByteStream
{
public:
    explicit ByteStream(const std::filesystem::path& path, std::size_t chunkBytes = ReadSizes().chunk);
    ~ByteStream();

    /// Bytes read: at most into.size(), 0 at the end.
    /// Throws: BadInput with the byte offset where a packed file is damaged or cut.
    std::size_t read(std::span<char> into);

    const std::filesystem::path& path() const { return m_file.path(); }
    std::int64_t storedSize() const { return m_file.size(); }

    /// Bytes of the file read so far, packed when it is.
    std::int64_t storedPosition() const { return m_file.position(); }

    /// Size and SHA-256 of the stored bytes; for the end of reading.
    /// Throws: BadInput when the file changed while it was being read.
    SourceFile finish();

private:
    std::span<const std::byte> refill();

    InputFile m_file;
    Sha256 m_hash;
    std::vector<std::byte> m_stored;
    std::span<const std::byte> m_rest; ///< of m_stored, not yet handed out or unpacked
    std::unique_ptr<Decoder> m_decoder;
};

} // namespace tastescope
