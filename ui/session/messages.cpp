#include "ui/session/messages.h"

namespace tastescope::ui {

Messages::Messages(QObject* parent) : QObject(parent) {}

} // namespace tastescope::ui
