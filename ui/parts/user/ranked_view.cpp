#include "ui/parts/user/ranked_view.h"

#include "ui/theme/tokens.h"

#include <QPainter>

namespace tastescope::ui {

RankedView::RankedView(RecommendationTable* table, const QString& name, QWidget* parent)
    : TableView(name, parent),
      m_ranked(table)
{
    setTable(table, 28);
    setSelectionMode(SingleSelection);
}

void RankedView::setK(int k)
{
    m_k = k;
    viewport()->update();
}

void RankedView::paintEvent(QPaintEvent* event)
{
    TableView::paintEvent(event);
    const int row = m_ranked->afterRank(m_k);
    if (row < 0)
        return;
    const int bottom = rowViewportPosition(row) + rowHeight(row) - 1;
    QPainter painter(viewport());
    painter.fillRect(QRect(0, bottom, viewport()->width(), 1), colour(Token::Outline));
}

} // namespace tastescope::ui
