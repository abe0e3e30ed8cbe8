#include "ui/session/log_file.h"

#include <QDir>

namespace tastescope::ui {

QString logFile()
{
    const QString set = qEnvironmentVariable("XDG_STATE_HOME");
    const QString state = QDir::isAbsolutePath(set) ? set : QDir::home().filePath(QStringLiteral(".local/state"));
    return QDir(state).filePath(QStringLiteral("tastescope/log.txt"));
}

} // namespace tastescope::ui
