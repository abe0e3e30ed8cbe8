#include "ui/pages/user/user_actions.h"

#include "ui/session/user_session.h"
#include "ui/theme/icons.h"

#include <QAction>

namespace tastescope::ui {

QList<QAction*> makeUserActions(UserSession& users, QObject* parent)
{
    const auto make = [&](const QString& iconName, const QString& text, const QKeySequence& key, auto&& run) {
        auto* action = new QAction(icon(iconName), text, parent);
        action->setShortcut(key);
        QObject::connect(action, &QAction::triggered, &users, run);
        return action;
    };
    return {
        make(QStringLiteral("shuffle"), QObject::tr("Random user"), Qt::Key_R, &UserSession::chooseRandom),
        make(QStringLiteral("next"), QObject::tr("Next user"), Qt::Key_N, &UserSession::chooseNext),
        make(QStringLiteral("info"), QObject::tr("Why"), Qt::Key_Y, &UserSession::whyWanted),
        make(QStringLiteral("zoom"), QObject::tr("Why not..."), Qt::SHIFT | Qt::Key_Y, &UserSession::whyNotWanted),
    };
}

} // namespace tastescope::ui
