#include "ui/parts/user/user_actions.h"

#include "ui/session/user_session.h"
#include "ui/theme/icons.h"

#include <QAction>

namespace tastescope::ui {

QList<QAction*> makeUserActions(UserSession& users, QObject* parent)
{
    const auto make = [&](const QString& text, const QString& key, const QString& help, auto run) {
        auto* action = new QAction(text, parent);
        action->setShortcut(QKeySequence(key));
        action->setToolTip(QStringLiteral("%1 (%2)").arg(help, key));
        action->setProperty("menu", QObject::tr("&Inspect"));
        QObject::connect(action, &QAction::triggered, &users, run);
        return action;
    };
    QAction* random =
        make(QObject::tr("&Random User"), QStringLiteral("R"),
             QObject::tr("A random user of the list, by seed %1").arg(UserWalk::seed), &UserSession::chooseRandom);
    QAction* next = make(QObject::tr("&Next User"), QStringLiteral("N"), QObject::tr("The next user of the list"),
                         &UserSession::chooseNext);
    random->setIcon(icon(QStringLiteral("shuffle")));
    random->setIconText(QStringLiteral("R"));
    next->setIcon(icon(QStringLiteral("next")));
    next->setIconText(QStringLiteral("N"));
    return {random, next,
            make(QObject::tr("&Why"), QStringLiteral("Y"), QObject::tr("Why the selected line is recommended"),
                 &UserSession::whyWanted),
            make(QObject::tr("Why N&ot…"), QStringLiteral("Shift+Y"), QObject::tr("Why something is not in the list"),
                 &UserSession::whyNotWanted)};
}

} // namespace tastescope::ui
