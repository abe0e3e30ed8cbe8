#pragma once

#include "core/data/sequences.h"
#include "core/models/transformer/transformer_shape.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// Samples as the kernels take them.
struct WindowBatch
{
    std::vector<std::int32_t> words;   ///< size() x context
    std::vector<std::int32_t> users;   ///< size()
    std::vector<std::int32_t> targets; ///< size() words, or size() x context for a tied net, -1: none

    std::size_t size() const { return users.size(); }
    std::size_t targetCount() const; ///< that are words
    void clear();
};

/// The windows of these numbers, in their order. Shapes: windows of `context` words each.
WindowBatch selectWindows(const WindowBatch& windows, std::span<const std::int32_t> which, int context);

/// A tenth of so many windows as published: drawn by the seed from all of them, so that neighbours of one user land on
/// both sides and whoever learns the others has seen most of what the tenth holds.
struct RandomTenth
{
    RandomTenth(std::size_t windows, std::uint64_t seed);

    std::vector<std::int32_t> drawn;  ///< ascending
    std::vector<std::int32_t> others; ///< ascending
};

/// The last `context` of some items as words, the start word before them where they are fewer.
/// Shapes: words has context slots.
void writeWindow(std::span<const Item> items, const TransformerShape& shape, std::span<std::int32_t> words);

/// Every place of the users' events that is learned: the words before it and the event itself. Of a user's events the
/// first to be a target is the one at context - 1 (its window is the start word and what came before), or his last one
/// where he has fewer; of one event nothing is learned. Stride 1; the window never spans two users.
class Windows
{
public:
    /// shape: of these items.
    Windows(Sequences events, const TransformerShape& shape);

    std::size_t size() const { return m_places.size(); }

    /// batch = the windows of these numbers, in their order.
    void write(std::span<const std::int32_t> which, WindowBatch& batch) const;

private:
    struct Place
    {
        std::int32_t user = 0;
        std::int32_t at = 0; ///< among his events
    };

    TransformerShape m_shape;
    Sequences m_events;
    std::vector<Place> m_places;
};

} // namespace tastescope
