#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace tastescope::ui {

/// One of the three ways to begin: an icon, a title, a few words, a button, a hint beside it. The whole card can be
/// clicked, and Enter or Space chooses it.
class StartCard : public QWidget
{
    Q_OBJECT

public:
    StartCard(const QString& iconName, const QString& title, const QString& buttonText, const QString& hint,
              QWidget* parent = nullptr);

    void setText(const QString& text);
    void setHint(const QString& hint); ///< beside the button
    void setPrimary(bool primary);
    void setAvailable(bool available);

signals:
    void chosen();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QString m_iconName;
    QLabel* m_text;
    QLabel* m_hint;
    QPushButton* m_button;
};

} // namespace tastescope::ui
