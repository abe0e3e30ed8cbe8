#include "ui/charts/sheet/figure.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "ui/theme/type.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QXmlStreamWriter>

#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double figureTitlePixels = 34;
constexpr double sourcePixels = 24;
constexpr double figureInset = 12;
constexpr double metresPerInch = 0.0254;
constexpr double figurePixelsPerInch = 96;
constexpr double pointsPerInch = 72;

// Qt writes the title and the program by itself; what the figure says and where it comes from has its place only here.
QByteArray metadataOf(const Figure& figure, const QString& program)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    const auto localised = [&](const QString& name, const QString& text) {
        xml.writeStartElement(name);
        xml.writeStartElement(QStringLiteral("rdf:Alt"));
        xml.writeStartElement(QStringLiteral("rdf:li"));
        xml.writeAttribute(QStringLiteral("xml:lang"), QStringLiteral("x-default"));
        xml.writeCharacters(text);
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    };
    xml.writeProcessingInstruction(QStringLiteral("xpacket begin='\uFEFF' id='W5M0MpCehiHzreSzNTczkc9d'"));
    xml.writeStartElement(QStringLiteral("x:xmpmeta"));
    xml.writeAttribute(QStringLiteral("xmlns:x"), QStringLiteral("adobe:ns:meta/"));
    xml.writeStartElement(QStringLiteral("rdf:RDF"));
    xml.writeAttribute(QStringLiteral("xmlns:rdf"), QStringLiteral("http://www.w3.org/1999/02/22-rdf-syntax-ns#"));
    xml.writeStartElement(QStringLiteral("rdf:Description"));
    xml.writeAttribute(QStringLiteral("rdf:about"), QString());
    xml.writeAttribute(QStringLiteral("xmlns:dc"), QStringLiteral("http://purl.org/dc/elements/1.1/"));
    xml.writeAttribute(QStringLiteral("xmlns:xmp"), QStringLiteral("http://ns.adobe.com/xap/1.0/"));
    localised(QStringLiteral("dc:title"), figure.title);
    localised(QStringLiteral("dc:description"), figure.chart->summary());
    xml.writeTextElement(QStringLiteral("dc:source"), figure.source);
    xml.writeTextElement(QStringLiteral("xmp:CreatorTool"), program);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeProcessingInstruction(QStringLiteral("xpacket end='w'"));
    return bytes;
}

std::string contentOf(const Figure& figure, FigureFormat format, double scale)
{
    if (format == FigureFormat::Csv)
        return toCsv(figure.chart->table());
    if (format == FigureFormat::Svg)
        return toSvg(figure).toStdString();
    if (format == FigureFormat::Pdf)
        return toPdf(figure).toStdString();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!toImage(figure, scale).save(&buffer, "PNG"))
        throw Error("The picture is too large to be made. Choose a smaller scale.");
    return bytes.toStdString();
}

} // namespace

void paintFigure(const Figure& figure, QPainter& painter)
{
    const QRectF whole(QPointF(), QSizeF(figure.size));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(whole, colour(Token::Base));

    const QRectF title(figureInset, 0, whole.width() - 2 * figureInset, figureTitlePixels);
    painter.setFont(font(TypeRole::Title));
    painter.setPen(colour(Token::Text));
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter, figure.title);
    const double titleWidth = QFontMetricsF(painter.font()).horizontalAdvance(figure.title);
    painter.setFont(font(TypeRole::Table));
    painter.setPen(colour(Token::Text2));
    painter.drawText(title.adjusted(titleWidth + 8, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, figure.caption);

    drawKey(painter, figure.key, title);

    const double footer = figure.source.isEmpty() ? 0 : sourcePixels;
    QRectF body(0, figureTitlePixels, whole.width(), whole.height() - figureTitlePixels - footer);
    if (!figure.statistics.isEmpty()) {
        const double width = statisticsWidth(figure.statistics);
        drawStatistics(painter, figure.statistics, QRectF(body.right() - width, body.top(), width, body.height()));
        body.setWidth(body.width() - width);
    }
    figure.chart->paintData(painter, body);

    painter.setFont(font(TypeRole::Axis));
    painter.setPen(colour(Token::Text3));
    painter.drawText(QRectF(figureInset, whole.bottom() - footer, whole.width() - 2 * figureInset, footer),
                     Qt::AlignLeft | Qt::AlignVCenter, figure.source);
}

QString extensionOf(FigureFormat format)
{
    return QLatin1Char('.') + QString::fromLatin1(toText(format));
}

QImage toImage(const Figure& figure, double scale)
{
    QImage image((QSizeF(figure.size) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    const int dotsPerMetre = static_cast<int>(std::lround(figurePixelsPerInch / metresPerInch));
    image.setDotsPerMeterX(dotsPerMetre); // else the sizes of texts follow the screen
    image.setDotsPerMeterY(dotsPerMetre);
    QPainter painter(&image);
    paintFigure(figure, painter);
    painter.end();
    image.setText(QStringLiteral("Title"), figure.title);
    image.setText(QStringLiteral("Description"), figure.chart->summary());
    image.setText(QStringLiteral("Source"), figure.source);
    return image;
}

QByteArray toSvg(const Figure& figure)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(static_cast<int>(figurePixelsPerInch));
    generator.setSize(figure.size);
    generator.setViewBox(QRect(QPoint(), figure.size));
    generator.setTitle(figure.title);
    generator.setDescription(figure.chart->summary() + QLatin1Char('\n') + figure.source);
    QPainter painter(&generator);
    paintFigure(figure, painter);
    painter.end();
    return bytes;
}

QByteArray toPdf(const Figure& figure)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        const QString program = QStringLiteral("Tastescope " TASTESCOPE_VERSION);
        const QSizeF points = QSizeF(figure.size) * pointsPerInch / figurePixelsPerInch;
        writer.setPageLayout(
            {QPageSize(points, QPageSize::Point, figure.title, QPageSize::ExactMatch), QPageLayout::Portrait, {}});
        writer.setResolution(static_cast<int>(figurePixelsPerInch));
        writer.setTitle(figure.title);
        writer.setCreator(program);
        writer.setDocumentXmpMetadata(metadataOf(figure, program));
        QPainter painter(&writer);
        paintFigure(figure, painter);
    }
    return bytes;
}

std::filesystem::path saveFigure(const Figure& figure, const std::filesystem::path& path, FigureFormat format,
                                 double scale)
{
    const std::string extension = extensionOf(format).toStdString();
    std::filesystem::path target = path;
    if (target.extension() != extension)
        target += extension;
    replaceFile(target, contentOf(figure, format, scale));
    return target;
}

} // namespace tastescope::ui
