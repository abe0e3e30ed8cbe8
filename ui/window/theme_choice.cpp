#include "ui/window/theme_choice.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QPalette>

namespace tastescope::ui {

Scheme systemScheme()
{
    static const Scheme scheme =
        QGuiApplication::palette().color(QPalette::Window).lightness() < 128 ? Scheme::Dark : Scheme::Light;
    return scheme;
}

void apply(ThemeChoice choice)
{
    const Scheme wanted = choice == ThemeChoice::System ? systemScheme()
                          : choice == ThemeChoice::Dark ? Scheme::Dark
                                                        : Scheme::Light;
    if (wanted != currentScheme() || qApp->styleSheet().isEmpty())
        applyTheme(*qApp, wanted, Pace::ByTurns);
}

} // namespace tastescope::ui
