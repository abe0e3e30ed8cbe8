#pragma once

class QHBoxLayout;
class QVBoxLayout;
class QWidget;

namespace tastescope::ui {

/// A row or column from edge to edge: no margins, and between its parts `spacing` px, 0: they touch. Without a widget
/// it is put into another layout.
QHBoxLayout* makeRow(QWidget* widget = nullptr, int spacing = 0);
QVBoxLayout* makeColumn(QWidget* widget = nullptr, int spacing = 0);

/// The Tab key goes through a widget as its layouts are read, whenever the parts were made.
void tabInOrder(QWidget* widget);

} // namespace tastescope::ui
