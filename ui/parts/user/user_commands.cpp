#include "ui/parts/user/user_commands.h"

#include "ui/session/user_session.h"

namespace tastescope::ui {

std::vector<Command> userCommands(UserSession& users)
{
    const QString menu = QObject::tr("&Inspect");
    return {
        {.id = "inspect.random",
         .menu = menu,
         .title = QObject::tr("&Random User"),
         .key = Qt::Key_R,
         .help = QObject::tr("A random user of the list, by seed %1").arg(UserWalk::seed),
         .need = Need::Dataset,
         .run = [&users] { users.chooseRandom(); },
         .icon = "shuffle"},
        {.id = "inspect.next",
         .menu = menu,
         .title = QObject::tr("&Next User"),
         .key = Qt::Key_N,
         .help = QObject::tr("The next user of the list"),
         .need = Need::Dataset,
         .run = [&users] { users.chooseNext(); },
         .icon = "next"},
        {.id = "inspect.why",
         .menu = menu,
         .title = QObject::tr("&Why"),
         .key = Qt::Key_Y,
         .help = QObject::tr("Why the selected line is recommended"),
         .need = Need::Dataset,
         .run = [&users] { users.wantWhy(); }},
        {.id = "inspect.whyNot",
         .menu = menu,
         .title = QObject::tr("Why N&ot…"),
         .key = QObject::tr("Shift+Y"),
         .help = QObject::tr("Why something is not in the list"),
         .need = Need::Dataset,
         .run = [&users] { users.wantWhyNot(); }},
    };
}

} // namespace tastescope::ui
