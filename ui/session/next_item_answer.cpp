#include "ui/session/next_item_answer.h"

#include "core/models/transformer/window_insight.h"
#include "core/models/transformer/windows.h"

#include <algorithm>
#include <numeric>

namespace tastescope::ui {

namespace {

/// A model asked for windows of one user.
class AskedWindows
{
public:
    AskedWindows(const TransformerModel& model, const Dataset& dataset, User user)
        : m_model(model),
          m_layout(model.shape()),
          m_events(dataset.sequences().items(user)),
          m_user(tastescope::number(user))
    {
    }

    TransformerNet net() const { return {m_model.shape(), m_layout, m_model.weights().data()}; }
    std::int32_t user() const { return m_user; }

    /// After the first `known` events.
    std::vector<std::int32_t> window(std::size_t known) const
    {
        std::vector<std::int32_t> words(static_cast<std::size_t>(m_model.shape().context));
        writeWindow(m_events.first(known), m_model.shape(), words);
        return words;
    }

    /// Chances of the items; start and end words keep theirs, which is why these do not add up to 1.
    std::vector<double> chances(std::size_t known, bool withUser = true) const
    {
        std::vector<double> chances = wordChances(net(), window(known), withUser ? m_user : -1);
        chances.resize(static_cast<std::size_t>(m_model.shape().items));
        return chances;
    }

