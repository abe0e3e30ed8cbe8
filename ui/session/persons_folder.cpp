#include "ui/session/persons_folder.h"

#include <QStandardPaths>

namespace tastescope::ui {

QString personsRunsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/tastescope/runs");
}

} // namespace tastescope::ui
