#pragma once

#include <QObject>
#include <QPointer>
#include <QSet>

#include <vector>

class QWidget;

namespace tastescope::ui {

/// Dresses every widget after the style sheet changed, once each; Qt by itself polishes a widget once for every widget
/// around it. In turns of the event loop: a window keeps its picture until all that is seen of it is dressed, then what
/// is hidden follows. What is shown before its turn is dressed at that moment. Deletes itself when all are.
class Redressing : public QObject
{
    Q_OBJECT

public:
    explicit Redressing(QObject* parent);
    ~Redressing() override;

    /// Dresses all that still wait.
    void finish();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    void dress(QWidget* widget);
    void dressNext();
    void thaw();

    std::vector<QPointer<QWidget>> m_order; // what is seen first, each before what stands in it
    std::size_t m_next = 0;
    std::size_t m_seen = 0; // how many of m_order are on the screen
    QSet<QObject*> m_waiting;
    std::vector<QPointer<QWidget>> m_frozen; // windows that keep their picture
};

} // namespace tastescope::ui
