#include "ui/session/guide.h"

#include "ui/session/settings.h"

namespace tastescope::ui {

Guide::Guide(Settings& settings) : m_settings(settings) {}

void Guide::startTour()
{
    m_settings.remove(QStringLiteral("tour"));
    emit tourStarted();
}

} // namespace tastescope::ui
