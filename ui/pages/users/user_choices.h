#pragma once

#include "core/serving/user_overview.h"

#include <QString>

#include <optional>

namespace tastescope::ui {

/// One way to narrow the list of users.
struct UserChoice
{
    std::optional<Attention> attention; ///< none: all users, or the slice
    QString name;
    QString help;
    QString figure; ///< name of the ShownFigure that its number is; empty: it stands nowhere else
};

inline constexpr int userChoiceCount = 7;

/// In the order of the page; 0: all users.
UserChoice userChoice(int number);

} // namespace tastescope::ui
