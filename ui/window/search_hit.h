#pragma once

#include <QKeySequence>
#include <QString>

#include <functional>
#include <vector>

namespace tastescope::ui {

class Commands;

/// One line of the search: a command, something the person made, a user or an item.
struct SearchHit
{
    QString title = {};
    QString detail = {};   ///< where it is, what is known of it, or why it cannot be done
    QString kind = {};     ///< "user", "playlist"; of a command its key
    int score = 0;         ///< FuzzyPattern::score()
    bool isEnabled = true; ///< a command that can be run now
    std::function<void()> run = {};
};

/// Every command that fits the text, best first; all of them in the order of the menus for no text. What cannot be done
/// now comes last and says why.
std::vector<SearchHit> findCommands(const Commands& commands, const QString& text);

} // namespace tastescope::ui
