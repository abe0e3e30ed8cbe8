#include "ui/parts/user/why_words.h"

#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/user_session.h"

#include <QObject>

namespace tastescope::ui {

namespace {

QString tr(const char* text)
{
    return QObject::tr(text);
}

QString capitalised(QString text)
{
    text.replace(0, 1, text.left(1).toUpper());
    return text;
}

// "Nine of 39 neighbours like it", "None of 39 neighbours brings it"
QString votesInWords(std::int64_t votes, std::int64_t all, bool like)
{
    if (all == 0)
        return tr("The user has no neighbours");
    if (votes == 0)
        return (like ? tr("None of %1 neighbours likes it") : tr("None of %1 neighbours brings it")).arg(count(all));
    const QString word = capitalised(inWords(votes));
    if (votes == 1)
        return (like ? tr("%1 of %2 neighbours likes it") : tr("%1 of %2 neighbours brings it")).arg(word, count(all));
    return (like ? tr("%1 of %2 neighbours like it") : tr("%1 of %2 neighbours bring it")).arg(word, count(all));
}

// "Two neighbours bring it, the nearest with 0.1731."
QString bringers(const std::vector<Reason>& broughtBy)
{
    if (broughtBy.empty())
        return tr("No neighbour brings it.");
    const double nearest = static_cast<double>(broughtBy.front().similarity);
    if (broughtBy.size() == 1)
        return tr("One neighbour brings it, with similarity %1.").arg(metric(nearest));
    return tr("%1 neighbours bring it, the nearest with %2.")
        .arg(capitalised(inWords(static_cast<std::int64_t>(broughtBy.size()))), metric(nearest));
}

// "bpr-07 ranks it 212 of 8 964 in the whole catalogue."
QString inCatalogue(const WhyAnswer& why, const AnswerSource& source)
{
    const QString rank = count(why.place.catalogueRank);
    const QString all = count(why.place.catalogue);
    if (why.explanation.isFallback)
        return tr("By popularity it is %1 of %2 in the whole catalogue.").arg(rank, all);
    return source.run == 0 ? tr("By the neighbours' votes it is %1 of %2 in the whole catalogue.").arg(rank, all)
                           : tr("%1 ranks it %2 of %3 in the whole catalogue.").arg(source.name, rank, all);
}

// The model's own score comes first; then whether it could be in this list at all.
QString tooLowInWords(const WhyAnswer& why, const AnswerSource& source, const UserBasis& basis)
{
    const QString low =
        inCatalogue(why, source) + QLatin1Char(' ') + tr("Its score is %1.").arg(metric(why.explanation.score));
    if (!why.place.broughtBy.empty())
        return low + QLatin1Char(' ') + bringers(why.place.broughtBy);
    return low + QLatin1Char(' ')
           + tr("Nor does any of the %1 neighbours bring it.")
                 .arg(count(static_cast<std::int64_t>(basis.neighbours->of(why.user).size())));
}

// Of all that is not the model's own.
QString reasonInWords(const UserBasis& basis, const WhyAnswer& why)
{
    const WhyNot& place = why.place;
    switch (place.reason) {
    case WhyNotReason::AlreadyLiked:
        return tr("Already liked: it is among the likes the model learned from, and Filter seen is on.");
    case WhyNotReason::OwnItem:
        return tr("It is the user's own.");
    case WhyNotReason::NoNeighbourBringsIt:
        return tr("None of the %1 neighbours brings it.")
            .arg(count(static_cast<std::int64_t>(basis.neighbours->of(why.user).size())));
    case WhyNotReason::NotInSample:
        return bringers(place.broughtBy) + QLatin1Char(' ')
               + tr("But it is not in this sample: %1 of %2 in reach. Refresh sample may show it.")
                     .arg(count(place.ranked), count(basis.candidates->inReach(why.user)));
    case WhyNotReason::RankedTooLow:
        break;
    case WhyNotReason::RankedLower:
        return tr("Ranked %1 of %2.").arg(count(*place.rank), count(place.ranked))
               + (why.explanation.isFallback ? QString() : QLatin1Char(' ') + bringers(place.broughtBy));
    case WhyNotReason::NotMissing:
        return tr("It is in the list, at rank %1.").arg(count(*place.rank));
    }
    return {};
}

QString placeInWords(const WhyNot& place)
{
    return place.rank ? tr("Rank %1 of %2.").arg(count(*place.rank), count(place.ranked)) : tr("Not in the list.");
}

} // namespace

QString fallbackReason(const UserBasis& basis, User user)
{
    if (basis.dataset->isCold(user))
        return tr("left training to test the cold start");
    if (basis.neighbours->of(user).empty())
        return tr("has no neighbours");
    if (basis.candidates->isFallback(user))
        return tr("has no neighbour who brings anything new");
    return tr("is not known to the model");
}

QString whyWords(const UserBasis& basis, const WhyAnswer& why, const AnswerSource& source)
{
    const Explanation& explanation = why.explanation;
    const QString place = placeInWords(why.place) + QLatin1Char(' ');
    if (explanation.isFallback)
        return place
               + tr("A fallback, since the user %1: the list is most popular first. %2 users like it.")
                     .arg(fallbackReason(basis, why.user), count(static_cast<std::int64_t>(explanation.score)));
    const auto votes = static_cast<std::int64_t>(explanation.votes.size());
    const auto all = static_cast<std::int64_t>(basis.neighbours->of(why.user).size());
    if (explanation.isOfLikes) {
        const auto likes = static_cast<std::int64_t>(explanation.likes.size());
        if (likes == 0)
            return place + tr("No like adds anything to it.");
        return place + (likes == 1 ? tr("One like adds up to it.") : tr("%1 likes add up to it.").arg(count(likes)));
    }
    if (explanation.isLedger) {
        const QString how = explanation.itemWeight == 1
                                ? tr("; similarities add up.")
                                : tr("; similarities times %1 add up.").arg(general(explanation.itemWeight));
        return place
               + (source.run == 0 ? votesInWords(votes, all, true)
                                  : tr("%1 of its neighbours like it").arg(capitalised(inWords(votes))))
               + how;
    }
    return place + votesInWords(votes, all, false)
           + tr(". The score comes from what %1 learned, not from adding them up.").arg(source.name);
}

QString whyNotWords(const UserBasis& basis, const WhyAnswer& why, const AnswerSource& source)
{
    const WhyNot& place = why.place;
    if (place.reason == WhyNotReason::RankedTooLow)
        return tooLowInWords(why, source, basis);
    return reasonInWords(basis, why) + QLatin1Char(' ') + inCatalogue(why, source);
}

} // namespace tastescope::ui
