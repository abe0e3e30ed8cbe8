#pragma once

#include "core/base/ids.h"
#include "core/training/query.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tastescope {

class Sequences;
struct Tensor;
struct TensorFile;

/// The last events of every user of the data, oldest first: what a model that goes by order is asked about. Immutable.
class LastEvents
{
public:
    /// Of each user's events the last `window` >= 1.
    LastEvents(const Sequences& events, int window);

    /// Throws: Error when the tensors are no such lists of items below itemCount.
    static LastEvents fromTensors(const TensorFile& file, std::size_t itemCount);
    std::vector<Tensor> tensors() const;

    int window() const { return m_window; }
    std::size_t userCount() const { return m_offsets.size() - 1; }
    std::span<const Item> of(User user) const;

    /// The last of whoever is asked about, at most window(). `model`: its title.
    /// Throws: Error for a profile, which has no order.
    std::span<const Item> of(const Query& query, std::string_view model) const;

    bool operator==(const LastEvents&) const = default;

private:
    LastEvents(int window, std::vector<std::int64_t> offsets, std::vector<Item> items);

    int m_window;
    std::vector<std::int64_t> m_offsets; ///< by user
    std::vector<Item> m_items;
};

} // namespace tastescope
