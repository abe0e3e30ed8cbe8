#include "ui/theme/menu_title.h"

#include "ui/session/names.h"
#include "ui/theme/type.h"

#include <QMenu>

namespace tastescope::ui {

void addMenuTitle(QMenu* menu, const QString& title)
{
    QAction* action = menu->addAction(withoutMnemonics(title));
    action->setFont(font(TypeRole::Header));
    action->setEnabled(false);
}

} // namespace tastescope::ui
