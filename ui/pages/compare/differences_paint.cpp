// How what differs is painted.
#include "ui/pages/compare/differences_view.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr int runsHead = 26;
constexpr int sectionHead = 30;
constexpr int lineHead = 24;
constexpr double whiskerPen = 2;
constexpr double whiskerDot = 2.5;
constexpr double whiskerInset = 4;
constexpr double shortName = 40; // px of a name that still tells the run

void lineBelow(QPainter& painter, const QRectF& place, Token token)
{
    painter.fillRect(QRectF(place.left(), std::floor(place.bottom()) - 1, place.width(), 1), colour(token));
}

void drawWords(QPainter& painter, const QRectF& place, const QString& text, TypeRole role, Token tone,
               Qt::Alignment side)
{
    painter.setFont(ui::font(role));
    painter.setPen(colour(tone));
    const QString elided = QFontMetricsF(painter.font()).elidedText(text, Qt::ElideRight, place.width());
    painter.drawText(place.adjusted(-1, 0, 1, 0), static_cast<int>(side | Qt::AlignVCenter), elided);
}

void drawRun(QPainter& painter, const NamedRun& run, const QRectF& place)
{
    const QFontMetricsF metrics(ui::font(TypeRole::Header));
    const bool hasSwatch =
        place.width() - runSwatchWidth - runSwatchGap >= std::min(shortName, metrics.horizontalAdvance(run.name));
    const double swatch = hasSwatch ? runSwatchWidth + runSwatchGap : 0;
    const QString name = metrics.elidedText(run.name, Qt::ElideMiddle, place.width() - swatch);
    const double width = metrics.horizontalAdvance(name);
    const QRectF words(place.right() - width, place.top(), width, place.height());
    drawWords(painter, words, name, TypeRole::Header, Token::Text2, Qt::AlignRight);
    if (hasSwatch)
        drawSwatch(painter, QRectF(words.left() - swatch, place.top(), runSwatchWidth, place.height()), run.style,
                   colour(Token::Base));
}

/// A tie is hollow and grey, as in every plot of intervals.
void drawWhisker(QPainter& painter, const IntervalRow& whisker, const Range& range, const QRectF& place)
{
    const QRectF area = place.adjusted(whiskerInset, 0, -whiskerInset, 0);
    const auto toX = [&](double value) { return area.left() + (value - range.low) / range.span() * area.width(); };
    const double y = std::round(area.center().y());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour(Token::Axis), 1));
    const double zero = std::round(toX(0)) + 0.5;
    painter.drawLine(QPointF(zero, y - 6), QPointF(zero, y + 6));
    const QColor ink = colour(whisker.tied ? Token::Text3 : Token::Text);
    painter.setPen(QPen(ink, whiskerPen, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(toX(whisker.interval.low), y), QPointF(toX(whisker.interval.high), y));
    painter.setPen(QPen(ink, 1));
    painter.setBrush(whisker.tied ? colour(Token::Base) : ink);
    painter.drawEllipse(QPointF(toX(whisker.value), y), whiskerDot, whiskerDot);
    painter.restore();
}

/// One for the whiskers of a section, zero in it.
Range whiskerRange(const DifferenceSection& section)
{
    Range range{0, 0};
    for (const DifferenceRow& row : section.rows)
        for (const IntervalRow& whisker : row.whiskers)
            if (!std::isnan(whisker.value))
                range = {std::min(range.low, whisker.interval.low), std::max(range.high, whisker.interval.high)};
    return range.span() > 0 ? range : Range{-1, 1};
}

} // namespace

void DifferencesView::paintRuns(QPainter& painter, const QRectF& whole, const Columns& columns) const
{
    const double height = rowHeight(runsHead, TypeRole::Header);
    for (std::size_t run = 0; run < m_data.runs.size(); ++run)
        drawRun(painter, m_data.runs[run], valuePlace(columns, run, whole.top(), height));
    if (columns.beside > 0)
        drawWords(painter, QRectF(columns.right - columns.beside + 8, whole.top(), columns.beside - 8, height),
                  minusText(), TypeRole::Header, Token::Text2, Qt::AlignRight);
    lineBelow(painter, QRectF(whole.left(), whole.top(), whole.width(), height), Token::Line);
}

