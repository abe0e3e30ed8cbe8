#include "ui/theme/accessible.h"

#include <QAbstractItemView>
#include <QAccessibleWidget>
#include <QComboBox>

namespace tastescope::ui {

namespace {

/// On Linux Qt names a combo box by its value, and its label by a relation that few tools read.
class NamedCombo final : public QAccessibleWidget
{
public:
    explicit NamedCombo(QComboBox* combo) : QAccessibleWidget(combo, QAccessible::ComboBox) {}

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? combo().currentText() : QAccessibleWidget::text(kind);
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.expandable = true;
        state.expanded = combo().view()->isVisible();
        state.editable = combo().isEditable();
        return state;
    }

    QStringList actionNames() const override { return {showMenuAction(), pressAction()}; }

    void doAction(const QString& action) override
    {
        if (action != showMenuAction() && action != pressAction())
            return;
        if (combo().view()->isVisible())
            combo().hidePopup();
        else
            combo().showPopup();
    }

private:
    QComboBox& combo() const { return *static_cast<QComboBox*>(object()); }
};

QAccessibleInterface* interfaceOf(const QString& className, QObject* object)
{
    if (className == QLatin1String("QComboBox"))
        return new NamedCombo(static_cast<QComboBox*>(object));
    if (className == QLatin1String("tastescope::ui::PlotView"))
        return new QAccessibleWidget(static_cast<QWidget*>(object), QAccessible::Graphic);
    return nullptr;
}

} // namespace

void installAccessible()
{
    static const bool done = [] {
        QAccessible::installFactory(interfaceOf);
        return true;
    }();
    static_cast<void>(done);
}

} // namespace tastescope::ui
