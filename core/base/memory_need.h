#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

namespace tastescope {

/// One of the things an operation keeps in memory when it takes most.
struct MemoryPart
{
    std::string what;       ///< as a sentence has it: "the vectors of users and items"
    std::int64_t bytes = 0; ///< >= 0
    std::string turn = {};  ///< what makes it smaller: "a smaller embedding_dim"; empty: nothing a person could set

    bool operator==(const MemoryPart&) const = default;
};

/// What an operation takes at its peak, beside what the process has taken already, part by part. An estimate that is
/// made before anything is taken: each part is a count of things times the bytes of one.
class MemoryNeed
{
public:
    MemoryNeed() = default;
    MemoryNeed(std::initializer_list<MemoryPart> parts) : m_parts(parts) {}

    std::span<const MemoryPart> parts() const { return m_parts; }
    std::int64_t bytes() const; ///< of all parts; 2^53 for more

    /// The one to turn first; an empty part when there is none.
    MemoryPart largest() const;

    MemoryNeed& operator+=(const MemoryNeed& other);
    friend MemoryNeed operator+(MemoryNeed a, const MemoryNeed& b) { return a += b; }

    /// So many of the same side by side.
    MemoryNeed times(std::int64_t count) const;

    bool operator==(const MemoryNeed&) const = default;

private:
    std::vector<MemoryPart> m_parts;
};

/// Of two things done one after the other, what the larger takes.
const MemoryNeed& larger(const MemoryNeed& a, const MemoryNeed& b);

/// count * bytesOfOne; 2^53 where it is more, as it may be for what a file claims: no machine has so much, and the sum
/// of hundreds of them is a number still.
std::int64_t bytesOf(std::int64_t count, std::int64_t bytesOfOne);

} // namespace tastescope
