#pragma once

#include <QAbstractButton>
#include <QWidget>

class QVBoxLayout;

namespace tastescope::ui {

/// A page's button on the rail: icon over word, and where there is little room the icon alone.
class RailButton : public QAbstractButton
{
    Q_OBJECT

public:
    RailButton(const QString& iconName, const QString& title, QWidget* parent = nullptr);

    void setCompact(bool compact);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_iconName;
    bool m_compact = false;
};

/// The pages, at the left edge of the window. The current one has an accent bar at the edge.
class PageRail : public QWidget
{
    Q_OBJECT

public:
    explicit PageRail(QWidget* parent = nullptr);

    void addPage(const QString& key, const QString& iconName, const QString& title, const QString& shortcut);
    void setCurrent(const QString& key);

    /// Without words, 52 px wide instead of 80.
    void setCompact(bool compact);

signals:
    void chosen(const QString& key);

private:
    QVBoxLayout* m_layout;
    std::vector<std::pair<QString, RailButton*>> m_buttons;
};

} // namespace tastescope::ui
