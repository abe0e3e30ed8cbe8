#pragma once

#include <QWidget>

class QPushButton;

namespace tastescope {
struct HealthRow;
}

namespace tastescope::ui {

/// One check of the health list: its sign, what it found and how many, and what can be done about them.
class HealthLine : public QWidget
{
    Q_OBJECT

public:
    explicit HealthLine(const HealthRow& row, QWidget* parent = nullptr);

signals:
    void showChosen();
    void excludeChosen();

private:
    QPushButton* makeShow(const QString& title);
    QPushButton* makeExclude(const QString& title);
};

} // namespace tastescope::ui
