#pragma once

#include <QWidget>

class QDockWidget;
class QVBoxLayout;

namespace tastescope::ui {

/// A slim strip at the right edge with a button for every dock that is folded away: where there is little room, or
/// because the person closed it.
class DockEdge : public QWidget
{
    Q_OBJECT

public:
    explicit DockEdge(QWidget* parent = nullptr);

    /// False while there is no room for docks at all: on the first screen.
    void setAllowed(bool allowed);

    void addDock(QDockWidget* dock, const QString& iconName);

signals:
    void chosen(QDockWidget* dock);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void update();

    bool m_allowed = false;
    QVBoxLayout* m_layout;
    std::vector<std::pair<QDockWidget*, QWidget*>> m_buttons;
};

} // namespace tastescope::ui
