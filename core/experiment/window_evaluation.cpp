#include "core/experiment/window_evaluation.h"

#include "core/base/error.h"
#include "core/data/events_before.h"
#include "core/models/transformer/published_protocol.h"

#include <algorithm>
#include <numeric>

namespace tastescope {

namespace {

/// What is measured and what is counted, by number of a window.
struct Cut
{
    std::vector<std::int32_t> measured;
    std::vector<std::int32_t> counted;
};

Cut cutOf(const WindowBatch& windows, const WindowQuestion& question)
{
    if (question.split == WindowSplit::WindowsTenth) {
        RandomTenth tenth(windows.size(), question.seed);
        return {std::move(tenth.drawn), std::move(tenth.others)};
    }
    Cut cut;
    const auto count = static_cast<std::int32_t>(windows.size());
    if (question.split == WindowSplit::All) {
        cut.measured.resize(windows.size());
        std::iota(cut.measured.begin(), cut.measured.end(), 0);
        cut.counted = cut.measured;
        return cut;
    }
    const auto userOf = [&](std::int32_t w) { return w < count ? windows.users[static_cast<std::size_t>(w)] : -1; };
    for (std::int32_t w = 0; w < count; ++w) // a user's last window has the end as its target
        if (userOf(w + 1) == userOf(w))
            (userOf(w + 2) == userOf(w) ? cut.counted : cut.measured).push_back(w);
    return cut;
}

/// Measures what is asked on the windows of one cut.
class Measurer
{
public:
    Measurer(const Dataset& dataset, const Vocabulary& vocabulary, const TransformerShape& shape,
             const WindowQuestion& question, const JobContext& job)
        : m_shape(shape),
          m_question(question),
          m_workers(question.threads),
          m_job(job),
          m_windows(windowsOf(dataset, vocabulary, shape)),
          m_cut(cutOf(m_windows, question)),
          m_measured(selectWindows(m_windows, m_cut.measured, shape.context))
    {
        if (m_measured.size() == 0)
            throw Error("There is no window to measure: nobody has as many events as a window is long.");
    }

    WindowFigures figures(const WindowResults& results) const { return windowFigures(results, m_question.lengths); }

    WindowResults ofNet(const TransformerNet& net) const
    {
        m_job.report(StageStarted{"ranking all words for each window"});
        return rankAsPublished(net, m_measured, longest(), m_workers, m_job);
    }

    WindowResults ofNetWithoutUser(const TransformerNet& net) const
    {
        WindowBatch nobodys = m_measured;
        std::ranges::fill(nobodys.users, -1);
        return rankAsPublished(net, nobodys, longest(), m_workers, m_job);
    }

    WindowResults ofCounts(const WindowCountOptions& options) const
    {
        WindowCounts counts(options, m_shape, m_windows, m_cut.counted, m_workers);
        return rankWindows(counts, m_shape, m_measured, longest(), m_workers, m_job);
    }

    void addCounts(WindowEvaluation& evaluation) const
    {
        m_job.report(StageStarted{"counting what follows what"});
        evaluation.popularity = figures(ofCounts({.window = 0}));
        evaluation.lastToNext = figures(ofCounts({.window = 1, .gaps = 1}));
        evaluation.gaps = figures(ofCounts({.window = m_shape.context, .gaps = m_shape.context}));
    }

private:
    int longest() const { return std::ranges::max(m_question.lengths); }

    TransformerShape m_shape;
    const WindowQuestion& m_question;
    Workers m_workers;
    const JobContext& m_job;
    WindowBatch m_windows;
    Cut m_cut;
    WindowBatch m_measured;
};

} // namespace

WindowEvaluation evaluateWindows(const TransformerWeights& net, const Dataset& dataset, const WindowQuestion& question,
                                 const JobContext& job)
{
    requireTimes(dataset, "The transformer");
    const Measurer measurer(dataset, vocabularyOf(net, dataset), net.shape, question, job);
    const WeightLayout layout(net.shape);
    const TransformerNet asked{net.shape, layout, net.weights.data()};
    WindowEvaluation evaluation;
    evaluation.each = measurer.ofNet(asked);
    evaluation.model = measurer.figures(evaluation.each);
    if (net.shape.userDimension > 0)
        evaluation.withoutUser = measurer.figures(measurer.ofNetWithoutUser(asked));
    measurer.addCounts(evaluation);
    return evaluation;
}

WindowEvaluation evaluateWindows(const WindowCountOptions& counts, const Dataset& dataset,
                                 const WindowQuestion& question, const JobContext& job)
{
    requireTimes(dataset, "Counting what follows what");
    const Vocabulary vocabulary = catalogueVocabulary(dataset);
    const TransformerShape shape{.items = vocabulary.itemCount, .users = static_cast<int>(dataset.userCount())};
    const Measurer measurer(dataset, vocabulary, shape, question, job);
    WindowEvaluation evaluation;
    evaluation.each = measurer.ofCounts(counts);
    evaluation.model = measurer.figures(evaluation.each);
    measurer.addCounts(evaluation);
    return evaluation;
}

} // namespace tastescope
