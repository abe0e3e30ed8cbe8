#pragma once

#include <QAbstractButton>

namespace tastescope::ui {

/// A folded dock: a strip at the window's edge with the dock's name, read from top to bottom.
class EdgeButton : public QAbstractButton
{
    Q_OBJECT

public:
    static constexpr int strip = 28; ///< px

    EdgeButton(const QString& iconName, const QString& text, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {strip, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }

private:
    QString m_iconName;
};

} // namespace tastescope::ui
