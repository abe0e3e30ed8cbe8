#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace tastescope {

/// SHA-256, fed piece by piece. Names models: two models are the same bits exactly when their SHA-256 is.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(std::span<const std::byte> bytes);
    std::string hex(); ///< 64 lower-case digits; ends the feeding

private:
    struct Deleter
    {
        void operator()(void* context) const;
    };
    std::unique_ptr<void, Deleter> m_context;
};

/// XXH3 of the bytes: finds damage at memory speed. Proves nothing about who wrote them.
std::uint64_t checksum(std::span<const std::byte> bytes, std::uint64_t seed = 0);

/// 16 lower-case hexadecimal digits.
std::string toHex(std::uint64_t value);

} // namespace tastescope
