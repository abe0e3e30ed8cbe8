#pragma once

#include <QAbstractButton>

#include <functional>

namespace tastescope::ui {

class UserSession;

/// Says who answers: the run with its swatch, or the neighbours, and what the score means. Opens the choice of the runs
/// that kept a model.
class SourceButton : public QAbstractButton
{
    Q_OBJECT

public:
    /// chooseRun: called with a run's id when the person chose one.
    SourceButton(UserSession& session, std::function<void(int)> chooseRun, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void renew();
    void openMenu();

    UserSession& m_session;
    std::function<void(int)> m_chooseRun;
};

} // namespace tastescope::ui
