#include "ui/window/theme_choice.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QPalette>

namespace tastescope::ui {

namespace {

const QString contrastKey = QStringLiteral("appearance/highContrast");
const QString motionKey = QStringLiteral("appearance/reducedMotion");
const QString textKey = QStringLiteral("appearance/textPercent");

void wear(const Appearance& wanted)
{
    applyAppearance(*qApp, wanted);
    applyTheme(*qApp, currentScheme(), Pace::ByTurns);
}

} // namespace

void keepAppearance(Settings& settings, const Appearance& wanted)
{
    settings.setValue(contrastKey, wanted.highContrast);
    settings.setValue(motionKey, wanted.reducedMotion);
    settings.setValue(textKey, wanted.textPercent);
    if (wanted != currentAppearance())
        wear(wanted);
}

void takeAppearance(const Settings& settings)
{
    systemScheme(); // before the first theme is applied
    const Appearance kept{settings.value(contrastKey, false).toBool(), settings.value(motionKey, false).toBool(),
                          settings.value(textKey, 100).toInt()};
    if (kept != currentAppearance())
        wear(kept);
}

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
