#pragma once

#include "core/base/enum_names.h"
#include "core/data/dataset.h"

#include <QCoreApplication>
#include <QString>

namespace tastescope::ui {

/// What the person reads of a value: the word that files and the command line have.
template<NamedEnum Enum>
QString wordOf(Enum value)
{
    return QCoreApplication::translate("Names", toText(value).data());
}

/// A name out of a file that is a key as well: what would turn or break the text around it as shown() writes it.
QString harmlessName(std::string_view name);

/// A name out of a file, safe to show: likewise, and in a script from right to left between isolates, so that what
/// stands beside it keeps its place.
QString shownName(std::string_view name);

/// What the engine says, which may name files and cells: likewise, but line feeds stay.
QString shownMessage(std::string_view text);

/// A text where & underlines the next letter, as of a button or in a menu: it is shown as it is.
QString withoutMnemonics(QString text);

/// A shown name as it was, for files.
QString withoutIsolates(const QString& text);

QString dataName(const Dataset& dataset);

/// The user's id; numbers in groups of three: "48 213". Ids with letters or leading zeros stay as they are.
QString userName(const Dataset& dataset, User user);

QString itemTitle(const Dataset& dataset, Item item);
QString trackTitle(const Dataset& dataset, Track track);
QString trackDetail(const Dataset& dataset, Track track); ///< the artist, the genres; may be empty

/// Between several words of a detail, as genres: "Action · Adventure".
inline const QString detailSeparator = QStringLiteral(" · ");

/// A standing among all: "p58" stands above 58 % of the others; "–" when it is not known.
QString percentile(double share);

/// Words of a text in a list: the first ones whole, "…" when there are more. "Half a Lighthouse, Small Weather, …".
QString trackTitles(const Dataset& dataset, const std::vector<Track>& tracks, std::size_t most);

/// "1 playlist", "9 playlists".
QString counted(std::int64_t number, const std::string& noun);

/// A title within a sentence: "learning rate"; names stay as they are: "L2".
QString withinSentence(const QString& title);

/// A whole number up to twelve as a word, as in the middle of a sentence: "nine", "39".
QString inWords(std::int64_t number);

} // namespace tastescope::ui
