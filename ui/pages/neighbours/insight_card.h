#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace tastescope::ui {

/// One line over a page: what was found or may be tried next, one button, and a cross to close it.
class InsightCard : public QWidget
{
    Q_OBJECT

public:
    explicit InsightCard(const QString& action, QWidget* parent = nullptr);

    void setWords(const QString& title, const QString& text);
    QString title() const;
    QString text() const;

signals:
    void chosen();
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_action;
};

} // namespace tastescope::ui
