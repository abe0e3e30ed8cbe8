#include "ui/theme/folding_row.h"

#include "ui/theme/layout.h"
#include "ui/theme/text_scale.h"

#include <QEvent>
#include <QHBoxLayout>

#include <algorithm>

namespace tastescope::ui {

FoldingRow::FoldingRow(int leastFirst, QWidget* parent)
    : QWidget(parent),
      m_leastFirst(leastFirst),
      m_halves(new QBoxLayout(QBoxLayout::LeftToRight, this)),
      m_first(makeRow()),
      m_second(makeRow())
{
    m_halves->setContentsMargins(0, 0, 0, 0);
    m_halves->addLayout(m_first, 1);
    m_halves->addLayout(m_second);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

/// Its parts beside each other, whichever way they stand now.
int FoldingRow::secondWidth() const
{
    int width = 0;
    int parts = 0;
    for (int i = 0; i < m_second->count(); ++i)
        if (const QWidget* part = m_second->itemAt(i)->widget(); part && !part->isHidden()) {
            width += part->sizeHint().width();
            ++parts;
        }
    return width + std::max(0, parts - 1) * m_second->spacing();
}

bool FoldingRow::isFolded() const
{
    return m_halves->direction() == QBoxLayout::TopToBottom;
}

void FoldingRow::fold()
{
    const QMargins around = m_halves->contentsMargins();
    const int room = width() - around.left() - around.right();
    const int first = static_cast<int>(m_leastFirst * textScale()) + m_halves->spacing();
    const auto rowIn = [](bool fits) { return fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom; };
    m_halves->setDirection(rowIn(first + secondWidth() <= room));
    m_second->setDirection(rowIn(secondWidth() <= room));
}

void FoldingRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fold();
}

/// Words in it changed, or all text did.
bool FoldingRow::event(QEvent* event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fold();
    return done;
}

} // namespace tastescope::ui
