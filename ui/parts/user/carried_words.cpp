#include "ui/parts/user/carried_words.h"

#include "ui/session/dataset_opening.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <QObject>

namespace tastescope::ui {

namespace {

const std::string& unitNoun(const Dataset& dataset, LeftOutUnit unit)
{
    return unit == LeftOutUnit::Likes ? dataset.nouns().item : dataset.nouns().track;
}

QString leftOutName(const CarriedAnswer& answer, const LeftOut& part)
{
    return answer.found.unit == LeftOutUnit::Likes ? itemTitle(*answer.dataset, Item{part.thing})
                                                   : trackTitle(*answer.dataset, Track{part.thing});
}

} // namespace

QString carriedHead(const Dataset& dataset, const WhyAnswer& why, LeftOutUnit unit)
{
    const QString place = why.place.rank
                              ? QObject::tr("Rank %1 of %2, score %3.")
                                    .arg(count(*why.place.rank), count(why.place.ranked), metric(why.explanation.score))
                              : QObject::tr("Not in the list, score %1.").arg(metric(why.explanation.score));
    return place + QLatin1Char(' ')
           + QObject::tr("One %1 is left out, the user is folded in again, the list is asked again: this is what the "
                         "score loses.")
                 .arg(QString::fromStdString(unitNoun(dataset, unit)));
}

QString carriedRest(const CarriedAnswer& answer, int hidden)
{
    const QString noise = QObject::tr("±%1 is what another fold-in seed does").arg(metric(answer.found.noise));
    return hidden > 0 ? QObject::tr("%1 more inside the grey: %2").arg(count(hidden), noise) : noise;
}

QString carriedCost(const CarriedAnswer& answer)
{
    return QObject::tr("%1 asked in %2")
        .arg(count(static_cast<std::int64_t>(answer.found.parts.size())), duration(answer.seconds));
}

QString togetherTitle(const CarriedAnswer& answer)
{
    const std::string& noun = unitNoun(*answer.dataset, answer.found.unit);
    const int number = answer.found.together ? answer.found.together->count : 0;
    return QObject::tr("Carried by %1 %2")
        .arg(inWords(number), number == 1 ? QString::fromStdString(noun) : plural(noun));
}

QString togetherWords(const CarriedAnswer& answer)
{
    const LeftOutTogether& together = *answer.found.together;
    if (together.count == 1)
        return QObject::tr("then rank %1: half its lead over what is outside the list is gone.")
            .arg(count(together.rank));
    return QObject::tr("together, then rank %1. Alone they make %2: effects do not add up.")
        .arg(count(together.rank), delta(together.alone));
}

QString smallestEditWords(const CarriedAnswer& answer)
{
    if (!answer.found.smallest) {
        const QString noun = QString::fromStdString(unitNoun(*answer.dataset, answer.found.unit));
        return QObject::tr("No single %1 does: what is first stays first.").arg(noun);
    }
    const LeftOut& part = answer.found.parts[*answer.found.smallest];
    return QObject::tr("Without %1, %2 leads by %3.")
        .arg(leftOutName(answer, part), itemTitle(*answer.dataset, part.leader), metric(part.lead));
}

QString agreementWords(const CarriedAnswer& answer)
{
    return QObject::tr("Folded in with everything, the first %1 agree in %2 with what %3 learned.")
        .arg(inWords(answer.found.compared), inWords(answer.found.agreeing), answer.by);
}

} // namespace tastescope::ui
