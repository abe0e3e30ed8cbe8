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
    /// isTold: its number is a ShownFigure; under a slice it is of other users than what stands elsewhere.
    explicit HealthLine(const HealthRow& row, bool isTold, QWidget* parent = nullptr);

signals:
    void showChosen();
    void excludeChosen();

private:
    QPushButton* makeShow(const QString& title);
    QPushButton* makeExclude(const QString& title);
};

} // namespace tastescope::ui
