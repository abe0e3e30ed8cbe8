#pragma once

#include "core/models/model_kind.h"

#include <QWidget>

class QLabel;
class QRadioButton;

namespace tastescope::ui {

class Workspace;

/// Every model, the one of the next run marked, and beside each how long it will take on these data with the options
/// last set for it, or what it needs where it does not fit. Below them the button that trains all of them.
class ModelList : public QWidget
{
    Q_OBJECT

public:
    explicit ModelList(Workspace& workspace, QWidget* parent = nullptr);

    void refresh(); ///< when options, data, runs or paces have changed

    QRadioButton* button(std::string_view model) const; ///< null: there is no such model
    QString timeText(std::string_view model) const;     ///< empty: not known

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Line
    {
        const ModelKind* kind = nullptr;
        QRadioButton* button = nullptr;
        QLabel* time = nullptr;
    };

    void showLine(const Line& line);
    void measureNext(); ///< one pace after the other, while nothing trains

    Workspace& m_workspace;
    std::vector<Line> m_lines;
    QWidget* m_all = nullptr;
};

} // namespace tastescope::ui
