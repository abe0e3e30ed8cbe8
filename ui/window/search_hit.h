#pragma once

#include <QKeySequence>
#include <QString>

#include <functional>
#include <vector>

class QMenuBar;

namespace tastescope::ui {

/// One line of the search: a command, a user or an item.
struct SearchHit
{
    QString title;
    QString detail;        ///< where it is, what is known of it
    QString kind;          ///< "user", "playlist"; of a command its key
    int score = 0;         ///< FuzzyPattern::score()
    bool isEnabled = true; ///< a command that can be run now
    std::function<void()> run;
};

/// Every command of the menus that fits the text, best first; all of them in the order of the menus for no text. What
/// cannot be done now comes last.
std::vector<SearchHit> findCommands(const QMenuBar& menus, const QString& text);

} // namespace tastescope::ui
