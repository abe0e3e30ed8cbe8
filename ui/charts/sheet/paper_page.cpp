#include "ui/charts/sheet/paper_page.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QXmlStreamWriter>

namespace tastescope::ui {

namespace {

constexpr double pagePixelsPerInch = 96;
constexpr double pointsPerInch = 72;

// Qt writes the title and the program by itself; what the figure says and where it comes from has its place only here.
QByteArray metadataOf(const PageWords& words, const QString& program)
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
    localised(QStringLiteral("dc:title"), words.title);
    localised(QStringLiteral("dc:description"), words.description);
    xml.writeTextElement(QStringLiteral("dc:source"), words.source);
    xml.writeTextElement(QStringLiteral("xmp:CreatorTool"), program);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeProcessingInstruction(QStringLiteral("xpacket end='w'"));
    return bytes;
}

} // namespace

QByteArray onPage(const QSize& size, const PageWords& words, const std::function<void(QPainter&)>& paint)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        const QString program = QStringLiteral("Tastescope " TASTESCOPE_VERSION);
        const QSizeF points = QSizeF(size) * pointsPerInch / pagePixelsPerInch;
        writer.setPageLayout(
            {QPageSize(points, QPageSize::Point, words.title, QPageSize::ExactMatch), QPageLayout::Portrait, {}});
        writer.setResolution(static_cast<int>(pagePixelsPerInch));
        writer.setTitle(words.title);
        writer.setCreator(program);
        writer.setDocumentXmpMetadata(metadataOf(words, program));
        QPainter painter(&writer);
        paint(painter);
    }
    return bytes;
}

} // namespace tastescope::ui
