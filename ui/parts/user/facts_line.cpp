#include "ui/parts/user/facts_line.h"

#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QEvent>
#include <QPainter>

namespace tastescope::ui {

namespace {

constexpr int groupGap = 20;
constexpr int wordGap = 4;

int widthOf(const Fact& fact)
{
    const int after = fact.after.isEmpty() ? 0 : wordGap + textWidth(fact.after, TypeRole::Table);
    return textWidth(fact.before, TypeRole::Table) + wordGap + textWidth(fact.value, TypeRole::TableStrong) + after;
}

} // namespace

FactsLine::FactsLine(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FactsLine::setFacts(const QVector<Fact>& facts)
{
    m_facts = facts;
    QStringList words;
    for (const Fact& fact : facts)
        words << (fact.before + QLatin1Char(' ') + fact.value + QLatin1Char(' ') + fact.after).trimmed();
    setAccessibleName(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QVector<QPoint> FactsLine::places(int width) const
{
    QVector<QPoint> result;
    int left = 0;
    int line = 0;
    for (const Fact& fact : m_facts) {
        const int needed = widthOf(fact);
        if (left > 0 && left + needed > width) {
            left = 0;
            ++line;
        }
        result << QPoint(left, line);
        left += needed + groupGap;
    }
    return result;
}

QSize FactsLine::sizeHint() const
{
    int width = 0;
    for (const Fact& fact : m_facts)
        width += widthOf(fact) + groupGap;
    return {width, lineHeight(TypeRole::Table) + 4};
}

QSize FactsLine::minimumSizeHint() const
{
    return {80, lineHeight(TypeRole::Table) + 4};
}

int FactsLine::heightForWidth(int width) const
{
    const QVector<QPoint> all = places(width);
    const int lines = all.isEmpty() ? 1 : all.back().y() + 1;
    return lines * (lineHeight(TypeRole::Table) + 4);
}

void FactsLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QVector<QPoint> all = places(width());
    const int height = lineHeight(TypeRole::Table) + 4;
    for (qsizetype i = 0; i < m_facts.size(); ++i) {
        int left = all[i].x();
        const auto draw = [&](const QString& text, TypeRole role, Token tone) {
            painter.setFont(ui::font(role));
            painter.setPen(colour(tone));
            painter.drawText(QRect(left, all[i].y() * height, textWidth(text, role) + 2, height),
                             Qt::AlignLeft | Qt::AlignVCenter, text);
            left += textWidth(text, role) + wordGap;
        };
        draw(m_facts[i].before, TypeRole::Table, Token::Text2);
        draw(m_facts[i].value, TypeRole::TableStrong, Token::Text);
        draw(m_facts[i].after, TypeRole::Table, Token::Text2);
    }
}

void FactsLine::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        updateGeometry();
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace tastescope::ui
