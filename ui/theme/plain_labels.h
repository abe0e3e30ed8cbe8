#pragma once

class QApplication;

namespace tastescope::ui {

/// From now on every label and tooltip of the program shows its text as it is: Qt takes what looks like markup for
/// markup, and names of users, titles, runs and files may look like it. Who wants markup says so by
/// setTextFormat(Qt::RichText). May be called again.
void keepLabelsPlain(QApplication& application);

} // namespace tastescope::ui
