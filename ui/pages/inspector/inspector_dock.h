#pragma once

#include <QDockWidget>

class QStackedWidget;
class QToolButton;

namespace tastescope::ui {

class EdgeButton;
class InspectorPanel;
class Workspace;

/// The dock that follows the selected user on every page. In a narrow window, or when it is not pinned, it folds to a
/// button at the window's edge that opens it over the page.
class InspectorDock : public QDockWidget
{
    Q_OBJECT

public:
    explicit InspectorDock(Workspace& workspace, QWidget* parent = nullptr);

    InspectorPanel* panel() const { return m_panel; }
    bool isFolded() const { return m_folded; }
    bool isPinned() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool event(QEvent* event) override;

private:
    QWidget* makeTitle();
    void followWindow();
    void setFolded(bool folded);
    void openOverPage();
    void takeBack();

    Workspace& m_workspace;
    QWidget* m_title;
    QToolButton* m_pin = nullptr;
    QStackedWidget* m_faces;
    InspectorPanel* m_panel;
    EdgeButton* m_edge;
    QWidget* m_over; ///< the panel while it lies over the page
    bool m_folded = false;
};

} // namespace tastescope::ui
