#pragma once

#include <QWidget>

class QAction;
class QDockWidget;
class QLabel;
class QToolButton;

namespace tastescope::ui {

/// The title bar of a dock, 32 px: its name, a caption, the tools its content adds to itself as actions, a cross.
class DockTitle : public QWidget
{
    Q_OBJECT

public:
    DockTitle(const QString& title, QDockWidget* dock);

    void setCaption(const QString& caption);
    void addTool(QAction* action);
    QSize sizeHint() const override; ///< a dock gives its title the height of this, whatever is fixed

signals:
    void closeChosen();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* m_caption;
    int m_toolsAt = 0;
};

} // namespace tastescope::ui
