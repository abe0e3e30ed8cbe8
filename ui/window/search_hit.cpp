#include "ui/window/search_hit.h"

#include "core/serving/fuzzy_match.h"
#include "ui/window/commands.h"

#include <QAction>

#include <algorithm>

namespace tastescope::ui {

std::vector<SearchHit> findCommands(const Commands& commands, const QString& text)
{
    std::vector<SearchHit> hits;
    for (const CommandState& state : commands.all()) {
        SearchHit hit;
        hit.title = state.title;
        hit.detail = state.missing.isEmpty() ? state.menu : state.missing;
        hit.kind = state.key.toString(QKeySequence::NativeText);
        hit.isEnabled = state.missing.isEmpty();
        hit.run = [action = state.action] { // menus that are filled when shown let go of theirs
            if (action)
                action->trigger();
        };
        hits.push_back(std::move(hit));
    }
    const FuzzyPattern pattern(text.toStdString());
    if (!pattern.isEmpty()) {
        std::vector<SearchHit> fitting;
        for (SearchHit& hit : hits) {
            if (const auto score = pattern.score(hit.title.toStdString())) {
                hit.score = *score;
                fitting.push_back(std::move(hit));
            }
        }
        hits = std::move(fitting);
    }
    std::ranges::stable_sort(hits, [](const SearchHit& a, const SearchHit& b) {
        return std::pair(!a.isEnabled, -a.score) < std::pair(!b.isEnabled, -b.score);
    });
    return hits;
}

} // namespace tastescope::ui
