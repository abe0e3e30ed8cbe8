#pragma once

#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QLabel>

namespace tastescope::ui {

/// A label of a role and tone that shows its text as it is: names of users and files may hold what looks like markup.
QLabel* textLabel(TypeRole role, Token tone, QWidget* parent = nullptr, const QString& text = {});

} // namespace tastescope::ui
