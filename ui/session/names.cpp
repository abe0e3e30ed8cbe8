#include "ui/session/names.h"

#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>
#include <array>
#include <cmath>

namespace tastescope::ui {

namespace {

bool isPlainNumber(const std::string& id)
{
    constexpr std::size_t mostDigits = 15;
    return !id.empty() && id.size() <= mostDigits && (id.size() == 1 || id.front() != '0')
           && std::ranges::all_of(id, [](char letter) { return letter >= '0' && letter <= '9'; });
}

} // namespace

QString userName(const Dataset& dataset, User user)
{
    const std::string& id = dataset.users().name(index(user));
    return isPlainNumber(id) ? count(std::stoll(id)) : QString::fromStdString(id);
}

QString itemTitle(const Dataset& dataset, Item item)
{
    return QString::fromStdString(dataset.items().title(index(item)));
}

QString trackTitle(const Dataset& dataset, Track track)
{
    return QString::fromStdString(dataset.tracks().title(index(track)));
}

QString trackDetail(const Dataset& dataset, Track track)
{
    const std::string_view detail = dataset.tracks().detail(index(track));
    return QString::fromUtf8(detail.data(), static_cast<qsizetype>(detail.size()));
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
