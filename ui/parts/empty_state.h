#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace tastescope::ui {

/// What stands where there is nothing to show: an icon, what is missing, what to do, at most two buttons and what they
/// cost. Centred.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(const QString& iconName, QWidget* parent = nullptr);

    /// title: one sentence; text: one line more; cost: "about 2 s", may be empty.
    void setWords(const QString& title, const QString& text, const QString& cost = {});

    /// The first one added is the primary one. Returns the button.
    QPushButton* addButton(const QString& text, const std::function<void()>& run);

    QString title() const;

private:
    QLabel* m_title;
    QLabel* m_text;
    QLabel* m_cost;
    QWidget* m_buttons;
};

} // namespace tastescope::ui
