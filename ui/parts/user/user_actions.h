#pragma once

#include <QList>

class QAction;
class QObject;

namespace tastescope::ui {

class UserSession;

/// Random user (R), next user (N), why (Y), why not (Shift+Y): for the window's menu, so that the keys act on every
/// page. Letters typed into a field stay letters.
QList<QAction*> makeUserActions(UserSession& users, QObject* parent);

} // namespace tastescope::ui
