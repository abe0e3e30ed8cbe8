#include "ui/pages/compare/compare_hits.h"

#include "ui/session/numbers.h"

#include <QObject>

namespace tastescope::ui {

HitWords hitWords(ServedBy least)
{
    switch (least) {
    case ServedBy::One:
        break;
    case ServedBy::Half:
        return {QObject::tr("hits half"), QObject::tr("hits fewer"), QObject::tr("both hit half"),
                QObject::tr("both hit fewer"), QObject::tr("at least half")};
    case ServedBy::All:
        return {QObject::tr("hits all"), QObject::tr("misses some"), QObject::tr("both hit all"),
                QObject::tr("both miss some"), QObject::tr("all")};
    }
    return {QObject::tr("hits"), QObject::tr("misses"), QObject::tr("both hit"), QObject::tr("both miss"),
            QObject::tr("at least one")};
}

WinMapData winMap(const Comparison& comparison)
{
    const SharedHits& hits = comparison.allHits;
    const SharedHits& part = comparison.hits;
    const HitWords words = hitWords(hits.least);
    const auto size = [](const std::vector<User>& users) { return static_cast<std::int64_t>(users.size()); };
    return {comparison.runs[0].name,
            comparison.runs[1].name,
            words.hits,
            words.misses,
            words.bothHit,
            words.bothMiss,
            {size(hits.both), size(hits.onlyFirst), size(hits.onlySecond), size(hits.neither)},
            {size(part.both), size(part.onlyFirst), size(part.onlySecond), size(part.neither)},
            !comparison.users.isAll()};
}

QString hitSentence(const Comparison& comparison)
{
    return QObject::tr("Hit@%1: %2 %3, %4 %5, n = %6 users")
        .arg(comparison.k)
        .arg(comparison.runs[0].name, metric(comparison.hits.firstMean), comparison.runs[1].name,
             metric(comparison.hits.secondMean), count(static_cast<std::int64_t>(comparison.hits.total())));
}

std::vector<ShownFigure> hitFigures(const Comparison& comparison)
{
    const std::string name = "hit-" + std::to_string(comparison.k);
    return {{figure::ofRun(comparison.runs[0].name, name), comparison.hits.firstMean},
            {figure::ofRun(comparison.runs[1].name, name), comparison.hits.secondMean}};
}

Slice sliceOf(const Comparison& comparison, Outcomes cell)
{
    const QString& first = comparison.runs[0].name;
    const QString& second = comparison.runs[1].name;
    const SharedHits& hits = comparison.allHits;
    const HitWords words = hitWords(hits.least);
    const auto inTop = [&](const QString& text) { return QObject::tr("%1 in the top %2").arg(text).arg(comparison.k); };
    const auto only = [&](const QString& run) { return inTop(QObject::tr("only %1 %2").arg(run, words.hits)); };
    switch (cell) {
    case Outcomes::BothHit:
        return {inTop(words.bothHit), hits.both};
    case Outcomes::OnlyFirst:
        return {only(first), hits.onlyFirst};
    case Outcomes::OnlySecond:
        return {only(second), hits.onlySecond};
    case Outcomes::BothMiss:
        break;
    }
    return {inTop(words.bothMiss), hits.neither};
}

} // namespace tastescope::ui
