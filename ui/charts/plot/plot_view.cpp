#include "ui/charts/plot/plot_view.h"

#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QEvent>
#include <QFocusEvent>
#include <QPainter>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int narrowestFigure = 460;
constexpr int widestFigure = 760;

} // namespace

PlotView::PlotView(QWidget* parent) : QWidget(parent)
{
    setGround(this, Token::Base);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

QString axisTitle(const QString& name, bool logarithmic)
{
    return logarithmic ? QObject::tr("%1 (log scale)").arg(name) : name;
}

QSize PlotView::figureSize(const QSize& shown) const
{
    const int width = std::clamp(shown.width(), narrowestFigure, widestFigure);
    return {width, std::clamp(shown.height(), width * 45 / 100, width * 75 / 100)};
}

void PlotView::paintOverlay(QPainter&, const QRectF&) const {}

void PlotView::announceData()
{
    setAccessibleDescription(summary());
    invalidate();
    emit dataChanged();
}

void PlotView::setEmptyText(const QString& text)
{
    m_emptyText = text;
    update();
}

void PlotView::invalidate()
{
    m_cache = {};
    update();
}

void PlotView::paintEvent(QPaintEvent*)
{
    const double ratio = devicePixelRatioF();
    if (m_cache.isNull() || m_cache.size() != size() * ratio || m_cache.devicePixelRatio() != ratio) {
        m_cache = QPixmap(size() * ratio);
        m_cache.setDevicePixelRatio(ratio);
        m_cache.fill(colour(Token::Base));
        QPainter painter(&m_cache);
        painter.setRenderHint(QPainter::Antialiasing);
        paintData(painter, QRectF(rect()));
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_cache);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isEmpty()) {
        painter.setFont(ui::font(TypeRole::Table));
        painter.setPen(colour(Token::Text3));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    } else {
        paintOverlay(painter, QRectF(rect()));
    }
    if (m_keyboardFocus) {
        painter.setPen(QPen(colour(Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 4, 4);
    }
}

void PlotView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        invalidate();
    QWidget::changeEvent(event);
}

void PlotView::focusInEvent(QFocusEvent* event)
{
    const auto reason = event->reason();
    m_keyboardFocus =
        reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    QWidget::focusInEvent(event);
    update();
}

void PlotView::focusOutEvent(QFocusEvent* event)
{
    m_keyboardFocus = false;
    QWidget::focusOutEvent(event);
    update();
}

} // namespace tastescope::ui
