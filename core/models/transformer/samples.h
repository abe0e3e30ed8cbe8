#pragma once

#include "core/data/sequences.h"
#include "core/models/transformer/windows.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// What a transformer goes through in an epoch, cut into samples of a batch.
class TrainingSamples
{
public:
    virtual ~TrainingSamples() = default;

    /// Cuts anew for an epoch, 1-based, where the cut is drawn.
    virtual void begin(int epoch) { static_cast<void>(epoch); }

    virtual std::size_t size() const = 0; ///< samples of the epoch that was begun

    /// batch = the samples of these numbers, in their order.
    virtual void write(std::span<const std::int32_t> which, WindowBatch& batch) const = 0;
};

/// Every place of the events is a sample: see Windows.
class WindowSamples final : public TrainingSamples
{
public:
    WindowSamples(Sequences events, const TransformerShape& shape) : m_windows(std::move(events), shape) {}

    std::size_t size() const override { return m_windows.size(); }
    void write(std::span<const std::int32_t> which, WindowBatch& batch) const override
    {
        m_windows.write(which, batch);
    }

private:
    Windows m_windows;
};

/// Windows that were cut before, as far as they are learned.
class ChosenWindows final : public TrainingSamples
{
public:
    /// Shapes: windows of `context` words each; chosen are numbers of them.
    ChosenWindows(WindowBatch windows, std::vector<std::int32_t> chosen, int context)
        : m_windows(std::move(windows)),
          m_chosen(std::move(chosen)),
          m_context(context)
    {
    }

    std::size_t size() const override { return m_chosen.size(); }
    void write(std::span<const std::int32_t> which, WindowBatch& batch) const override;

private:
    WindowBatch m_windows;
    std::vector<std::int32_t> m_chosen;
    int m_context;
};

/// For a tied net: each user's events cut into rows of `context`, every event the target of just one place. A user with
/// more events than that is cut at places drawn by (seed, epoch, user), so that every event is asked for after few and
/// after many others in turn; rows that are not full begin with start words, of which only the last has a target.
class Segments final : public TrainingSamples
{
public:
    Segments(Sequences events, const TransformerShape& shape, std::uint64_t seed);

    void begin(int epoch) override;
    std::size_t size() const override { return m_rows.size(); }
    void write(std::span<const std::int32_t> which, WindowBatch& batch) const override;

private:
    struct Row
    {
        std::int32_t user = 0;
        std::int32_t begin = 0; ///< its targets, among his events
        std::int32_t end = 0;
    };

    TransformerShape m_shape;
    std::uint64_t m_seed;
    Sequences m_events;
    std::vector<Row> m_rows;
};

} // namespace tastescope
