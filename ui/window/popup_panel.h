#pragma once

#include <QWidget>

namespace tastescope::ui {

/// A raised panel over the window, at the bottom left above the status bar. Esc or a click elsewhere closes it.
class PopupPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PopupPanel(QWidget* window);

    /// Shows the panel with its lower left corner at `corner` of the window; hides it when it is shown.
    void toggleAt(const QPoint& corner);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

    /// Call when the content has another size.
    void fit();

private:
    QPoint m_corner;
};

} // namespace tastescope::ui
