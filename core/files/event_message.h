#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tastescope {

/// A number a training wrote down.
struct EventScalar
{
    std::string tag;
    double value = 0; ///< not a number where the training had none
};

/// What one record of an event file says.
struct EventMessage
{
    double wallTime = 0; ///< seconds since 1970-01-01 UTC, finite
    std::int64_t step = 0;
    std::vector<EventScalar> scalars;
};

/// Which plugin shows each tag: the first value of a tag says so for all that follow.
using EventPlugins = std::map<std::string, std::string, std::less<>>;

/// The scalars of a record, both those of one float and those that are tensors of rank 0 (TensorFlow 2, of plugin
/// "scalars"; floats or doubles). Whatever else it holds is passed over. Nothing: the bytes are no event.
/// Source: tensorboard/compat/proto/{event,summary,tensor}.proto and tensorboard/data_compat.py (2.21).
std::optional<EventMessage> readEventMessage(std::span<const std::byte> bytes, EventPlugins& plugins);

} // namespace tastescope
