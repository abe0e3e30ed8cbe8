#include "ui/charts/spread/share_bar.h"

#include "ui/session/numbers.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <array>
#include <cmath>
#include <numeric>

namespace tastescope::ui {

namespace {

constexpr double shareBarHeight = 8;
constexpr double shareBarTextTop = 11;
constexpr std::array tokens{Token::Bar, Token::Bar2, Token::Text3};

double totalOf(const QList<Share>& shares)
{
    return std::accumulate(shares.begin(), shares.end(), 0.0,
                           [](double sum, const Share& share) { return sum + share.value; });
}

} // namespace

ShareBar::ShareBar(const QString& name, QWidget* parent) : QWidget(parent)
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ShareBar::setShares(const QList<Share>& shares)
{
    m_shares = shares;
    setAccessibleDescription(texts().join(QStringLiteral(", ")));
    update();
}

QSize ShareBar::sizeHint() const
{
    return {120, static_cast<int>(shareBarTextTop) + lineHeight(TypeRole::Axis)};
}

QStringList ShareBar::texts() const
{
    const double total = totalOf(m_shares);
    QStringList texts;
    for (const Share& share : m_shares) {
        const double percentage = total > 0 ? 100 * share.value / total : 0;
        texts << share.name + QLatin1Char(' ')
                     + (percentage > 0 && percentage < 0.5 ? QStringLiteral("<1") : fixed(std::round(percentage), 0))
                     + QStringLiteral(" %");
    }
    return texts;
}

void ShareBar::paintEvent(QPaintEvent*)
{
    const double total = totalOf(m_shares);
    if (!(total > 0))
        return;
    QPainter painter(this);
    double x = 0;
    for (qsizetype i = 0; i < m_shares.size(); ++i) {
        const double size = width() * m_shares[i].value / total;
        const double gap = i + 1 < m_shares.size() ? 1 : 0;
        painter.fillRect(QRectF(x, 0, std::max(0.0, size - gap), shareBarHeight),
                         colour(tokens.at(static_cast<std::size_t>(i) % tokens.size())));
        x += size;
    }
    painter.setFont(ui::font(TypeRole::Axis));
    painter.setPen(colour(Token::Text2));
    const QRectF line(0, shareBarTextTop, width(), lineHeight(TypeRole::Axis));
    const QStringList words = texts();
    for (qsizetype i = 0; i < words.size(); ++i) {
        const auto side = i == 0 ? Qt::AlignLeft : i + 1 == words.size() ? Qt::AlignRight : Qt::AlignHCenter;
        painter.drawText(line, side | Qt::AlignVCenter, words[i]);
    }
}

} // namespace tastescope::ui
