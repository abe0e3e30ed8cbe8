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

private:
    void fill();
    void take(int row);

    ComparisonSession& m_session;
    std::size_t m_place;
};

} // namespace tastescope::ui
