#pragma once

#include "ui/session/user_answer.h"

#include <QString>

namespace tastescope::ui {

struct AnswerSource;

/// Why a user gets the mainstream list: "left training to test the cold start".
QString fallbackReason(const UserBasis& basis, User user);

/// "Rank 1 of 75. Nine of 39 neighbours like it; similarities add up."
QString whyWords(const UserBasis& basis, const WhyAnswer& why, const AnswerSource& source);

/// "Ranked 31 of 75. Two neighbours bring it, the nearest with 0.1731. Rank 212 of 8 964 in the whole catalogue."
QString whyNotWords(const UserBasis& basis, const WhyAnswer& why, const AnswerSource& source);

} // namespace tastescope::ui
