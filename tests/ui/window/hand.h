#pragma once

#include "ui/window/main_window.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QPointer>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <random>

namespace tastescope::test {

/// Mouse and keys at random places of a window, of its dialogs and of what pops up; the same for the same seed.
class Hand
{
public:
    Hand(ui::MainWindow& window, unsigned seed) : m_window(window), m_draws(seed) {}

    QString lastActs() const { return m_acts.join(QStringLiteral("\n    ")); }

    int draw(int below) { return static_cast<int>(m_draws() % static_cast<unsigned>(below)); }

protected:
    void say(const QString& act)
    {
        m_acts << act;
        if (m_acts.size() > 20)
            m_acts.removeFirst();
        if (qEnvironmentVariableIsSet("TASTESCOPE_MONKEY_TELLS"))
            fprintf(stderr, "monkey: %s\n", qPrintable(act));
    }

    static QString nameOf(const QWidget& widget)
    {
        return QStringLiteral("%1 \"%2\"")
            .arg(QLatin1String(widget.metaObject()->className()), widget.accessibleName());
    }

    void click(Qt::MouseButton button)
    {
        const QPointer<QWidget> widget = anyone();
        const QPoint place = somewhereIn(*widget);
        say(QStringLiteral("click %1 at %2, %3 of %4").arg(button).arg(place.x()).arg(place.y()).arg(nameOf(*widget)));
        if (button == Qt::RightButton) {
            QContextMenuEvent event(QContextMenuEvent::Mouse, place, widget->mapToGlobal(place));
            QApplication::sendEvent(widget, &event);
            return;
        }
        const int kind = draw(6);
        QTest::mouseMove(widget, place);
        if (kind == 0 && widget)
            QTest::mouseDClick(widget, button, {}, place);
        else if (kind == 1 && widget)
            drag(*widget, place);
        else if (widget)
            QTest::mouseClick(widget, button, draw(8) == 0 ? Qt::ControlModifier : Qt::NoModifier, place);
    }

    void press()
    {
        static constexpr std::array keys{
            Qt::Key_Tab,    Qt::Key_Backtab,  Qt::Key_Return, Qt::Key_Escape, Qt::Key_Space, Qt::Key_Up,
            Qt::Key_Down,   Qt::Key_Left,     Qt::Key_Right,  Qt::Key_Delete, Qt::Key_Home,  Qt::Key_End,
            Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_F1,     Qt::Key_F2,     Qt::Key_F6,    Qt::Key_F11,
            Qt::Key_Plus,   Qt::Key_Minus,    Qt::Key_Slash,  Qt::Key_Period};
        static constexpr std::array modifiers{
            Qt::KeyboardModifiers(Qt::NoModifier), Qt::KeyboardModifiers(Qt::ControlModifier),
            Qt::KeyboardModifiers(Qt::ShiftModifier), Qt::KeyboardModifiers(Qt::AltModifier),
            Qt::ControlModifier | Qt::ShiftModifier};
        auto key = keys[static_cast<std::size_t>(draw(static_cast<int>(keys.size())))];
        if (draw(2) == 0)
            key = static_cast<Qt::Key>(draw(4) == 0 ? Qt::Key_0 + draw(10) : Qt::Key_A + draw(26));
        const auto with = modifiers[static_cast<std::size_t>(draw(static_cast<int>(modifiers.size())))];
        if (key == Qt::Key_Q && with & Qt::ControlModifier)
            return;
        QWidget* target =
            QApplication::activePopupWidget() ? QApplication::activePopupWidget() : QApplication::focusWidget();
        say(QStringLiteral("press %1").arg(QKeySequence(static_cast<int>(key) | static_cast<int>(with)).toString()));
        QTest::keyClick(target ? target : &m_window, key, with);
    }

    void write()
    {
        static const QStringList words{QStringLiteral("a"),
                                       QStringLiteral("mrr > 0.1 and model = \"bpr\""),
                                       QStringLiteral("-1"),
                                       QStringLiteral("0.5"),
                                       QStringLiteral("1e400"),
                                       QStringLiteral("<b>&x</b>"),
                                       QString::fromUtf8("\u202e\u05e9\u05dc\u05d5\u05dd\n\x1b[31m"),
                                       QString(),
                                       QString(5'000, QLatin1Char('w'))};
        QList<QLineEdit*> fields;
        for (QWidget* widget : reachable())
            if (auto* field = qobject_cast<QLineEdit*>(widget); field && !field->isReadOnly())
                fields << field;
        if (fields.isEmpty())
            return;
        const QPointer<QLineEdit> field = fields[draw(static_cast<int>(fields.size()))];
        const QString text = words[draw(static_cast<int>(words.size()))];
        say(QStringLiteral("write \"%1\" in %2").arg(text.left(20), nameOf(*field)));
        field->setFocus();
        field->selectAll();
        field->insert(text);
        if (field && draw(2) == 0)
            QTest::keyClick(field, Qt::Key_Return);
    }

    void turnWheel()
    {
        QWidget* widget = anyone();
        say(QStringLiteral("wheel over %1").arg(nameOf(*widget)));
        const QPoint place = somewhereIn(*widget);
        QWheelEvent event(place, widget->mapToGlobal(place), {}, QPoint(0, draw(2) == 0 ? 120 : -120), Qt::NoButton,
                          draw(4) == 0 ? Qt::ControlModifier : Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(widget, &event);
    }

private:
    /// What it can reach: of an open popup, else of one of the windows.
    QList<QWidget*> reachable()
    {
        QWidget* top = QApplication::activePopupWidget();
        if (!top)
            top = QApplication::activeModalWidget();
        if (!top) {
            QList<QWidget*> tops;
            for (QWidget* window : QApplication::topLevelWidgets())
                if (window->isVisible() && !window->inherits("QTipLabel"))
                    tops << window;
            std::ranges::sort(tops, {}, [](const QWidget* window) { return nameOf(*window); });
            top = tops.isEmpty() ? nullptr : tops[draw(static_cast<int>(tops.size()))];
        }
        QList<QWidget*> widgets;
        if (!top)
            return widgets;
        widgets << top;
        for (QWidget* widget : top->findChildren<QWidget*>())
            if (widget->isVisibleTo(top) && widget->isEnabled() && !widget->visibleRegion().isEmpty())
                widgets << widget;
        return widgets;
    }

    QWidget* anyone()
    {
        const QList<QWidget*> widgets = reachable();
        return widgets.isEmpty() ? &m_window : widgets[draw(static_cast<int>(widgets.size()))];
    }

    QPoint somewhereIn(const QWidget& widget)
    {
        return {draw(std::max(1, widget.width())), draw(std::max(1, widget.height()))};
    }

    void drag(QWidget& target, QPoint from)
    {
        const QPointer<QWidget> widget = &target;
        const QPoint to = somewhereIn(target);
        QTest::mousePress(widget, Qt::LeftButton, {}, from);
        if (widget)
            QTest::mouseMove(widget, to);
        if (widget)
            QTest::mouseRelease(widget, Qt::LeftButton, {}, to);
    }

    ui::MainWindow& m_window;
    std::mt19937 m_draws;
    QStringList m_acts;
};

} // namespace tastescope::test