    std::span<const Item> events() const { return m_events; }

private:
    const TransformerModel& m_model;
    WeightLayout m_layout;
    std::span<const Item> m_events;
    std::int32_t m_user;
};

std::vector<std::int32_t> bestFirst(const std::vector<double>& chances, std::size_t most)
{
    std::vector<std::int32_t> order(chances.size());
    std::iota(order.begin(), order.end(), 0);
    most = std::min(most, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end(),
                      [&](std::int32_t a, std::int32_t b) {
                          const double one = chances[static_cast<std::size_t>(a)];
                          const double other = chances[static_cast<std::size_t>(b)];
                          return one > other || (one == other && a < b);
                      });
    order.resize(most);
    return order;
}

/// Positives by item, of all parts.
std::vector<std::int64_t> eventCounts(const Dataset& dataset)
{
    std::vector<std::int64_t> counts(dataset.itemCount(), 0);
    for (const Item item : dataset.sequences().items())
        ++counts[index(item)];
    return counts;
}

void addLines(NextItemAnswer& answer, const NextItemQuestion& question, const std::vector<double>& chances,
              const std::vector<double>& otherChances, const std::vector<std::int64_t>& counts)
{
    std::vector<std::int64_t> sorted = counts;
    std::ranges::sort(sorted);
    const auto order = bestFirst(chances, static_cast<std::size_t>(question.longest) + answer.shown.size());
    for (const std::int32_t word : order) {
        const Item item{word};
        const auto place = std::ranges::find(answer.shown, std::optional(item));
        NextItemLine line;
        line.item = item;
        line.repeatOf = place == answer.shown.end() ? 0 : static_cast<int>(place - answer.shown.begin()) + 1;
        if (question.dropRepeats && line.repeatOf > 0)
            continue;
        line.rank = static_cast<int>(answer.lines.size()) + 1;
        line.chance = chances[index(item)];
        line.otherRank = otherChances.empty() ? 0 : rankOfWord(otherChances, word);
        line.cameNext = answer.next == item;
        const auto fewer = std::ranges::lower_bound(sorted, counts[index(item)]) - sorted.begin();
        line.popularity = static_cast<double>(fewer) / static_cast<double>(sorted.size());
        answer.lines.push_back(line);
        if (static_cast<int>(answer.lines.size()) == question.longest)
            break;
    }
    for (const std::int32_t word : bestFirst(chances, 10))
        answer.repeats += std::ranges::find(answer.shown, std::optional(Item(word))) != answer.shown.end() ? 1 : 0;
}

/// The rank of what came next, and where it stands when the window's items are dropped.
void addRanks(NextItemAnswer& answer, const std::vector<double>& chances)
{
    for (const auto& item : answer.shown)
        if (item)
            answer.windowChance += chances[index(*item)];
    if (!answer.next)
        return;
    answer.rank = answer.rankWithoutRepeats = rankOfWord(chances, number(*answer.next));
    std::vector<Item> dropped;
    for (const auto& item : answer.shown)
        if (item && item != answer.next && std::ranges::find(dropped, *item) == dropped.end()) {
            dropped.push_back(*item);
            answer.rankWithoutRepeats -= chances[index(*item)] > chances[index(*answer.next)] ? 1 : 0;
        }
}

/// Of the shown positions the attention of the last one; what it gives to older ones is left out.
void addInsight(NextItemAnswer& answer, const AskedWindows& asked, std::size_t known, std::int32_t target)
{
    const TransformerNet net = asked.net();
    const std::vector<std::int32_t> window = asked.window(known);
    const std::vector<float> attention = lastAttention(net, window);
    const auto context = static_cast<std::size_t>(net.shape.context);
    const std::size_t shown = answer.shown.size();
    for (std::size_t row = 0; row < attention.size(); row += context)
        answer.attention.insert(answer.attention.end(),
                                attention.begin() + static_cast<std::ptrdiff_t>(row + context - shown),
                                attention.begin() + static_cast<std::ptrdiff_t>(row + context));
    std::vector<std::int32_t> without = window;
    for (std::size_t p = context - shown; p < context; ++p) {
        const std::int32_t kept = std::exchange(without[p], net.shape.start());
        answer.leftOut.push_back(kept == without[p]
                                     ? 0
                                     : wordChances(net, without, asked.user())[static_cast<std::size_t>(target)]
                                           - answer.chance);
        without[p] = kept;
    }
    answer.layers = net.shape.layers;
    answer.heads = net.shape.heads;
}

} // namespace

int windowsOf(const Dataset& dataset, User user)
{
    return static_cast<int>(dataset.sequences().items(user).size());
}

NextItemAnswer answerNextItem(const NextItemQuestion& question, const JobContext& job)
{
    const Dataset& dataset = *question.dataset;
    const AskedWindows asked(*question.asked.model, dataset, question.user);
    NextItemAnswer answer;
    answer.user = question.user;
    answer.events = answer.windows = windowsOf(dataset, question.user);
    const int last = std::max(1, answer.windows - 1); // whose next item is known
    answer.window = std::clamp(question.window == 0 ? last : question.window, 1, std::max(1, answer.windows));
    const auto known = std::min(static_cast<std::size_t>(answer.window), asked.events().size());
    if (known < asked.events().size())
        answer.next = asked.events()[known];
    const auto shown = static_cast<std::size_t>(std::min(shownOfWindow, asked.net().shape.context));
    for (std::size_t back = shown; back > 0; --back)
        answer.shown.push_back(back <= known ? std::optional(asked.events()[known - back]) : std::nullopt);
    const std::vector<double> chances = asked.chances(known);
    std::vector<double> otherChances;
    if (question.against)
        otherChances = AskedWindows(*question.against->model, dataset, question.user).chances(known);
    job.throwIfStopped();
    const std::int32_t target = answer.next ? number(*answer.next) : bestFirst(chances, 1).front();
    answer.chance = chances[static_cast<std::size_t>(target)];
    const std::vector<std::int64_t> counts = eventCounts(dataset);
    addRanks(answer, chances);
    addLines(answer, question, chances, otherChances, counts);
    addInsight(answer, asked, known, target);
    job.throwIfStopped();
    if (!answer.next)
        return answer;
    const auto standing = [&](int run, const std::vector<double>& of) {
        return NextItemStanding{run, rankOfWord(of, target), of[static_cast<std::size_t>(target)]};
    };
    for (const AskedModel& other : question.others)
        answer.standings.push_back(
            standing(other.run, AskedWindows(*other.model, dataset, question.user).chances(known)));
    if (asked.net().shape.userDimension > 0)
        answer.withoutUser = standing(question.asked.run, asked.chances(known, false));
    const std::vector<double> popular(counts.begin(), counts.end());
    answer.popular = {0, rankOfWord(popular, target), std::nullopt};
    return answer;
}

WindowsOfUser countWindows(const TransformerModel& model, const Dataset& dataset, User user, const JobContext& job)
{
    const AskedWindows asked(model, dataset, user);
    WindowsOfUser found;
    for (std::size_t known = 1; known < asked.events().size(); ++known) {
        job.throwIfStopped();
        const auto best = bestFirst(asked.chances(known), 10);
        const auto shown = asked.events().subspan(known - std::min<std::size_t>(known, shownOfWindow),
                                                  std::min<std::size_t>(known, shownOfWindow));
        ++found.known;
        found.found += std::ranges::find(best, number(asked.events()[known])) != best.end() ? 1 : 0;
        for (const std::int32_t word : best)
            found.repeats += std::ranges::find(shown, Item(word)) != shown.end() ? 0.1 : 0;
    }
    if (found.known > 0)
        found.repeats /= found.known;
    return found;
}

} // namespace tastescope::ui
