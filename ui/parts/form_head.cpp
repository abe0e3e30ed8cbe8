#include "ui/parts/form_head.h"

#include "ui/theme/icons.h"
#include "ui/theme/text_label.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace tastescope::ui {

namespace {

constexpr int headPixels = 38;

QToolButton* makeCross()
{
    auto* close = new QToolButton;
    close->setIcon(icon(QStringLiteral("x"), Token::Text3));
    close->setProperty(property::panelTool, true);
    close->setAutoRaise(true);
    close->setFixedSize(24, 24);
    close->setAccessibleName(QObject::tr("Close the form"));
    close->setToolTip(QObject::tr("Close the form  Esc"));
    close->setShortcut(Qt::Key_Escape);
    return close;
}

} // namespace

FormHead makeFormHead(const QString& title)
{
    auto* head = new QWidget;
    head->setFixedHeight(rowHeight(headPixels, TypeRole::Title));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 0, 8, 0);
    QToolButton* close = makeCross();
    row->addWidget(textLabel(TypeRole::Title, Token::Text, nullptr, title), 1);
    row->addWidget(close);
    return {head, row, close};
}

} // namespace tastescope::ui
