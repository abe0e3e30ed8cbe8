#include "ui/window/focus_ring.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

using namespace tastescope::ui;

class TestFocusRing : public QObject
{
    Q_OBJECT

private slots:
    void standsAroundWhatTabReaches();
    void isNotForTheMouse();
    void isNotWhereQtMovesTheFocusItself();
    void isWhereAPageSaysEnterActs();
};

namespace {

struct Window : QWidget
{
    QPushButton* first = new QPushButton(QStringLiteral("first"));
    QPushButton* second = new QPushButton(QStringLiteral("second"));
    FocusRing* ring;

    Window()
    {
        auto* layout = new QVBoxLayout(this);
        layout->addWidget(first);
        layout->addWidget(second);
        ring = new FocusRing(this);
        show();
        QApplication::setActiveWindow(this);
        first->clearFocus();
        first->setFocus(Qt::MouseFocusReason);
    }

    bool isAround(const QWidget* button) const
    {
        return ring->isVisible() && ring->geometry() == button->geometry().adjusted(-3, -3, 3, 3);
    }
};

} // namespace

void TestFocusRing::standsAroundWhatTabReaches()
{
    Window window;
    QVERIFY(!window.ring->isVisible());
    QTest::keyClick(window.first, Qt::Key_Tab);
    QVERIFY(window.second->hasFocus());
    QVERIFY(window.isAround(window.second));
}

void TestFocusRing::isNotForTheMouse()
{
    Window window;
    QTest::keyClick(window.first, Qt::Key_Tab);
    QTest::mouseClick(window.first, Qt::LeftButton);
    QVERIFY(window.first->hasFocus());
    QVERIFY(!window.ring->isVisible());
}

void TestFocusRing::isNotWhereQtMovesTheFocusItself()
{
    Window window;
    window.first->setEnabled(false); // as Stop when it is over
    QVERIFY(window.second->hasFocus());
    QVERIFY(!window.ring->isVisible());
}

void TestFocusRing::isWhereAPageSaysEnterActs()
{
    Window window;
    window.second->setFocus(Qt::ShortcutFocusReason);
    QVERIFY(window.isAround(window.second));
}

QTEST_MAIN(TestFocusRing)
#include "tst_focus_ring.moc"