void DifferencesView::paintSectionHead(QPainter& painter, const DifferenceSection& section, const QRectF& place) const
{
    const QRectF text = place.adjusted(12, 4, -12, 0);
    drawWords(painter, text, section.title, TypeRole::TableStrong, Token::Text2, Qt::AlignLeft);
    const QString note =
        isBelow() && std::ranges::any_of(section.rows, [](const DifferenceRow& row) { return !row.whiskers.empty(); })
            ? tr("%1; below: %2 minus it").arg(section.note, m_data.runs[0].name)
            : section.note;
    const double title = QFontMetricsF(ui::font(TypeRole::TableStrong)).horizontalAdvance(section.title);
    drawWords(painter, text.adjusted(title + 8, 0, 0, 0), note, TypeRole::Axis, Token::Text3, Qt::AlignRight);
    lineBelow(painter, place, Token::Line);
}

void DifferencesView::paintBeside(QPainter& painter, const DifferenceRow& row, const Range& whiskers, std::size_t other,
                                  const QRectF& place) const
{
    if (!row.whiskers.empty() && std::isnan(row.whiskers[other].value))
        return;
    if (!row.whiskers.empty())
        return drawWhisker(painter, row.whiskers[other], whiskers, place);
    const auto at = static_cast<qsizetype>(other);
    if (at < row.times.size())
        drawWords(painter, place, row.times.at(at), isBelow() ? TypeRole::Axis : TypeRole::Table, Token::Text3,
                  Qt::AlignRight);
}

void DifferencesView::paintRow(QPainter& painter, const DifferenceRow& row, const Range& whiskers, const QRectF& place,
                               const Columns& columns) const
{
    const double line = rowHeight(lineHead);
    drawWords(painter, QRectF(columns.left, place.top(), columns.names, line), row.title,
              row.strong ? TypeRole::TableStrong : TypeRole::Table, Token::Text, Qt::AlignLeft);
    for (std::size_t run = 0; run < m_data.runs.size(); ++run) {
        drawWords(painter, valuePlace(columns, run, place.top(), line), row.values.at(static_cast<qsizetype>(run)),
                  row.strong ? TypeRole::TableStrong : TypeRole::Table, row.strong ? Token::Text : Token::Text2,
                  Qt::AlignRight);
        if (run > 0 && isBelow() && place.height() > line)
            paintBeside(painter, row, whiskers, run - 1,
                        valuePlace(columns, run, place.top() + line - 5, place.height() - line));
    }
    if (columns.beside > 0)
        paintBeside(painter, row, whiskers, 0,
                    QRectF(columns.right - columns.beside + 8, place.top(), columns.beside - 8, line));
    lineBelow(painter, place, Token::Grid);
}

void DifferencesView::paintData(QPainter& painter, const QRectF& whole) const
{
    if (isEmpty())
        return;
    const Columns columns = columnsIn(whole);
    paintRuns(painter, whole, columns);
    double y = whole.top() + rowHeight(runsHead, TypeRole::Header);
    const auto next = [&](double height) {
        const QRectF place(whole.left(), y, whole.width(), height);
        y += height;
        return place;
    };
    for (const DifferenceSection& section : m_data.sections) {
        paintSectionHead(painter, section, next(rowHeight(sectionHead)));
        const Range whiskers = whiskerRange(section);
        for (const DifferenceRow& row : section.rows)
            paintRow(painter, row, whiskers, next(rowPixels(row)), columns);
        if (!section.foot.isEmpty())
            drawWords(painter, next(rowHeight(lineHead)).adjusted(12, 0, -12, 0), section.foot, TypeRole::Table,
                      Token::Text3, Qt::AlignLeft);
    }
}

} // namespace tastescope::ui
