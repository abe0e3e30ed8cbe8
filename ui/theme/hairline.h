#pragma once

#include <QWidget>

namespace tastescope::ui {

/// The one pixel line that parts panels.
class Hairline : public QWidget
{
    Q_OBJECT

public:
    explicit Hairline(Qt::Orientation orientation, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace tastescope::ui
