#pragma once

#include <QString>

#include <string>
#include <vector>

class QObject;

namespace tastescope::ui {

/// A number on the screen, by what it counts. The same name is the same number wherever it stands, in the same state of
/// the window: tests/ui/window/tst_same_numbers walks all pages and holds them to it. What is shown by two pages, or by
/// a page and a dock, has a name; tables name their cells by TableModel::FigureRole.
struct ShownFigure
{
    QString name;
    double value = 0; ///< in full, however it is rounded on the screen
};

/// Names of what is counted. One word, one meaning, as core/data/data_counts.h has them.
namespace figure {

inline const QString users = QStringLiteral("users");
inline const QString coldUsers = QStringLiteral("cold users");
inline const QString usersWithoutNeighbour = QStringLiteral("users with no neighbour");
inline const QString items = QStringLiteral("items");
inline const QString tracks = QStringLiteral("tracks");
inline const QString libraryPairs = QStringLiteral("pairs of the libraries");
inline const QString positives = QStringLiteral("positives");
inline const QString trainPositives = QStringLiteral("positives of the training part");
inline const QString validationPositives = QStringLiteral("positives of validation");
inline const QString testPositives = QStringLiteral("positives of test");
inline const QString fallbackUsers = QStringLiteral("users served the fallback");

// Of one user.
inline const QString library = QStringLiteral("library");
inline const QString neighbours = QStringLiteral("neighbours");
inline const QString chosenBy = QStringLiteral("chosen by");
inline const QString inReach = QStringLiteral("in reach");

QString ofUser(const QString& user, const QString& what);                               ///< "user 48: library"
QString ofRun(const QString& run, const std::string& metric);                           ///< "bpr-01: hit-5"
QString ofRuns(const QString& first, const QString& second, const std::string& metric); ///< first minus second
/// A figure of all users that stands beside figures of a slice is not the same one.
inline std::string inScope(const std::string& metric, bool isAll)
{
    return isAll ? metric : metric + " of all users";
}

inline const std::string evaluatedUsers = "users evaluated"; ///< of a run

QString healthCount(const std::string& row); ///< a line of the health list, by its id

} // namespace figure

/// What `shower` shows from now on, in place of what it showed before.
void showFigures(QObject* shower, const std::vector<ShownFigure>& figures);

std::vector<ShownFigure> shownFigures(const QObject* shower);

} // namespace tastescope::ui
