#include "ui/tables/chips.h"

#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/tables/table_delegate.h"

#include <QPainter>
#include <QStringList>

namespace tastescope::ui {

namespace {

constexpr int chipGap = 4;

QStringList allChips(const QString& text)
{
    return text.split(detailSeparator, Qt::SkipEmptyParts);
}

QString moreChips(qsizetype number)
{
    return QLatin1Char('+') + count(number);
}

/// How many of them stand in so many pixels together with the number of the others.
qsizetype fitting(const QStringList& chips, int width)
{
    int used = 0;
    for (qsizetype i = 0; i < chips.size(); ++i) {
        used += badgeWidth(chips[i]) + (i > 0 ? chipGap : 0);
        const bool isLast = i + 1 == chips.size();
        if (used + (isLast ? 0 : chipGap + badgeWidth(moreChips(chips.size() - i - 1))) > width)
            return i;
    }
    return chips.size();
}

} // namespace

bool areChips(const QString& text)
{
    return text.contains(detailSeparator);
}

int chipsWidth(const QString& text)
{
    int width = -chipGap;
    for (const QString& chip : allChips(text))
        width += badgeWidth(chip) + chipGap;
    return std::max(0, width);
}

QStringList chipsIn(const QString& text, int width)
{
    const QStringList chips = allChips(text);
    const qsizetype shown = fitting(chips, width);
    if (shown == chips.size())
        return chips;
    return chips.mid(0, shown) << (shown > 0 ? moreChips(chips.size() - shown) : count(chips.size()));
}

void drawChips(QPainter& painter, const QRect& place, const QString& text)
{
    QRect rest = place;
    for (const QString& word : chipsIn(text, place.width())) {
        drawBadge(painter, rest, word, Token::Text2);
        rest.setLeft(rest.left() + badgeWidth(word) + chipGap);
    }
}

} // namespace tastescope::ui
