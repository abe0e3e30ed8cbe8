#pragma once

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace tastescope::ui {

/// Views of one page, one at a time, under tabs: "Curves, Leaderboard".
class TabStack : public QWidget
{
    Q_OBJECT

public:
    /// name: what a screen reader calls the tabs.
    explicit TabStack(const QString& name, QWidget* parent = nullptr);

    void addView(const QString& title, QWidget* view, const QString& help = {});
    void setCurrent(int view);
    int current() const;

    /// Shows the view a widget is in, if it is in one.
    static void bringToFront(const QWidget* widget);

private:
    QTabBar* m_tabs;
    QStackedWidget* m_views;
};

} // namespace tastescope::ui
