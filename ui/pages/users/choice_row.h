#pragma once

#include <QAbstractButton>

namespace tastescope::ui {

/// One of several lists to choose from: its name and how many are in it.
class ChoiceRow : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ChoiceRow(const QString& text, QWidget* parent = nullptr);

    void setCount(qint64 users); ///< -1: not known, and then it cannot be chosen

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    qint64 m_count = -1;
};

} // namespace tastescope::ui
