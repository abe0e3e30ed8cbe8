#include "ui/window/search_hit.h"

#include "core/serving/fuzzy_match.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>

#include <algorithm>

namespace tastescope::ui {

namespace {

/// "&Save Dataset As…" as one reads it: without the mark of the underlined letter.
QString readable(QString text)
{
    return text.remove(QLatin1Char('&'));
}

void collect(const QList<QAction*>& actions, const QString& place, std::vector<SearchHit>& hits)
{
    for (QAction* action : actions) {
        const QString title = readable(action->text());
        if (action->isSeparator() || !action->isVisible() || title.isEmpty())
            continue;
        if (const QMenu* menu = action->menu()) {
            collect(menu->actions(), place.isEmpty() ? title : QStringLiteral("%1, %2").arg(place, title), hits);
            continue;
        }
        SearchHit hit;
        hit.title = title;
        hit.detail = place;
        hit.kind = action->shortcut().toString(QKeySequence::NativeText);
        hit.isEnabled = action->isEnabled();
        hit.run = [action = QPointer<QAction>(action)] { // menus that are filled when shown let go of theirs
            if (action)
                action->trigger();
        };
        hits.push_back(std::move(hit));
    }
}

} // namespace

std::vector<SearchHit> findCommands(const QMenuBar& menus, const QString& text)
{
    std::vector<SearchHit> hits;
    collect(menus.actions(), {}, hits);
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
