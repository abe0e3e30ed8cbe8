#include "ui/pages/start/drop_zone.h"

#include "ui/theme/icons.h"
#include "ui/theme/line_style.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace tastescope::ui {

DropZone::DropZone(QWidget* parent) : QWidget(parent)
{
    setMinimumHeight(92);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(57, 12, 20, 12);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch(1);
    words->addWidget(textLabel(TypeRole::Button, Token::Text, this, tr("Drop a file or a folder here")));
    QLabel* kinds =
        textLabel(TypeRole::Table, Token::Text2, this,
                  tr("csv, tsv, dat, txt, taste, and the same with .gz. The first 200 rows are shown before "
                     "anything is imported."));
    kinds->setWordWrap(true);
    words->addWidget(kinds);
    words->addStretch(1);
    row->addLayout(words, 1);
    QLabel* promise =
        textLabel(TypeRole::Table, Token::Text3, this, tr("Bad rows are listed by line.\nNothing is half-imported."));
    promise->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(promise);
}

void DropZone::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(dashedPen(colour(Token::Outline), 1, {3, 3}));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    icon(QStringLiteral("drop")).paint(&painter, QRect(20, (height() - 20) / 2, 20, 20));
}

} // namespace tastescope::ui
