#include "ui/theme/icons.h"

#include <QAction>
#include <QFile>
#include <QIconEngine>
#include <QLineEdit>
#include <QPainter>
#include <QPixmap>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <memory>

namespace tastescope::ui {

namespace {

class TintedIcon : public QIconEngine
{
public:
    TintedIcon(QString name, Token token) : m_name(std::move(name)), m_token(token) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const int size = qMin(rect.width(), rect.height());
        QSvgRenderer renderer(iconSvg(m_name, ink(mode), size));
        QRect square(0, 0, size, size);
        square.moveCenter(rect.center());
        painter->setRenderHint(QPainter::Antialiasing);
        renderer.render(painter, square);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        const QString key = QStringLiteral("icon/%1/%2/%3x%4/%5")
                                .arg(m_name, ink(mode).name())
                                .arg(size.width())
                                .arg(size.height())
                                .arg(scale);
        QPixmap pixmap; // asked for at every press and every job: read and drawn once
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size); // in device pixels
        pixmap.setDevicePixelRatio(scale);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), (QSizeF(size) / scale).toSize()), mode, state);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine* clone() const override { return std::make_unique<TintedIcon>(*this).release(); }
    QString key() const override { return QStringLiteral("tastescope"); }

private:
    QColor ink(QIcon::Mode mode) const { return colour(mode == QIcon::Disabled ? Token::Off : m_token); }

    QString m_name;
    Token m_token;
};

} // namespace

QIcon icon(const QString& name, Token token)
{
    return QIcon(std::make_unique<TintedIcon>(name, token).release());
}

QByteArray iconSvg(const QString& name, const QColor& colour, int size)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("There is no icon called %s.", qPrintable(name));
        return {};
    }
    QByteArray svg = file.readAll();
    svg.replace("#4B5058", colour.name().toLatin1());
    if (size <= 16)
        svg.replace("stroke-width=\"1.5\"", "stroke-width=\"1.75\""); // thinner lines fade at this size
    return svg;
}

void addSearchIcon(QLineEdit* field)
{
    QAction* glass = field->addAction(icon(QStringLiteral("search"), Token::Text3), QLineEdit::LeadingPosition);
    glass->setText(QObject::tr("Search")); // assistive tools see a button
}

} // namespace tastescope::ui
