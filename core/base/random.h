#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <utility>

namespace tastescope {

/// Random numbers by (seed, stream): the n-th number of a stream is a pure function of seed, stream and n, so work can
/// be cut among threads in any way and still draw the same numbers. A stream is named by a few integers, for instance
/// {purpose, epoch, user}.
///
/// The generator hashes a counter with the SplitMix64 finaliser (Steele, Lea, Flood: Fast splittable pseudorandom
/// number generators, OOPSLA 2014). The distributions are our own because those of the C++ library differ between
/// libraries.
class Random
{
public:
    Random(std::uint64_t seed, std::initializer_list<std::uint64_t> stream);

    std::uint64_t next()
    {
        m_counter += 0x9E3779B97F4A7C15ULL;
        return mix(m_counter);
    }

    /// In [0, 1), 53 random bits.
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

    /// In [0, bound), unbiased (Lemire: Fast random integer generation in an interval, 2019). bound >= 1.
    std::uint64_t below(std::uint64_t bound);

    double normal();                             ///< mean 0, variance 1
    double gamma(double shape);                  ///< scale 1; shape > 0 (Marsaglia and Tsang, 2000)
    double beta(double alpha, double betaValue); ///< in (0, 1)

    template<typename T>
    void shuffle(std::span<T> values)
    {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[below(i)]);
    }

    static std::uint64_t mix(std::uint64_t value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
        return value ^ (value >> 31);
    }

private:
    std::uint64_t m_counter;
};

} // namespace tastescope
