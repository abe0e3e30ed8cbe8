#include "ui/pages/users/user_choices.h"

#include "ui/session/shown_figures.h"

#include <QObject>

namespace tastescope::ui {

UserChoice userChoice(int number)
{
    switch (number) {
    case 1:
        return {Attention::FewestNeighbours,
                QObject::tr("Fewest neighbours"),
                QObject::tr("The hundredth part of the users who have neighbours, with the fewest"),
                {}};
    case 2:
        return {Attention::LargestError,
                QObject::tr("Largest error"),
                QObject::tr("The tenth part of the evaluated users, with the lowest reciprocal rank in validation: "
                            "needs a trained run"),
                {}};
    case 3:
        return {Attention::NicheTaste,
                QObject::tr("Niche taste"),
                QObject::tr("The twentieth part of the users, with the least popular tracks"),
                {}};
    case 4:
        return {Attention::NoNeighbour, QObject::tr("No neighbour"),
                QObject::tr("Nobody was selected for them, whether they are cold or not"),
                figure::usersWithoutNeighbour};
    case 5:
        return {Attention::Fallback, QObject::tr("Served the fallback"),
                QObject::tr("Cold, or without a neighbour who brings anything new: served with the mainstream list"),
                figure::fallbackUsers};
    case 6:
        return {Attention::Cold, QObject::tr("Cold users"),
                QObject::tr("Their positives are kept out of training, to try what somebody new gets"),
                figure::coldUsers};
    default:
        return {std::nullopt, QObject::tr("All users"), QObject::tr("Everybody, or the slice"), figure::users};
    }
}

} // namespace tastescope::ui
