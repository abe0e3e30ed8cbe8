#include "ui/theme/plain_labels.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>

namespace tastescope::ui {

namespace {

/// A label is polished before it is first shown; a tooltip is a label, too.
class PlainLabels final : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Polish)
            if (auto* label = qobject_cast<QLabel*>(watched); label && label->textFormat() == Qt::AutoText)
                label->setTextFormat(Qt::PlainText);
        return false;
    }
};

} // namespace

void keepLabelsPlain(QApplication& application)
{
    const QString name = QStringLiteral("PlainLabels");
    if (application.findChild<QObject*>(name, Qt::FindDirectChildrenOnly))
        return;
    auto* labels = new PlainLabels(&application);
    labels->setObjectName(name);
    application.installEventFilter(labels);
}

} // namespace tastescope::ui
