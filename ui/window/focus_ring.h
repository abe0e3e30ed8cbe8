#pragma once

#include <QPointer>
#include <QWidget>

namespace tastescope::ui {

/// The ring around the button or card that has the keyboard focus: 2 px accent, 1 px away. Fields show their focus by
/// their own border. Only for focus that came by the keyboard or by the program, not by a click.
class FocusRing : public QWidget
{
    Q_OBJECT

public:
    explicit FocusRing(QWidget* window);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool wasAskedFor(Qt::FocusReason reason) const;
    void follow(QWidget* widget);
    void place();

    bool m_tabbed = false; ///< the last thing the person did was to walk by Tab or F6
    QPointer<QWidget> m_widget;
};

} // namespace tastescope::ui
