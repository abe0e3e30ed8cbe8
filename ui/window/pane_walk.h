#pragma once

#include <QObject>
#include <QPointer>

#include <vector>

class QWidget;

namespace tastescope::ui {

/// Takes the keyboard from one part of the window to the next: the bars, the page rail, the page, the docks, the status
/// strip. A part that is hidden or has nothing to focus is passed over; one that was left is entered where it was left.
class PaneWalk : public QObject
{
    Q_OBJECT

public:
    explicit PaneWalk(QWidget* window);

    /// In the order of the walk. Entered for the first time the focus goes to the first control of `entry`.
    void add(QWidget* pane, QWidget* entry = nullptr);

    void step(int direction); ///< 1: next, -1: previous; after the last comes the first

private:
    struct Pane
    {
        QPointer<QWidget> widget;
        QPointer<QWidget> entry;
        QPointer<QWidget> left; ///< had the focus when the pane was left
    };

    int paneOf(const QWidget* widget) const; // -1: none
    static QWidget* targetIn(const Pane& pane);

    std::vector<Pane> m_panes;
};

} // namespace tastescope::ui
