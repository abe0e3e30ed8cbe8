#include "ui/theme/folding_row.h"

#include "ui/theme/layout.h"
#include "ui/theme/text_scale.h"

#include <QEvent>
#include <QHBoxLayout>

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

bool FoldingRow::isFolded() const
{
    return m_halves->direction() == QBoxLayout::TopToBottom;
}

void FoldingRow::fold()
{
    const QMargins around = m_halves->contentsMargins();
    const int needed = static_cast<int>(m_leastFirst * textScale()) + m_second->sizeHint().width() + m_halves->spacing()
                       + around.left() + around.right();
    m_halves->setDirection(width() < needed ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
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
