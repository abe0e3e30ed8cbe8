#include "ui/pages/compare/settings_view.h"

#include "ui/session/numbers.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr double settingsViewInset = 12;
constexpr double settingsViewRowPixels = 24;
constexpr double headPixels = 26;
constexpr double settingsViewNameShare = 0.42; // of the width at most, for the settings' names
constexpr double columnGap = 8;

void hairline(QPainter& painter, double y, const QRectF& whole, Token token)
{
    painter.fillRect(QRectF(whole.left(), std::floor(y), whole.width(), 1), colour(token));
}

} // namespace

void SettingsView::setData(SettingsData fresh)
{
    m_data = std::move(fresh);
    announceData();
    updateGeometry();
}

std::vector<SettingLine> SettingsView::shownLines() const
{
    std::vector<SettingLine> lines = m_data.lines;
    if (m_data.differencesOnly)
        std::erase_if(lines, [](const SettingLine& line) { return !line.differs; });
    return lines;
}

QString SettingsView::note() const
{
    const auto same = std::ranges::count(m_data.lines, false, &SettingLine::differs);
    if (same == static_cast<std::ptrdiff_t>(m_data.lines.size()))
        return tr("All %1 settings are the same").arg(count(same));
    return same == 1 ? tr("1 setting is the same") : tr("%1 settings are the same").arg(count(same));
}

QSize SettingsView::sizeHint() const
{
    return {290,
            static_cast<int>(headPixels + static_cast<double>(shownLines().size() + 1) * settingsViewRowPixels) + 8};
}

double SettingsView::nameWidth(const QRectF& whole) const
{
    const QFontMetricsF metrics(ui::font(TypeRole::Table));
    double widest = 0;
    for (const SettingLine& line : shownLines())
        widest = std::max(widest, metrics.horizontalAdvance(line.title));
    return std::min(widest + columnGap, (whole.width() - 2 * settingsViewInset) * settingsViewNameShare);
}

double SettingsView::columnWidth(const QRectF& whole) const
{
    return (whole.width() - 2 * settingsViewInset - nameWidth(whole)) / static_cast<double>(m_data.runs.size());
}

void SettingsView::paintHead(QPainter& painter, const QRectF& whole, double column) const
{
    const QFontMetricsF metrics(ui::font(TypeRole::Header));
    double right = whole.right() - settingsViewInset - column * static_cast<double>(m_data.runs.size() - 1);
    for (const NamedRun& run : m_data.runs) {
        const double most = column - columnGap;
        const bool hasSwatch = most > runSwatchWidth + runSwatchGap + 40;
        const double swatch = hasSwatch ? runSwatchWidth + runSwatchGap : 0;
        const QString name = metrics.elidedText(run.name, Qt::ElideMiddle, most - swatch);
        const double width = metrics.horizontalAdvance(name);
        const QRectF place(right - width, whole.top(), width, headPixels);
        painter.setFont(ui::font(TypeRole::Header));
        painter.setPen(colour(Token::Text2));
        painter.drawText(place.adjusted(-1, 0, 1, 0), Qt::AlignRight | Qt::AlignVCenter, name);
        if (hasSwatch)
            drawSwatch(painter, QRectF(place.left() - swatch, whole.top(), runSwatchWidth, headPixels), run.style,
                       colour(Token::Base));
        right += column;
    }
    hairline(painter, whole.top() + headPixels - 1, whole, Token::Line);
}

void SettingsView::paintData(QPainter& painter, const QRectF& whole) const
{
    if (isEmpty())
        return;
    const double names = nameWidth(whole);
    const double column = columnWidth(whole);
    paintHead(painter, whole, column);
    double y = whole.top() + headPixels;
    const QFontMetricsF metrics(ui::font(TypeRole::TableStrong));
    for (const SettingLine& line : shownLines()) {
        painter.setFont(ui::font(TypeRole::Table));
        painter.setPen(colour(Token::Text));
        const QRectF name(whole.left() + settingsViewInset, y, names, settingsViewRowPixels);
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(painter.font()).elidedText(line.title, Qt::ElideRight, name.width()));
        painter.setFont(ui::font(line.differs ? TypeRole::TableStrong : TypeRole::Table));
        painter.setPen(colour(line.differs ? Token::Text : Token::Text2));
        double right = whole.right() - settingsViewInset - column * static_cast<double>(line.values.size() - 1);
        for (const QString& value : line.values) {
            painter.drawText(QRectF(right - column + columnGap, y, column - columnGap, settingsViewRowPixels),
                             Qt::AlignRight | Qt::AlignVCenter,
                             metrics.elidedText(value, Qt::ElideRight, column - columnGap));
            right += column;
        }
        y += settingsViewRowPixels;
        hairline(painter, y - 1, whole, Token::Grid);
    }
    if (!m_data.differencesOnly)
        return;
    painter.setFont(ui::font(TypeRole::Table));
    painter.setPen(colour(Token::Text3));
    painter.drawText(
        QRectF(whole.left() + settingsViewInset, y, whole.width() - 2 * settingsViewInset, settingsViewRowPixels),
        Qt::AlignLeft | Qt::AlignVCenter, note());
}

PlotTable SettingsView::table() const
{
    PlotTable table;
    QStringList names;
    for (const SettingLine& line : shownLines())
        names << line.title;
    table.columns.push_back({tr("setting"), names});
    for (std::size_t run = 0; run < m_data.runs.size(); ++run) {
        QStringList values;
        for (const SettingLine& line : shownLines())
            values << line.values.at(static_cast<qsizetype>(run));
        table.columns.push_back({m_data.runs[run].name, values});
    }
    return table;
}

QString SettingsView::summary() const
{
    QStringList parts;
    for (const SettingLine& line : shownLines())
        if (line.differs)
            parts << tr("%1 %2").arg(line.title, line.values.join(tr(" against ")));
    return parts.isEmpty() ? note() + QLatin1Char('.') : parts.join(QStringLiteral("; ")) + QLatin1Char('.');
}

} // namespace tastescope::ui
