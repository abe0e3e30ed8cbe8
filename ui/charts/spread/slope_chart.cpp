#include "ui/charts/spread/slope_chart.h"

#include "ui/session/numbers.h"
#include "ui/theme/text_scale.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tastescope::ui {

namespace {

constexpr double slopeChartInset = 12;
double slopeChartHeadPixels()
{
    return 24 * textScale();
}
double slopeChartRowPixels()
{
    return 25 * textScale();
}
double lowestRow()
{
    return 14 * textScale();
}
double rankWidth()
{
    return 28 * textScale();
}
constexpr double slopeChartDotRadius = 2.5;
constexpr double slopeChartTextGap = 10;
constexpr double leastSide = 0.40; // of the width, beside the lines: more where titles ask for it
constexpr double mostSide = 0.46;

std::optional<std::size_t> rankOf(const std::vector<RankedItem>& items, MarkId id)
{
    const auto found = std::find_if(items.begin(), items.end(), [id](const RankedItem& item) { return item.id == id; });
    if (found == items.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - items.begin());
}

QFont itemFont(const RankedItem& item)
{
    QFont font = ui::font(TypeRole::Table);
    if (item.heldOut)
        font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

void SlopeChart::setData(SlopeData fresh)
{
    m_data = std::move(fresh);
    announceData();
    updateGeometry();
}

QSize SlopeChart::sizeHint() const
{
    return {400, static_cast<int>(slopeChartHeadPixels()
                                  + static_cast<double>(std::max<std::size_t>(1, rows())) * slopeChartRowPixels())
                     + 8};
}

int SlopeChart::overlap(int top) const
{
    int both = 0;
    const auto end = static_cast<std::size_t>(std::max(0, top));
    for (std::size_t i = 0; i < std::min(end, m_data.leftItems.size()); ++i) {
        const auto other = rankOf(m_data.rightItems, m_data.leftItems[i].id);
        both += other && *other < end ? 1 : 0;
    }
    return both;
}

// What the longest title asks for, with its rank and the air around it.
double SlopeChart::sidePixels() const
{
    double widest = 0;
    for (const auto* items : {&m_data.leftItems, &m_data.rightItems})
        for (const RankedItem& item : *items)
            widest = std::max(widest, QFontMetricsF(itemFont(item)).horizontalAdvance(item.name));
    return slopeChartInset + rankWidth() + widest + 2 * slopeChartTextGap;
}

SlopeChart::Layout SlopeChart::layoutFor(const QRectF& whole) const
{
    Layout layout;
    layout.whole = whole;
    layout.head = {whole.left() + slopeChartInset, whole.top(), whole.width() - 2 * slopeChartInset,
                   slopeChartHeadPixels()};
    layout.top = whole.top() + slopeChartHeadPixels() + 2;
    const auto number = static_cast<double>(std::max<std::size_t>(1, rows()));
    layout.row = std::clamp((whole.bottom() - 4 - layout.top) / number, lowestRow(), slopeChartRowPixels());
    const double side = std::clamp(sidePixels(), whole.width() * leastSide, whole.width() * mostSide);
    layout.leftDot = std::round(whole.left() + side);
    layout.rightDot = std::round(whole.right() - side);
    return layout;
}

void SlopeChart::paintTitles(QPainter& painter, const Layout& layout) const
{
    constexpr double swatch = runSwatchWidth + runSwatchGap;
    painter.setFont(ui::font(TypeRole::TableStrong));
    painter.setPen(colour(Token::Text));
    const QFontMetricsF metrics(painter.font());
    const double most = layout.head.width() / 2 - swatch - slopeChartInset;
    const QString left = metrics.elidedText(m_data.left.name, Qt::ElideMiddle, most);
    const QString right = metrics.elidedText(m_data.right.name, Qt::ElideMiddle, most);
    painter.drawText(layout.head.adjusted(swatch, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, left);
    painter.drawText(layout.head, Qt::AlignRight | Qt::AlignVCenter, right);
    const auto place = [&](double x) { return QRectF(x, layout.head.top(), runSwatchWidth, layout.head.height()); };
    drawSwatch(painter, place(layout.head.left()), m_data.left.style, colour(Token::Base));
    drawSwatch(painter, place(layout.head.right() - metrics.horizontalAdvance(right) - swatch), m_data.right.style,
               colour(Token::Base));
}

void SlopeChart::paintLinks(QPainter& painter, const Layout& layout) const
{
    for (const bool heldOut : {false, true}) // the green ones lie above
        for (std::size_t i = 0; i < m_data.leftItems.size(); ++i) {
            const RankedItem& item = m_data.leftItems[i];
            const auto other = rankOf(m_data.rightItems, item.id);
            if (!other || item.heldOut != heldOut)
                continue;
            painter.setPen(isMarked(item.id) ? QPen(colour(Token::Accent), 2)
                                             : QPen(colour(heldOut ? Token::Ok : Token::Bar), heldOut ? 2 : 1.25));
            painter.drawLine(QPointF(layout.leftDot, layout.y(i)), QPointF(layout.rightDot, layout.y(*other)));
        }
}

void SlopeChart::paintItems(QPainter& painter, const Layout& layout, bool left) const
{
    const auto& items = left ? m_data.leftItems : m_data.rightItems;
    const auto& others = left ? m_data.rightItems : m_data.leftItems;
    const QRectF& whole = layout.whole;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const RankedItem& item = items[i];
        const double y = layout.y(i);
        const QRectF line(whole.left() + slopeChartInset, y - layout.row / 2, whole.width() - 2 * slopeChartInset,
                          layout.row);
        painter.setFont(ui::font(TypeRole::Table));
        painter.setPen(colour(Token::Text3));
        painter.drawText(left ? QRectF(line.left(), line.top(), rankWidth() - slopeChartTextGap, line.height())
                              : QRectF(line.right() - rankWidth() + slopeChartTextGap, line.top(),
                                       rankWidth() - slopeChartTextGap, line.height()),
                         Qt::AlignRight | Qt::AlignVCenter, count(static_cast<std::int64_t>(i) + 1));
        painter.setFont(itemFont(item));
        painter.setPen(colour(isMarked(item.id) ? Token::Accent : Token::Text));
        const QRectF name =
            left ? QRectF(line.left() + rankWidth(), line.top(),
                          layout.leftDot - slopeChartTextGap - line.left() - rankWidth(), line.height())
                 : QRectF(layout.rightDot + slopeChartTextGap, line.top(),
                          line.right() - rankWidth() - layout.rightDot - slopeChartTextGap, line.height());
        painter.drawText(name, (left ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
                         QFontMetricsF(painter.font()).elidedText(item.name, Qt::ElideRight, name.width()));
        const bool shared = rankOf(others, item.id).has_value();
        const QColor ink = colour(item.heldOut ? Token::Ok : Token::Bar);
        painter.setPen(shared ? QPen(Qt::NoPen) : QPen(ink, 1.25));
        painter.setBrush(shared ? ink : colour(Token::Base));
        painter.drawEllipse(QPointF(left ? layout.leftDot : layout.rightDot, y), slopeChartDotRadius,
                            slopeChartDotRadius);
    }
}

void SlopeChart::paintData(QPainter& painter, const QRectF& whole) const
{
    if (isEmpty())
        return;
    const Layout layout = layoutFor(whole);
    paintTitles(painter, layout);
    if (m_data.k > 0 && static_cast<std::size_t>(m_data.k) < rows())
        drawHorizontal(painter, layout.top + m_data.k * layout.row, whole.left(), whole.right(),
                       colour(Token::Outline));
    paintLinks(painter, layout);
    paintItems(painter, layout, true);
    paintItems(painter, layout, false);
}

void SlopeChart::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    if (!hovered())
        return;
    const Layout layout = layoutFor(whole);
    const auto left = rankOf(m_data.leftItems, *hovered());
    const auto right = rankOf(m_data.rightItems, *hovered());
    painter.setPen(QPen(colour(Token::Text), 2));
    painter.setBrush(Qt::NoBrush);
    if (left && right)
        painter.drawLine(QPointF(layout.leftDot, layout.y(*left)), QPointF(layout.rightDot, layout.y(*right)));
    painter.setPen(QPen(colour(Token::Text), 1));
    if (left)
        painter.drawEllipse(QPointF(layout.leftDot, layout.y(*left)), 5, 5);
    if (right)
        painter.drawEllipse(QPointF(layout.rightDot, layout.y(*right)), 5, 5);
}

AxisTitles SlopeChart::axisTitles(const QRectF& whole) const
{
    return {{}, {}, {}, whole}; // two lists with their heads
}

QSize SlopeChart::figureSize(const QSize& shown) const
{
    const auto words = static_cast<int>(std::ceil(sidePixels() / mostSide));
    return {std::max(PlotView::figureSize(shown).width(), words), sizeHint().height()};
}

PlotTable SlopeChart::table() const
{
    QStringList names;
    QStringList held;
    std::vector<double> left;
    std::vector<double> right;
    const auto add = [&](const RankedItem& item) {
        const auto rank = [&](const std::vector<RankedItem>& items) {
            const auto found = rankOf(items, item.id);
            return found ? static_cast<double>(*found) + 1 : std::numeric_limits<double>::quiet_NaN();
        };
        names << item.name;
        held << (item.heldOut ? tr("held out") : QString());
        left.push_back(rank(m_data.leftItems));
        right.push_back(rank(m_data.rightItems));
    };
    for (const RankedItem& item : m_data.leftItems)
        add(item);
    for (const RankedItem& item : m_data.rightItems)
        if (!rankOf(m_data.leftItems, item.id))
            add(item);
    return {{{m_data.itemName, names},
             {tr("rank of %1").arg(m_data.left.name), std::move(left), 0},
             {tr("rank of %1").arg(m_data.right.name), std::move(right), 0},
             {tr("held out"), held}}};
}

QString SlopeChart::summary() const
{
    if (isEmpty())
        return tr("No lists to compare.");
    const int top = m_data.k > 0 ? m_data.k : static_cast<int>(rows());
    QString text = tr("%1 against %2: %3 of the first %4 %5 are the same")
                       .arg(m_data.left.name, m_data.right.name, count(overlap(top)), count(top), m_data.itemName);
    QStringList held;
    for (const auto* items : {&m_data.leftItems, &m_data.rightItems})
        for (const RankedItem& item : *items) {
            const auto left = rankOf(m_data.leftItems, item.id);
            const auto right = rankOf(m_data.rightItems, item.id);
            if (!item.heldOut || (items == &m_data.rightItems && left))
                continue;
            const auto rank = [](const auto& found) {
                return found ? count(static_cast<std::int64_t>(*found) + 1) : tr("absent");
            };
            held << tr("%1 at %2 and %3").arg(item.name, rank(left), rank(right));
        }
    if (!held.isEmpty())
        text += tr("; held out: %1").arg(held.join(QStringLiteral(", ")));
    return text + QLatin1Char('.');
}

std::vector<MarkId> SlopeChart::marks() const
{
    std::vector<MarkId> ids;
    for (const RankedItem& item : m_data.leftItems)
        ids.push_back(item.id);
    for (const RankedItem& item : m_data.rightItems)
        if (!rankOf(m_data.leftItems, item.id))
            ids.push_back(item.id);
    return ids;
}

std::optional<MarkId> SlopeChart::markAt(const QPointF& pixel) const
{
    const Layout layout = layoutFor(rect());
    const double rank = std::floor((pixel.y() - layout.top) / layout.row);
    const double middle = (layout.leftDot + layout.rightDot) / 2;
    const auto& items = pixel.x() < middle ? m_data.leftItems : m_data.rightItems;
    if (rank < 0 || rank >= static_cast<double>(items.size()))
        return std::nullopt;
    return items[static_cast<std::size_t>(rank)].id;
}

} // namespace tastescope::ui
