#pragma once

#include "core/base/error.h"
#include "ui/session/settings.h"

#include <QSize>
#include <QStringList>

#include <optional>

class QCoreApplication;

namespace tastescope::desktop {

/// The command line makes no sense; what() says what was expected.
class WrongUsage : public Error
{
public:
    using Error::Error;
};

/// What the person wrote behind the program's name.
struct Command
{
    QString dataset;
    QString tourFolder; ///< empty: no tour
    QString exportFile; ///< empty: no export
    QString page;
    QString panel;
    QStringList runs; ///< to export: runs or, for the page of sweeps, one sweep
    QString user;
    QString workspace; ///< empty: the default one
    std::optional<ui::ThemeChoice> theme;
    QSize size;
    bool measuresGaps = false;
};

/// Ends the program after --help and --version. Throws: WrongUsage.
Command readCommand(const QCoreApplication& application);

} // namespace tastescope::desktop
