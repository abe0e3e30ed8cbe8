#pragma once

#include <QWidget>

namespace tastescope::ui {

/// Says that files and folders may be dropped, and which. The drop itself is taken anywhere in the window.
class DropZone : public QWidget
{
    Q_OBJECT

public:
    explicit DropZone(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace tastescope::ui
