#pragma once

#include "ui/session/carried_session.h"
#include "ui/session/user_answer.h"

#include <QString>

namespace tastescope::ui {

/// "Rank 1 of 75, score 3.9127. One track is left out, the user is learned again, the list is asked again: ..."
QString carriedHead(const Dataset& dataset, const WhyAnswer& why, LeftOutUnit unit);

/// "28 more inside the grey: ±0.031 is what another fold-in seed does". hidden: rows that are not shown.
QString carriedRest(const CarriedAnswer& answer, int hidden);

/// "37 asked in 18 ms"
QString carriedCost(const CarriedAnswer& answer);

/// "Carried by three tracks", and "together, then rank 6. Alone they make −0.9007: effects do not add up."
QString togetherTitle(const CarriedAnswer& answer);
QString togetherWords(const CarriedAnswer& answer);

/// "Without Slow Arithmetic, Tape Hiss Sundays leads by 0.0269."
QString smallestEditWords(const CarriedAnswer& answer);

/// "agrees 5 of 5": how well the fold-in finds the list again that training made.
QString agreementWords(const CarriedAnswer& answer);

} // namespace tastescope::ui
