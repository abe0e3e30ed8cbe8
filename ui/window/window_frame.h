#pragma once

#include <QSize>
#include <QString>

namespace tastescope::ui {

class Workspace;

/// Of a window nobody has sized yet: the usual size or, on a smaller screen, what is left of it beside the window's
/// frame. Where not even the least size fits, no other would.
QSize firstSize(const QSize& least);

/// Of two windows side by side one must see which is which: the data, and the run in front. Qt adds the program's name.
QString titleOf(const Workspace& workspace);

} // namespace tastescope::ui
