#include "ui/pages/start/recent_row.h"

#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/theme/icons.h"
#include "ui/theme/type.h"

#include <QFileInfo>
#include <QKeyEvent>
#include <QPainter>

namespace tastescope::ui {

namespace {

constexpr int recentRowPadding = 12;

} // namespace

RecentRow::RecentRow(RecentFile file, QWidget* parent)
    : QAbstractButton(parent),
      m_file(std::move(file)),
      m_exists(QFileInfo::exists(m_file.source.paths.value(0)))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Open %1").arg(m_file.source.name()));
    setAccessibleDescription(m_file.contents);
    setToolTip(shownMessage(m_file.source.paths.join(QLatin1Char('\n')).toStdString()));
    setFixedHeight(rowHeight(34));
}

QSize RecentRow::sizeHint() const
{
    return {600, height()};
}

void RecentRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (underMouse() || hasFocus())
        painter.fillRect(rect(), colour(Token::Hover));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Token::Grid));
    const bool folder = QFileInfo(m_file.source.paths.value(0)).isDir();
    const QString iconName = m_file.source.isNative() ? QStringLiteral("data")
                             : folder                 ? QStringLiteral("folder")
                                                      : QStringLiteral("file");
    ui::icon(iconName).paint(&painter, QRect(recentRowPadding, (height() - 16) / 2, 16, 16));

    const auto cell = [&](double from, double to, const QString& text, TypeRole role, Token tone, Qt::Alignment side) {
        const QRect place(static_cast<int>(from * width()), 0, static_cast<int>((to - from) * width()) - 8, height());
        painter.setFont(ui::font(role));
        painter.setPen(colour(tone));
        painter.drawText(place, static_cast<int>(side | Qt::AlignVCenter),
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
    };
    const double nameFrom = 36.0 / width();
    const double end = 1 - 4.0 / width();
    cell(nameFrom, 0.26, m_file.source.name(), TypeRole::TableStrong, Token::Text, Qt::AlignLeft);
    cell(0.26, 0.60, m_exists ? m_file.contents : tr("it is no longer there"), TypeRole::Table, Token::Text2,
         Qt::AlignLeft);
    cell(0.60, 0.76, m_file.format, TypeRole::Table, Token::Text2, Qt::AlignLeft);
    cell(0.76, 0.865, m_file.bytes > 0 ? bytes(m_file.bytes) : QString(), TypeRole::Table, Token::Text2,
         Qt::AlignRight);
    cell(0.865, end, when(m_file.openedAt), TypeRole::Table, Token::Text2, Qt::AlignRight);
}

void RecentRow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace tastescope::ui
