#pragma once

#include <QWidget>

#include <vector>

class QTabBar;

namespace tastescope::ui {

/// Panels side by side, parted by hairlines; where that would leave them too narrow, one at a time under tabs.
class LowerCharts : public QWidget
{
    Q_OBJECT

public:
    explicit LowerCharts(QWidget* parent = nullptr);

    void addPanel(const QString& title, QWidget* panel);
    void setTitle(const QWidget* panel, const QString& title); ///< of its tab
    bool isTabbed() const { return m_tabbed; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();

    QTabBar* m_tabs;
    QWidget* m_row;
    std::vector<QWidget*> m_panels;
    std::vector<QWidget*> m_lines;
    bool m_tabbed = false;
};

} // namespace tastescope::ui
