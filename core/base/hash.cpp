#include "core/base/hash.h"

#include <type_traits>

// The functions of before OpenSSL 3: they ask for no memory. Those of today look for a provider first, and where memory
// runs out meanwhile they read a lock that was never made (3.0 crashes; durability/tst_no_memory found it).
#define OPENSSL_API_COMPAT 10100
#include <openssl/sha.h>
#include <xxhash.h>

namespace tastescope {

namespace {

SHA256_CTX* stateIn(std::array<std::byte, sizeof(SHA256_CTX)>& bytes)
{
    return reinterpret_cast<SHA256_CTX*>(bytes.data());
}

} // namespace

static_assert(std::is_trivially_copyable_v<SHA256_CTX> && alignof(SHA256_CTX) <= 8);

Sha256::Sha256()
{
    SHA256_Init(stateIn(m_state));
}

void Sha256::add(std::span<const std::byte> bytes)
{
    SHA256_Update(stateIn(m_state), bytes.data(), bytes.size());
}

std::string Sha256::hex()
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256_Final(digest.data(), stateIn(m_state));
    constexpr const char* digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : digest) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::uint64_t checksum(std::span<const std::byte> bytes, std::uint64_t seed)
{
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string toHex(std::uint64_t value)
{
    std::string text(16, '0');
    for (std::size_t i = 16; i-- > 0; value >>= 4)
        text[i] = "0123456789abcdef"[value & 15];
    return text;
}

} // namespace tastescope
