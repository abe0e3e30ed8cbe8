#pragma once

#include <QComboBox>

namespace tastescope::ui {

class ComparisonSession;

/// Chooses the run at one place of a comparison: its swatch and name, and, where more than two are compared, leaving
/// it out.
class RunCombo : public QComboBox
{
    Q_OBJECT

public:
    RunCombo(ComparisonSession& session, std::size_t place, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    struct Choice
    {
        int id = 0;
        int slot = 0;
        QString name;
        bool operator==(const Choice&) const = default;
    };

    void follow(); ///< fills it when there is something else to choose
    void fill();
    void take(int row);

    ComparisonSession& m_session;
    std::size_t m_place;
    std::vector<Choice> m_choices; ///< as they stand in the box
};

} // namespace tastescope::ui
