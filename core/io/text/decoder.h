#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

namespace tastescope {

class InputFile;

/// Unpacks a packed file piece by piece in bounded memory.
class Decoder
{
public:
    virtual ~Decoder() = default;

    /// Unpacks from `packed`, which shrinks by what was used, and returns the bytes written to `into`.
    /// Throws: BadInput with the byte offset in the packed file.
    virtual std::size_t unpack(std::span<const std::byte>& packed, std::span<char> into) = 0;

    /// For the end of the packed bytes. Throws: BadInput when they end in the middle.
    virtual void finish() const = 0;
};

/// What unpacks a file that begins so: gzip, bzip2, xz, Zstandard, or a zip archive of one table; nothing for a file
/// that is read as it is. Told by its first bytes, not by its name.
/// Throws: BadInput when it is a zip archive of several files.
std::unique_ptr<Decoder> decoderFor(std::span<const std::byte> head, const InputFile& file);

/// How many bytes of the head decoderFor() looks at.
inline constexpr std::size_t decoderMarkBytes = 6;

/// The name without .gz, .bz2, .xz, .zst or .zip.
std::filesystem::path unpackedName(const std::filesystem::path& path);

} // namespace tastescope
