#include "ui/session/names.h"

#include "core/base/shown_text.h"
#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>
#include <array>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr QChar isolateBegin(0x2068); // first strong isolate
constexpr QChar isolateEnd(0x2069);

bool isPlainNumber(const std::string& id)
{
    constexpr std::size_t mostDigits = 15;
    return !id.empty() && id.size() <= mostDigits && (id.size() == 1 || id.front() != '0')
           && std::ranges::all_of(id, [](char letter) { return letter >= '0' && letter <= '9'; });
}

} // namespace

QString harmlessName(std::string_view name)
{
    return QString::fromStdString(shown(name));
}

QString shownName(std::string_view name)
{
    const QString text = harmlessName(name);
    const auto turns = [](QChar letter) {
        return letter.direction() == QChar::DirR || letter.direction() == QChar::DirAL;
    };
    return std::any_of(text.begin(), text.end(), turns) ? isolateBegin + text + isolateEnd : text;
}

QString shownMessage(std::string_view text)
{
    return QString::fromStdString(shownLines(text));
}

QString withoutMnemonics(QString text)
{
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

QString withoutIsolates(const QString& text)
{
    return text.startsWith(isolateBegin) && text.endsWith(isolateEnd) ? text.mid(1, text.size() - 2) : text;
}

QString dataName(const Dataset& dataset)
{
    return shownName(dataset.name());
}

QString userName(const Dataset& dataset, User user)
{
    const std::string& id = dataset.users().name(index(user));
    return isPlainNumber(id) ? count(std::stoll(id)) : shownName(id);
}

QString itemTitle(const Dataset& dataset, Item item)
{
    return shownName(dataset.items().title(index(item)));
}

QString trackTitle(const Dataset& dataset, Track track)
{
    return shownName(dataset.tracks().title(index(track)));
}

QString trackDetail(const Dataset& dataset, Track track)
{
    return shownName(dataset.tracks().detail(index(track))).replace(QLatin1Char('|'), detailSeparator);
}

QString percentile(double share)
{
    return std::isnan(share) ? unknownNumber() : QStringLiteral("p%1").arg(static_cast<int>(share * 100));
}

QString trackTitles(const Dataset& dataset, const std::vector<Track>& tracks, std::size_t most)
{
    QString text;
    for (std::size_t i = 0; i < std::min(most, tracks.size()); ++i)
        text += (i > 0 ? QStringLiteral(", ") : QString()) + trackTitle(dataset, tracks[i]);
    return tracks.size() > most ? text + QStringLiteral(", …") : text;
}

QString counted(std::int64_t number, const std::string& noun)
{
    return count(number) + QLatin1Char(' ') + QString::fromStdString(noun)
           + (number == 1 ? QString() : QStringLiteral("s"));
}

QString withinSentence(const QString& title)
{
    const bool isName = title.size() > 1 && !title.at(1).isLower();
    return isName ? title : title.left(1).toLower() + title.mid(1);
}

QString inWords(std::int64_t number)
{
    static const std::array words{QObject::tr("no"),    QObject::tr("one"),  QObject::tr("two"), QObject::tr("three"),
                                  QObject::tr("four"),  QObject::tr("five"), QObject::tr("six"), QObject::tr("seven"),
                                  QObject::tr("eight"), QObject::tr("nine"), QObject::tr("ten"), QObject::tr("eleven"),
                                  QObject::tr("twelve")};
    return number >= 0 && number < static_cast<std::int64_t>(words.size()) ? words[static_cast<std::size_t>(number)]
                                                                           : count(number);
}

} // namespace tastescope::ui
