#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QString>

class QLineEdit;
class QPixmap;

namespace tastescope::ui {

/// An icon of resources/icons, without ".svg". It is drawn when painted, in the scheme and at the device pixel ratio
/// of that moment, so actions and buttons need no second one after a theme change. Disabled: Token::Off.
/// Nominal sizes: 16 in controls, 20 in the page rail.
QIcon icon(const QString& name, Token token = Token::Text2);

/// The magnifying glass at the left of a field one searches in.
void addSearchIcon(QLineEdit* field);

/// The icon's SVG text with its colour replaced.
QByteArray iconSvg(const QString& name, const QColor& colour, int size = 20);

} // namespace tastescope::ui
