#pragma once

class QMenu;
class QString;

namespace tastescope::ui {

/// Says at the top of a menu what its entries are about: a section's title, which a style sheet does not draw.
void addMenuTitle(QMenu* menu, const QString& title);

} // namespace tastescope::ui
