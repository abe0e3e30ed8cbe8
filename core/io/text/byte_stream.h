#pragma once

#include "core/base/hash.h"
#include "core/data/provenance.h"
#include "core/io/text/input_file.h"

#include <memory>
#include <span>
#include <vector>

namespace tastescope {

class GzipDecoder;

/// The bytes of a file, unpacked on the way when it is a .gz (told by its first bytes, not by its name).
class ByteStream
{
public:
    explicit ByteStream(const std::filesystem::path& path);
    ~ByteStream();

    /// Bytes read: at most into.size(), 0 at the end.
    /// Throws: BadInput with the byte offset where a .gz is damaged or cut.
    std::size_t read(std::span<char> into);

    const std::filesystem::path& path() const { return m_file.path(); }
    std::int64_t storedSize() const { return m_file.size(); }

    /// Bytes of the file read so far, packed when it is a .gz.
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
    std::unique_ptr<GzipDecoder> m_decoder;
};

} // namespace tastescope
