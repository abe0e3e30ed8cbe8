#pragma once

#include "ui/session/settings.h"
#include "ui/session/workspace.h"

#include <QDir>
#include <QTemporaryDir>

namespace tastescope::test {

/// A session with its settings and runs in this folder. One that begins there after it finds what it left.
inline ui::Workspace workspaceIn(const QString& folder)
{
    const QDir place(folder);
    return {ui::Settings(place.filePath(QStringLiteral("settings.json"))), place.filePath(QStringLiteral("runs"))};
}

inline ui::Workspace workspaceIn(const QTemporaryDir& folder)
{
    return workspaceIn(folder.path());
}

} // namespace tastescope::test
