#include "ui/pages/data/count_strip.h"

#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QEvent>
#include <QPainter>

namespace tastescope::ui {

namespace {

constexpr int inset = 16;
constexpr int margin = 12;

void drawLine(QPainter& painter, const QRect& cell, int top, TypeRole role, Token tone, const QString& text)
{
    const QRect line(cell.left() + inset, top, cell.width() - inset - margin / 2, lineHeight(role));
    painter.setFont(font(role));
    painter.setPen(colour(tone));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(painter.font()).elidedText(text, Qt::ElideRight, line.width()));
}

} // namespace

CountStrip::CountStrip(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Counts of the dataset"));
}

void CountStrip::setCells(std::vector<CountCell> cells)
{
    m_cells = std::move(cells);
    QStringList words;
    std::vector<ShownFigure> figures;
    for (const CountCell& cell : m_cells) {
        words << cell.title + QLatin1Char(' ') + cell.value + QStringLiteral(", ") + cell.note;
        figures.insert(figures.end(), cell.figures.begin(), cell.figures.end());
    }
    showFigures(this, figures);
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    update();
}

QSize CountStrip::sizeHint() const
{
    return {980,
            2 * margin + lineHeight(TypeRole::Table) + lineHeight(TypeRole::Count) + lineHeight(TypeRole::Axis) + 2};
}

void CountStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Token::Base));
    const int count = static_cast<int>(m_cells.size());
    for (int i = 0; i < count; ++i) {
        const int left = i * width() / count;
        const QRect cell(left, 0, (i + 1) * width() / count - left, height());
        const CountCell& shown = m_cells[static_cast<std::size_t>(i)];
        int top = margin;
        drawLine(painter, cell, top, TypeRole::Table, Token::Text2, shown.title);
        top += lineHeight(TypeRole::Table);
        drawLine(painter, cell, top, TypeRole::Count, Token::Text, shown.value);
        top += lineHeight(TypeRole::Count);
        drawLine(painter, cell, top, TypeRole::Axis, Token::Text3, shown.note);
        if (i > 0)
            painter.fillRect(QRect(left, 0, 1, height()), colour(Token::Line));
    }
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Token::Line));
}

void CountStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace tastescope::ui
